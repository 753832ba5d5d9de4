//! The question.

use std::sync::Arc;

use leptos::prelude::*;

use super::numbers::numbers;
use crate::bulk_write_off::flow::Flow;
use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::work::work;
use crate::components::{Press, in_language, press, says, words};
use crate::i18n::bulk_operation::tick_early;
use crate::i18n::bulk_write_off as texts;
use crate::session::session;

/// The numbers, the warning, Cancel and Confirm. Cancel has the focus.
#[component]
pub(crate) fn AskOnceMore(previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let currency = session().person_now()?.company.currency;
    let kind = previewed.kind();
    let early = previewed.preview.counts.early;
    let limit = previewed.purpose.early_days();
    let may_not = Signal::derive(move || !work.flow().with(Flow::may_confirm));
    let tick = move |event: leptos::ev::Event| {
        let seen = event_target_checked(&event);
        work.update(|flow| flow.tick(seen));
    };
    let cancel = press(move || {
        work.close();
    });
    Some(view! {
        {in_language(move |language| numbers(&previewed, &currency, language))}
        {(early > 0).then(|| view! {
            <label class="check">
                <input type="checkbox" data-testid="early-seen" on:change=tick/>
                <span>{words(move |language| tick_early(kind, early, limit, language))}</span>
            </label>
        })}
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(texts::CANCEL) act=cancel/>
            <Press
                class="danger"
                id="confirm"
                text=says(texts::CONFIRM)
                act=press(move || work.step(Flow::confirm))
                disabled=may_not
            />
        </div>
    })
}
