//! What is shown once: a link or a key, to be copied.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::components::{Press, press, words};
use crate::i18n::people as texts;

/// A link or a key, with the button that copies it.
#[component]
pub(super) fn ShownOnce(
    /// What is shown.
    value: String,
    /// What tests call it.
    test_id: &'static str,
) -> impl IntoView {
    // None until somebody has pressed.
    let copied = RwSignal::new(None::<bool>);
    let text = value.clone();
    let copy = press(move || {
        let text = text.clone();
        spawn_local(async move {
            let done = browser::copy(&text).await;
            copied.try_set(Some(done));
        });
    });
    let said = words(move |language| match copied.get() {
        None => String::new(),
        Some(true) => texts::COPIED.of(language).to_owned(),
        Some(false) => texts::NOT_COPIED.of(language).to_owned(),
    });
    view! {
        <div class="shown-once">
            <code data-testid=test_id>{value}</code>
            <Press class="primary" id="copy" autofocus=true text=words(|l| texts::COPY.of(l).to_owned()) act=copy/>
        </div>
        <p class="hint" role="status">{said}</p>
    }
}
