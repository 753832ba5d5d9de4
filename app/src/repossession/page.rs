//! The page: which screen of it is shown.

use domain::AccountId;
use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use super::ask::AskOnceMore;
use super::draft::Step;
use super::form::{Form, Screen};
use super::settled::{DoneScreen, NotPossibleScreen};
use super::step_one::StepOne;
use super::step_two::StepTwo;
use super::work;
use crate::components::{Crumbs, Html, Markup, TroublePage, Waiting, press, use_title, words};
use crate::i18n::{actions, repossession as texts, shell, t};
use crate::recording::{NoAccount, NoticeText, SettlingDialog, of_account, provide_work};
use crate::routes;
use crate::session::session;

/// Recording a repossession from an account.
#[component]
pub(crate) fn RepossessionPage(
    /// The account.
    account: AccountId,
) -> impl IntoView {
    use_title(t(texts::TITLE));
    let work = provide_work::<Form>(account)?;
    let screen = Memo::new(move |_| work.form().with(Form::screen));
    let submission = Signal::derive(move || work.form().with(|form| form.stands().clone()));
    Some(view! {
        <Crumbs parent=actions::TITLE href=routes::ACTIONS here=texts::TITLE/>
        {move || match screen.get() {
            Screen::Loading => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Screen::NoAccount => view! { <NoAccount/> }.into_any(),
            Screen::Trouble(error) => {
                let retry = press(move || work.load());
                view! { <TroublePage title=texts::FAILED error=error retry=retry/> }.into_any()
            }
            Screen::NotPossible(reason) => view! { <NotPossibleScreen reason=reason/> }.into_any(),
            Screen::Done => view! { <DoneScreen/> }.into_any(),
            Screen::Step(Step::One, _) => view! { <Head/> <StepOne/> }.into_any(),
            Screen::Step(Step::Two, _) => view! { <Head/> <StepTwo/> }.into_any(),
        }}
        <SettlingDialog
            submission=submission
            label=texts::TITLE
            ask=Callback::new(|()| view! { <AskOnceMore/> }.into_any())
            close=Callback::new(move |()| work.close())
            retry=Callback::new(move |()| work.retry())
        />
    })
}

/// Whose account it is, how it stands, at which step the form is, and what has changed.
#[component]
fn Head() -> impl IntoView {
    let form = work().form();
    let currency = session().person_now()?.company.currency;
    let html = words(move |language| {
        form.with(|form| head(form, &currency, language)).unwrap_or_default()
    });
    let notice = Signal::derive(move || form.with(|form| form.notice().clone()));
    Some(view! {
        <Markup html=html/>
        <NoticeText notice=notice/>
    })
}

fn head(form: &Form, currency: &Currency, language: Language) -> Option<String> {
    let account = &form.known()?.account;
    let mut html = Html::default();
    html.push_str("<header class=\"page-head\"><p class=\"file-name\">");
    html.between("", &of_account(account, currency, language), "</p>");
    html.between("<h1>", texts::TITLE.of(language), "</h1>");
    let step = match (form.draft().write_off, form.step()) {
        (true, _) => texts::STEP_ONLY,
        (false, Step::One) => texts::STEP_ONE,
        (false, Step::Two) => texts::STEP_TWO,
    };
    html.between("<p>", step.of(language), "</p></header>");
    Some(html.finish())
}
