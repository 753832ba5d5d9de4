//! After a reload: what became of a submission whose answer never came.

use domain::api::{Operation, ProblemCode};
use leptos::prelude::*;

use crate::api;
use crate::bulk_write_off::unanswered::Unanswered;
use crate::components::Trouble;
use crate::i18n::bulk_write_off::{self as texts, unanswered};
use crate::i18n::{bulk_write_offs, language, t};
use crate::routes;
use crate::session::session;

/// The submission that is still open, if there is one, and what the server says of it.
#[component]
pub(crate) fn NotConfirmed() -> impl IntoView {
    let open = RwSignal::new(Unanswered::kept());
    move || open.get().map(|submission| view! { <Settle submission=submission open=open/> })
}

#[component]
fn Settle(submission: Unanswered, open: RwSignal<Option<Unanswered>>) -> impl IntoView {
    let spoken = language();
    let session = session();
    let renewals = session.renewals();
    let asked = RwSignal::new(0_u32);
    let id = submission.id.clone();
    let answer = LocalResource::new(move || {
        renewals.track();
        asked.track();
        let id = id.clone();
        async move {
            let answer = api::get_operation(&id).await;
            match &answer {
                Ok(_) => Unanswered::forget(),
                Err(error) => session.notice(error),
            }
            answer
        }
    });
    let forget = move |_| {
        Unanswered::forget();
        open.set(None);
    };
    let said = move || match answer.get() {
        None => view! { <p role="status">{t(texts::UNANSWERED_LOOKING)}</p> }.into_any(),
        Some(Ok(operation)) => view! { <Done operation=operation/> }.into_any(),
        Some(Err(error)) => {
            let absent = error.code() == Some(ProblemCode::NotFound);
            view! {
                {if absent {
                    view! { <p>{t(texts::UNANSWERED_NOT_THERE)}</p> }.into_any()
                } else {
                    view! { <Trouble error=error/> }.into_any()
                }}
                <div class="buttons">
                    <button type="button" on:click=move |_| asked.update(|n| *n += 1)>{t(texts::CHECK_AGAIN)}</button>
                    <button type="button" class="quiet" on:click=forget>{t(texts::FORGET)}</button>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <section class="card note" aria-labelledby="not-confirmed" data-testid="not-confirmed">
            <h2 id="not-confirmed">{t(texts::UNANSWERED_TITLE)}</h2>
            <p>{move || unanswered(&submission.file_name, submission.eligible, spoken.get())}</p>
            {said}
        </section>
    }
}

#[component]
fn Done(operation: Operation) -> impl IntoView {
    let spoken = language();
    let summary = operation.summary;
    let done = move || bulk_write_offs::done(summary.written_off, summary.failed, spoken.get());
    view! {
        <p><strong>{t(texts::UNANSWERED_DONE)}</strong> " " {done}</p>
        <a class="button" href=routes::bulk_write_off(&summary.id)>{t(texts::SHOW_OPERATION)}</a>
    }
}
