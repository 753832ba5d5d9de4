//! The page of a form: which screen of it is shown, and the dialog over it.

use domain::api::AccountReply;
use leptos::prelude::*;

use super::notice::of_account;
use super::{NoAccount, NoticeText, RecordingForm, Shown, Work};
use crate::components::{Crumbs, TroublePage, Waiting, Words, press, use_title, words};
use crate::i18n::{Text, actions, recording as texts, shell, t};
use crate::routes;
use crate::session::session;
use crate::submission::{DialogTexts, SubmissionDialog};

static TEXTS: DialogTexts = DialogTexts {
    sending: texts::SENDING,
    not_done: texts::NOT_DONE,
    back: texts::BACK_TO_FORM,
    unknown: texts::UNKNOWN,
    unknown_text: texts::UNKNOWN_TEXT,
    number: texts::NUMBER,
};

/// The page of a form.
#[component]
pub(crate) fn RecordingPage<F: RecordingForm>(
    /// The form.
    work: Work<F>,
    /// What it is called.
    title: Text,
    /// What is said where it cannot be shown.
    failed: Text,
    /// What the form shows.
    form: fn(F::Screen) -> AnyView,
    /// What is shown once it is recorded.
    done: fn() -> AnyView,
    /// What asks once more.
    ask: fn() -> AnyView,
) -> impl IntoView {
    use_title(t(title));
    let shown = work.shown();
    view! {
        <Crumbs parent=actions::TITLE href=routes::ACTIONS here=title/>
        {move || match shown.get() {
            Shown::Loading => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Shown::NoAccount => view! { <NoAccount/> }.into_any(),
            Shown::Trouble(error) => {
                let retry = press(move || work.load());
                view! { <TroublePage title=failed error=error retry=retry/> }.into_any()
            }
            Shown::Done => done(),
            Shown::Form(screen) => form(screen),
        }}
        <SubmissionDialog
            face=Memo::new(move |_| work.form().with(|form| form.filling().submission.face()))
            label=title
            texts=&TEXTS
            ask=ask.into()
            close=Callback::new(move |()| work.close())
            retry=Callback::new(move |()| work.retry())
        />
    }
}

/// Whose account it is and how it stands, what the form is called, and what has happened since it
/// was opened.
#[component]
pub(crate) fn FormHead<F: RecordingForm>(
    /// The form.
    work: Work<F>,
    /// What it is called.
    title: Text,
    /// What is said under that.
    lead: Words,
    /// The account, of what the form is judged by.
    account: fn(&F::Known) -> &AccountReply,
) -> impl IntoView {
    let form = work.form();
    let currency = session().person_now()?.company.currency;
    let about = words(move |language| {
        let known = form.with(|form| form.filling().known().cloned());
        let about = known.map(|known| of_account(account(&known), &currency, language));
        about.unwrap_or_default()
    });
    let notice = Signal::derive(move || form.with(|form| form.filling().notice.clone()));
    Some(view! {
        <header class="page-head">
            <p class="file-name">{about}</p>
            <h1>{t(title)}</h1>
            <p>{lead}</p>
        </header>
        <NoticeText notice=notice/>
    })
}
