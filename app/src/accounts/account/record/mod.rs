//! Recording a payment by hand, on the page of the account that it is for.

mod fields;
mod form;

use domain::AccountId;
use leptos::prelude::*;

use self::form::Form;
use super::tools::Tools;
use crate::components::{Dialog, Press, TroublePage, Waiting, press, says};
use crate::i18n::{payments as texts, recording, shell, t};
use crate::recording::{RecordingForm, Shown, provide_work};
use crate::session::session;
use crate::shell::toasts;
use crate::submission::{DialogTexts, SubmissionDialog};
use fields::Fields;

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: recording::BACK_TO_FORM,
    unknown: recording::UNKNOWN,
    unknown_text: texts::UNKNOWN_TEXT,
    number: texts::ID,
};

/// The form with everything that it needs of the outside.
type Work = crate::recording::Work<Form>;

/// The dialog with the form. `done` is called once the payment is recorded.
#[component]
pub(super) fn RecordDialog(account: AccountId, tools: Tools, done: Callback<()>) -> impl IntoView {
    let currency = session().person_now()?.company.currency;
    let work = provide_work::<Form>(account)?;
    work.step(|form| form.know_currency(currency));
    let shown = work.shown();
    let toasts = toasts();
    Effect::new(move |_| {
        if shown.with(|shown| *shown == Shown::Done) {
            toasts.recorded(texts::RECORDED);
            tools.close();
            done.run(());
        }
    });
    let leave = press(move || tools.close());
    let body = view! {
        <h2>{t(texts::RECORD)}</h2>
        <p class="hint">{t(texts::RECORD_LEAD)}</p>
        {move || match shown.get() {
            Shown::Loading | Shown::Done => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Shown::NoAccount => view! { <p class="trouble">{t(recording::NO_ACCOUNT)}</p> }.into_any(),
            Shown::Trouble(error) => {
                let retry = press(move || work.load());
                view! { <TroublePage title=texts::RECORD error retry/> }.into_any()
            }
            Shown::Form(()) => view! { <Fields work/> }.into_any(),
        }}
        <div class="buttons">
            <Press class="quiet" id="cancel-payment" text=says(texts::CANCEL) act=leave/>
        </div>
    };
    let on_escape = Box::new(move || {
        tools.close();
        true
    });
    Some(view! {
        <Dialog label=texts::RECORD on_escape body=body.into_any()/>
        <SubmissionDialog
            face=Memo::new(move |_| work.form().with(|form| form.filling().submission.face()))
            label=texts::RECORD
            texts=&TEXTS
            ask=ViewFn::from(|| ())
            close=Callback::new(move |()| work.close())
            retry=Callback::new(move |()| work.retry())
        />
    })
}
