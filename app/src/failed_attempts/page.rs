//! The page: which screen of it is shown.

use domain::AccountId;
use leptos::prelude::*;

use super::fields::Fields;
use super::form::{Form, Screen};
use super::{settled, work};
use crate::components::{in_language, says};
use crate::i18n::failed_attempts as texts;
use crate::recording::{FormHead, NoticeText, RecordingForm, RecordingPage, provide_work};
use crate::session::session;

/// Recording that an attempt at the repossession from an account failed.
#[component]
pub(crate) fn FailedAttemptPage(
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
            done=|| view! { <Done/> }.into_any()
            // Nothing is asked once more: an attempt can be recorded again, and undoes nothing.
            ask=|| ().into_any()
        />
    })
}

fn form(screen: Screen) -> AnyView {
    match screen {
        Screen::NothingPending => view! { <NothingPending/> }.into_any(),
        Screen::Filling => {
            let lead = says(texts::LEAD);
            view! {
                <FormHead work=work() title=texts::TITLE lead=lead account=|account| account/>
                <Fields/>
            }
            .into_any()
        }
    }
}

#[component]
fn NothingPending() -> impl IntoView {
    let form = work().form();
    let notice = Signal::derive(move || form.with(|form| form.filling().notice.clone()));
    let nothing_pending = in_language(move |language| {
        form.with(|form| Some(settled::nothing_pending(form.filling().known()?, language)))
    });
    view! {
        <NoticeText notice=notice/>
        {nothing_pending}
    }
}

#[component]
fn Done() -> impl IntoView {
    let form = work().form();
    let time_zone = session().person_now()?.company.time_zone;
    let done = in_language(move |language| {
        form.with(|form| {
            let filling = form.filling();
            let record = filling.submission.done()?;
            let account = filling.known().map(AsRef::as_ref);
            Some(settled::done(record, account, &time_zone, language))
        })
    });
    Some(done)
}
