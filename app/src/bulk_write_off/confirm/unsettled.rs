//! There is no success: what is known, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::ApiError;
use crate::bulk_write_off::flow::Flow;
use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::submission::{Submission, Why};
use crate::bulk_write_off::work::work;
use crate::components::Trouble;
use crate::i18n::bulk_write_off as texts;
use crate::i18n::{shell, t};

/// It is certain that nothing was done.
#[component]
pub(crate) fn NotDone(why: Why, previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let close = move |_| {
        work.step(|flow| {
            flow.update_submission(Submission::close);
            None
        });
    };
    view! {
        <h2>{t(texts::NOT_DONE_TITLE)}</h2>
        {match why {
            Why::Refused(error) => view! { <Trouble error=error/> }.into_any(),
            Why::NotThere => view! { <p role="alert">{t(texts::NOT_THERE)}</p> }.into_any(),
        }}
        <Number previewed=previewed/>
        <div class="buttons end">
            <button type="button" on:click=close>{t(texts::BACK_TO_PREVIEW)}</button>
            <TryAgain/>
        </div>
    }
}

/// Whether it was done is not known.
#[component]
pub(crate) fn Unknown(error: ApiError, previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let leave = move |_| {
        work.step(|flow| {
            flow.start_over();
            None
        });
    };
    view! {
        <h2>{t(texts::UNKNOWN_TITLE)}</h2>
        <Trouble error=error/>
        <p>{t(texts::UNKNOWN_TEXT)}</p>
        <Number previewed=previewed/>
        <div class="buttons end">
            <button type="button" class="quiet" data-testid="leave" on:click=leave>
                {t(texts::LEAVE)}
            </button>
            <button type="button" data-testid="look" on:click=move |_| work.step(Flow::look)>
                {t(texts::CHECK_WHETHER)}
            </button>
            <TryAgain/>
        </div>
    }
}

#[component]
fn TryAgain() -> impl IntoView {
    let work = work();
    view! {
        <button
            type="button"
            class="primary"
            autofocus=true
            data-testid="try-again"
            on:click=move |_| work.step(Flow::retry_submission)
        >
            {t(shell::TRY_AGAIN)}
        </button>
    }
}

/// The number under which it is or will be known.
#[component]
fn Number(previewed: Arc<Previewed>) -> impl IntoView {
    view! {
        <p class="hint">{t(texts::OPERATION_NUMBER)} " " <code>{previewed.operation_id.clone()}</code></p>
    }
}
