//! Asking once more, and saying what is known until there is an answer.

mod ask;
mod numbers;

use domain::bulk_write_off::OperationKind;
use leptos::prelude::*;

use super::flow::{Flow, Stage};
use super::work::work;
use crate::i18n::{bulk_operation, bulk_write_off as texts};
use crate::submission::{DialogTexts, SubmissionDialog, UnknownActions};
use ask::AskOnceMore;

static TEXTS: DialogTexts = DialogTexts {
    sending: texts::SENDING,
    not_done: texts::NOT_DONE_TITLE,
    back: texts::BACK_TO_PREVIEW,
    unknown: texts::UNKNOWN_TITLE,
    unknown_text: texts::UNKNOWN_TEXT,
    number: texts::OPERATION_NUMBER,
};

static START_TEXTS: DialogTexts = DialogTexts {
    sending: bulk_operation::SENDING,
    not_done: bulk_operation::NOT_DONE,
    unknown_text: bulk_operation::UNKNOWN_TEXT,
    back: texts::BACK_TO_PREVIEW,
    unknown: texts::UNKNOWN_TITLE,
    number: texts::OPERATION_NUMBER,
};

/// The dialog, while there is something to confirm or to know.
#[component]
pub(crate) fn ConfirmDialog() -> impl IntoView {
    let work = work();
    let face = Memo::new(move |_| work.flow().with(Flow::face));
    let ask = move || {
        work.flow().with_untracked(|flow| match flow.stage() {
            Stage::Previewed { previewed, .. } => {
                view! { <AskOnceMore previewed=previewed.clone()/> }.into_any()
            }
            _ => ().into_any(),
        })
    };
    let dialog_texts = match work.kind() {
        OperationKind::WriteOff => &TEXTS,
        OperationKind::ProcessStart => &START_TEXTS,
    };
    let unsure = UnknownActions {
        not_there: texts::NOT_THERE,
        look: Callback::new(move |()| work.step(Flow::look)),
        leave: Callback::new(move |()| work.start_over()),
    };
    view! {
        <SubmissionDialog
            face
            label=bulk_operation::said(work.kind()).confirm_title
            texts=dialog_texts
            ask=ask.into()
            close=Callback::new(move |()| work.close())
            retry=Callback::new(move |()| work.step(Flow::retry_submission))
            unsure
        />
    }
}
