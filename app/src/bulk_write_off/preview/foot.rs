//! What can be done now.

use leptos::prelude::*;

use crate::bulk_write_off::flow::Flow;
use crate::bulk_write_off::work::work;
use crate::components::{Press, press, says, words};
use crate::i18n::bulk_operation::{said, save, will};
use crate::i18n::bulk_write_off::{self as texts, will_not};
use crate::i18n::format::number;
use crate::i18n::t;

/// The one primary action; or why there is none.
#[component]
pub(crate) fn Foot(
    /// How many accounts can be written off.
    eligible: usize,
    /// How many entries cannot.
    not_eligible: usize,
) -> impl IntoView {
    let work = work();
    let kind = work.kind();
    let action = if eligible == 0 {
        view! { <p data-testid="none-eligible">{t(said(kind).none_eligible)}</p> }.into_any()
    } else {
        let text = words(move |language| save(kind, eligible, language));
        let open = press(move || work.update(Flow::save));
        view! { <Press class="primary" id="save" text=text act=open/> }.into_any()
    };
    // On phones the summary scrolls away; this stays. Who listens has heard it there.
    let counts = words(move |language| {
        let number = |n: usize| number(n as u64, language);
        let (yes, no) = (will(kind, eligible, language), will_not(not_eligible, language));
        format!("{} {yes} · {} {no}", number(eligible), number(not_eligible))
    });
    view! {
        <footer class="foot">
            <p class="foot-counts" aria-hidden="true">{counts}</p>
            <Press text=says(texts::CANCEL) act=press(move || work.start_over())/>
            {action}
        </footer>
    }
}
