//! After a reload: what became of a submission whose answer never came.

use std::sync::Arc;

use domain::api::{Operation, OperationSummary};
use leptos::prelude::*;

use crate::api;
use crate::bulk_write_off::unanswered::Unanswered;
use crate::components::{Press, Trouble, press, says, words};
use crate::i18n::bulk_operation::{done, said, unanswered};
use crate::i18n::bulk_write_off as texts;
use crate::i18n::t;
use crate::routes;
use crate::session::session;
use crate::submission::{NotDoneReason, Sent, Stage, Submission};

type Open = Submission<Unanswered, Operation>;

/// The submission that is still open, if there is one, and what the server says of it.
#[component]
pub(crate) fn NotConfirmed() -> impl IntoView {
    let kept = RwSignal::new(Unanswered::kept());
    move || kept.get().map(|sent| view! { <Settle sent kept/> })
}

#[component]
fn Settle(sent: Sent<Unanswered>, kept: RwSignal<Option<Sent<Unanswered>>>) -> impl IntoView {
    let session = session();
    let Unanswered { file_name, kind, eligible } = sent.request.clone();
    let submission = RwSignal::new(Open::resumed(Some(sent)));
    let look = move || {
        let Some(Some(id)) = submission.try_update(Open::look) else { return };
        session.ask_for(async move { api::get_operation(kind, &id).await }, move |answer| {
            if answer.is_ok() {
                Unanswered::forget();
            }
            submission.try_update(|submission| submission.answered(answer.map(Arc::new)));
        });
    };
    look();
    let renewals = session.renewals();
    Effect::watch(
        move || renewals.get(),
        move |_, _, _| {
            if submission.with_untracked(Open::waits_for_session) {
                look();
            }
        },
        false,
    );
    let forget = move || {
        Unanswered::forget();
        kept.set(None);
    };
    let unsure = move |said: AnyView| {
        view! {
            {said}
            <div class="buttons">
                <Press text=says(texts::CHECK_AGAIN) act=press(look)/>
                <Press class="quiet" text=says(texts::FORGET) act=press(forget)/>
            </div>
        }
        .into_any()
    };
    let state = move || {
        submission.with(|submission| match submission.stage() {
            Stage::Done(operation) => {
                view! { <Done summary=operation.summary.clone()/> }.into_any()
            }
            Stage::NotDone(_, NotDoneReason::NotThere) => {
                unsure(view! { <p>{t(said(kind).unanswered_not_there)}</p> }.into_any())
            }
            Stage::NotDone(_, NotDoneReason::Refused(error)) | Stage::Unknown(_, error) => {
                unsure(view! { <Trouble error=error.clone()/> }.into_any())
            }
            Stage::Idle | Stage::Confirming(_) | Stage::Sending(_) | Stage::Looking(_) => {
                view! { <p>{t(texts::UNANSWERED_LOOKING)}</p> }.into_any()
            }
        })
    };
    view! {
        <section class="note" role="status" data-testid="not-confirmed">
            <h2>{t(texts::UNANSWERED_TITLE)}</h2>
            <p>{words(move |language| unanswered(kind, &file_name, eligible, language))}</p>
            {state}
        </section>
    }
}

#[component]
fn Done(summary: OperationSummary) -> impl IntoView {
    let (kind, count, failed) = (summary.kind, summary.done(), summary.failed);
    view! {
        <p>
            <strong>{t(texts::UNANSWERED_DONE)}</strong>
            " "
            {words(move |language| done(kind, count, failed, language))}
        </p>
        <a class="button" href=routes::operation(kind, &summary.id)>{t(texts::SHOW_OPERATION)}</a>
    }
}
