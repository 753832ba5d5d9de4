//! The page: which screen of it is shown.

use domain::AccountId;
use leptos::prelude::*;

use super::fields::Fields;
use super::form::{Form, Screen};
use super::{settled, work};
use crate::components::{Markup, says, words};
use crate::i18n::{failed_attempts as texts, moment};
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
    let html = words(move |language| {
        let account = form.with(|form| form.filling().known().cloned());
        account.map(|account| settled::nothing_pending(&account, language)).unwrap_or_default()
    });
    view! {
        <NoticeText notice=notice/>
        <Markup html=html/>
    }
}

#[component]
fn Done() -> impl IntoView {
    let form = work().form();
    let time_zone = session().person_now()?.company.time_zone;
    let html = words(move |language| {
        form.with(|form| {
            let filling = form.filling();
            let record = filling.submission.done()?;
            let account = filling.known().map(AsRef::as_ref);
            Some(settled::done(record, account, &|at| moment(at, &time_zone, language), language))
        })
        .unwrap_or_default()
    });
    Some(view! { <Markup html=html/> })
}
