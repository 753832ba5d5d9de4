//! What can be done now.

use std::sync::Arc;

use leptos::prelude::*;

use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::submission::Submission;
use crate::bulk_write_off::work::work;
use crate::i18n::bulk_write_off::{self as texts, save};
use crate::i18n::{language, t};

/// The one primary action; or why there is none.
#[component]
pub(crate) fn Foot(previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let spoken = language();
    let eligible = previewed.preview.counts.eligible;
    let cancel = move |_| {
        work.step(|flow| {
            flow.start_over();
            None
        });
    };
    let open = move |_| {
        work.step(|flow| {
            flow.update_submission(Submission::open);
            None
        });
    };
    let action = if eligible == 0 {
        view! { <p data-testid="none-eligible">{t(texts::NONE_ELIGIBLE)}</p> }.into_any()
    } else {
        view! {
            <button type="button" class="primary" data-testid="save" on:click=open>
                {move || save(eligible, spoken.get())}
            </button>
        }
        .into_any()
    };
    view! {
        <footer class="foot">
            <button type="button" on:click=cancel>{t(texts::CANCEL)}</button>
            {action}
        </footer>
    }
}
