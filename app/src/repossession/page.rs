//! The page: which screen of it is shown.

use domain::AccountId;
use leptos::prelude::*;

use super::ask::AskOnceMore;
use super::draft::Step;
use super::form::{Form, Screen};
use super::settled::{DoneScreen, NotPossibleScreen};
use super::step_one::StepOne;
use super::step_two::StepTwo;
use super::work;
use crate::components::words;
use crate::i18n::repossession as texts;
use crate::recording::{FormHead, RecordingForm, RecordingPage, provide_work};

/// Recording a repossession from an account.
#[component]
pub(crate) fn RepossessionPage(
    /// The account.
    account: AccountId,
) -> impl IntoView {
    let work = provide_work::<Form>(account)?;
    Some(view! {
        <RecordingPage
            work=work
            title=texts::TITLE
            failed=texts::FAILED
            form=form
            done=|| view! { <DoneScreen/> }.into_any()
            ask=|| view! { <AskOnceMore/> }.into_any()
        />
    })
}

fn form(screen: Screen) -> AnyView {
    match screen {
        Screen::NotPossible(reason) => view! { <NotPossibleScreen reason=reason/> }.into_any(),
        Screen::Step(Step::One, _) => view! { <Head/> <StepOne/> }.into_any(),
        Screen::Step(Step::Two, _) => view! { <Head/> <StepTwo/> }.into_any(),
    }
}

/// Whose account it is, how it stands, at which step the form is, and what has changed.
#[component]
fn Head() -> impl IntoView {
    let form = work().form();
    let step = Memo::new(move |_| {
        form.with(|form| match (form.filling().draft.write_off, form.step()) {
            (true, _) => texts::STEP_ONLY,
            (false, Step::One) => texts::STEP_ONE,
            (false, Step::Two) => texts::STEP_TWO,
        })
    });
    let lead = words(move |language| step.get().of(language).to_owned());
    view! { <FormHead work=work() title=texts::TITLE lead=lead account=|known| &known.account/> }
}
