//! The question.

use std::sync::Arc;

use leptos::prelude::*;

use super::numbers::Numbers;
use crate::bulk_write_off::flow::Flow;
use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::submission::Submission;
use crate::bulk_write_off::work::work;
use crate::i18n::bulk_write_off::{self as texts, tick_early, warning};
use crate::i18n::{language, t};

/// The numbers, the warning, Cancel and Confirm. Cancel has the focus.
#[component]
pub(crate) fn AskOnceMore(previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let spoken = language();
    let (eligible, early) = (previewed.preview.counts.eligible, previewed.preview.counts.early);
    let limit = previewed.policy.early_write_off_days;
    let may_confirm = Memo::new(move |_| {
        work.flow().with(|flow| flow.submission().is_some_and(|s| s.may_confirm(early)))
    });
    let tick = move |event: leptos::ev::Event| {
        let seen = event_target_checked(&event);
        work.step(|flow| {
            flow.update_submission(|submission| submission.tick(seen));
            None
        });
    };
    let cancel = move |_| {
        work.step(|flow| {
            flow.update_submission(Submission::close);
            None
        });
    };
    view! {
        <h2>{t(texts::CONFIRM_TITLE)}</h2>
        <Numbers previewed=previewed/>
        <p class="warning" data-testid="warning">{move || warning(eligible, spoken.get())}</p>
        {(early > 0).then(|| view! {
            <label class="check">
                <input type="checkbox" data-testid="early-seen" on:change=tick/>
                <span>{move || tick_early(early, limit, spoken.get())}</span>
            </label>
        })}
        <div class="buttons end">
            <button type="button" autofocus=true data-testid="cancel" on:click=cancel>
                {t(texts::CANCEL)}
            </button>
            <button
                type="button"
                class="danger"
                data-testid="confirm"
                disabled=move || !may_confirm.get()
                on:click=move |_| work.step(Flow::confirm)
            >
                {t(texts::CONFIRM)}
            </button>
        </div>
    }
}
