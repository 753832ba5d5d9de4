//! Fields and buttons that every kind of what is set up has.

use leptos::prelude::*;

use super::draft::{Key, Kind, Used, place};
use super::editing::editing;
use crate::browser;
use crate::components::{Press, press, says, words};
use crate::i18n::{t, write_off_settings as texts};
use crate::recording::TextField;

/// The name of something, and its code: that of a new one can be chosen, and stays once it is saved.
#[component]
pub(super) fn NameAndCode(kind: Kind, key: Key) -> impl IntoView {
    let editing = editing();
    let name = editing.control(place(kind, key, "name"), "setting-name", move |typed| {
        typed.named(kind, key).map(|one| &mut one.name)
    });
    let saved_as = editing.get_now(|draft| draft.saved_as(kind, key)).flatten();
    let code = if let Some(code) = saved_as {
        view! {
            <p class="setting-code">
                <span class="name">{t(texts::CODE)}</span>
                <code data-testid="setting-code">{code}</code>
            </p>
        }
        .into_any()
    } else {
        let control = editing.control(place(kind, key, "code"), "setting-code", move |typed| {
            typed.named(kind, key).map(|one| &mut one.code)
        });
        view! { <TextField label=texts::CODE hint=texts::CODE_HINT control/> }.into_any()
    };
    view! { <TextField label=texts::NAME control=name/> {code} }
}

/// The button that removes something, or why it cannot be removed.
#[component]
pub(super) fn Removal(kind: Kind, key: Key) -> impl IntoView {
    let editing = editing();
    let used = editing.memo(move |draft| draft.used(kind, key));
    let name = editing.memo(move |draft| draft.name(kind, key));
    move || {
        let Used { by_processes, by } = used.get();
        if by_processes || !by.is_empty() {
            let said =
                words(move |language| texts::in_use(kind.name(), by_processes, &by, language));
            return view! { <p class="hint" data-testid="in-use">{said}</p> }.into_any();
        }
        let label = words(move |language| texts::remove(&name.get(), language));
        let remove = press(move || {
            editing.edit(|draft| draft.remove(kind, key));
            browser::focus_first(&format!("#add-{}", kind.name()));
        });
        view! { <Press class="quiet" id="remove" label text=says(texts::REMOVE) act=remove/> }
            .into_any()
    }
}
