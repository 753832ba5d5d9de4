//! The page: which screen of it is shown.

use domain::AccountId;
use leptos::prelude::*;

use super::fields::Fields;
use super::form::{Form, Screen};
use super::{settled, work};
use crate::components::{Crumbs, Html, Markup, TroublePage, Waiting, press, use_title, words};
use crate::i18n::{actions, failed_attempts as texts, moment, shell, t};
use crate::recording::{NoAccount, NoticeText, SettlingDialog, of_account, provide_work};
use crate::routes;
use crate::session::session;

/// Recording that an attempt at the repossession from an account failed.
#[component]
pub(crate) fn FailedAttemptPage(
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
            Screen::NothingPending => view! { <Notices/> <NothingPending/> }.into_any(),
            Screen::Done => view! { <Done/> }.into_any(),
            Screen::Filling => view! { <Head/> <Notices/> <Fields/> }.into_any(),
        }}
        <SettlingDialog
            submission=submission
            label=texts::TITLE
            // Nothing is asked once more: an attempt can be recorded again, and undoes nothing.
            ask=Callback::new(|()| ().into_any())
            close=Callback::new(move |()| work.close())
            retry=Callback::new(move |()| work.retry())
        />
    })
}

#[component]
fn Head() -> impl IntoView {
    let form = work().form();
    let currency = session().person_now()?.company.currency;
    let html = words(move |language| {
        let account = form.with(|form| form.account().cloned());
        let about = account.map(|account| of_account(&account, &currency, language));
        let mut html = Html::default();
        html.push_str("<header class=\"page-head\"><p class=\"file-name\">");
        html.between("", &about.unwrap_or_default(), "</p>");
        html.between("<h1>", texts::TITLE.of(language), "</h1>");
        html.between("<p>", texts::LEAD.of(language), "</p></header>");
        html.finish()
    });
    Some(view! { <Markup html=html/> })
}

#[component]
fn Notices() -> impl IntoView {
    let form = work().form();
    let notice = Signal::derive(move || form.with(|form| form.notice().clone()));
    view! { <NoticeText notice=notice/> }
}

#[component]
fn NothingPending() -> impl IntoView {
    let form = work().form();
    let html = words(move |language| {
        let account = form.with(|form| form.account().cloned());
        account.map(|account| settled::nothing_pending(&account, language)).unwrap_or_default()
    });
    view! { <Markup html=html/> }
}

#[component]
fn Done() -> impl IntoView {
    let form = work().form();
    let time_zone = session().person_now()?.company.time_zone;
    let html = words(move |language| {
        form.with(|form| {
            let record = form.stands().done()?;
            let account = form.account().map(AsRef::as_ref);
            Some(settled::done(record, account, &|at| moment(at, &time_zone, language), language))
        })
        .unwrap_or_default()
    });
    Some(view! { <Markup html=html/> })
}
