//! What can be done now.

use leptos::prelude::*;

use crate::bulk_write_off::submission::Submission;
use crate::bulk_write_off::work::work;
use crate::components::{Press, press, says, words};
use crate::i18n::bulk_write_off::{self as texts, save};
use crate::i18n::t;

/// The one primary action; or why there is none.
#[component]
pub(crate) fn Foot(
    /// How many accounts can be written off.
    eligible: usize,
) -> impl IntoView {
    let work = work();
    let action = if eligible == 0 {
        view! { <p data-testid="none-eligible">{t(texts::NONE_ELIGIBLE)}</p> }.into_any()
    } else {
        let text = words(move |language| save(eligible, language));
        let open = press(move || work.submission(Submission::open));
        view! { <Press class="primary" id="save" text=text act=open/> }.into_any()
    };
    view! {
        <footer class="foot">
            <Press text=says(texts::CANCEL) act=press(move || work.start_over())/>
            {action}
        </footer>
    }
}
