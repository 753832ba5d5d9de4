//! The browser's own modal dialog, shown for as long as the component is there.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

use crate::browser;
use crate::i18n::{Text, t};

/// A modal dialog. The browser keeps the focus in it; when it goes, the focus returns to where it
/// was.
#[component]
pub(crate) fn Dialog(
    /// What it is called by assistive technology.
    label: Text,
    /// Asked when the person presses Escape; whether the dialog may close by that is the answer.
    on_escape: Box<dyn FnMut() -> bool>,
    /// What is in it.
    body: AnyView,
) -> impl IntoView {
    let node = NodeRef::<DialogElement>::new();
    let opener = StoredValue::new_local(browser::focused());
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    });
    // A dialog that is taken away, rather than closed, takes the focus with it.
    on_cleanup(move || {
        if let Some(Some(opener)) = opener.try_get_value() {
            browser::focus(opener);
        }
    });
    let mut on_escape = on_escape;
    view! {
        <dialog
            node_ref=node
            aria-label=t(label)
            on:cancel=move |event: leptos::ev::Event| {
                if !on_escape() {
                    event.prevent_default();
                }
            }
        >
            {body}
        </dialog>
    }
}
