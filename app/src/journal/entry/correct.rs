//! Correcting an entry: the button, the form, the question, and what was booked.

use std::sync::Arc;

use domain::api::{CorrectionReply, CorrectionRequest, JournalEntry, ProblemCode};
use domain::role::{Permission, Role};
use leptos::prelude::*;

use super::ask::AskOnceMore;
use super::draft::{Correctable, Draft, Field, correctable};
use super::lines::{Fields, focus};
use crate::api::{self, ApiError};
use crate::components::{Press, press, says};
use crate::i18n::{Text, journal as texts, payments, recording, t};
use crate::recording::new_id;
use crate::session::session;
use crate::shell::toasts;
use crate::submission::{DialogTexts, Driver, Sent, SubmissionDialog, drive};

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: texts::BACK_TO_FORM,
    unknown: recording::UNKNOWN,
    unknown_text: payments::UNKNOWN_TEXT,
    number: recording::NUMBER,
};

/// Correcting the entry, for those who may; or why it cannot be corrected.
#[component]
pub(super) fn Correct(
    entry: Arc<JournalEntry>,
    role: Role,
    /// Asks for the entry again, once it is corrected.
    again: Callback<()>,
) -> impl IntoView {
    if !role.may(Permission::KeepBooks) {
        return None;
    }
    let why_not = |text: Text| {
        view! { <p class="note" data-testid="not-correctable">{t(text)}</p> }.into_any()
    };
    Some(match correctable(&entry) {
        Correctable::Already => why_not(texts::ALREADY_CORRECTED),
        Correctable::IsReversing => why_not(texts::IS_REVERSING),
        Correctable::Yes => view! { <Form entry again/> }.into_any(),
    })
}

/// The form with everything that it needs of the outside.
#[derive(Clone, Copy)]
pub(super) struct Correcting {
    pub(super) draft: RwSignal<Draft>,
    pub(super) driver: Driver<CorrectionRequest, CorrectionReply>,
    open: RwSignal<bool>,
}

#[component]
fn Form(entry: Arc<JournalEntry>, again: Callback<()>) -> impl IntoView {
    let currency = session().person_now()?.company.currency;
    let draft = RwSignal::new(Draft::new(&entry, currency));
    let toasts = toasts();
    let driver = drive(
        |sent: Sent<CorrectionRequest>| {
            Box::pin(async move { api::correct_entry(&sent.id, &sent.request).await })
        },
        move |answer| match answer {
            Ok(_) => {
                toasts.recorded(texts::CORRECTED);
                again.run(());
                true
            }
            Err(error) => refused(draft, &error),
        },
    );
    let correcting = Correcting { draft, driver, open: RwSignal::new(false) };
    let open = correcting.open;
    let begin = move || {
        let act = press(move || {
            open.set(true);
            focus(Field::Reason);
        });
        view! {
            <div class="buttons">
                <Press id="correct-entry" text=says(texts::CORRECT) act/>
            </div>
        }
    };
    Some(view! {
        {move || if open.get() {
            view! { <Fields correcting/> }.into_any()
        } else {
            begin().into_any()
        }}
        <SubmissionDialog
            face=driver.face()
            label=texts::CONFIRM_TITLE
            texts=&TEXTS
            ask=ViewFn::from(move || view! { <AskOnceMore correcting/> })
            close=Callback::new(move |()| driver.close())
            retry=Callback::new(move |()| driver.retry())
        />
    })
}

/// The server has refused; whether that is the form's to show, at its fields.
fn refused(draft: RwSignal<Draft>, error: &ApiError) -> bool {
    let ApiError::Problem(problem) = error else { return false };
    problem.code == ProblemCode::InvalidRequest
        && draft.try_update(|draft| draft.refuse(&problem.errors)).unwrap_or_default()
}

impl Correcting {
    /// Save was pressed.
    pub(super) fn save(self) {
        match self.draft.try_update(Draft::save) {
            Some(Ok(request)) => self.driver.ask(request),
            Some(Err(field)) => focus(field),
            None => {}
        }
    }

    /// Confirm was pressed.
    pub(super) fn confirm(self) {
        self.driver.confirm(new_id());
    }

    /// The form is left; what was typed stays.
    pub(super) fn leave(self) {
        self.open.set(false);
    }
}
