//! A field of a form about people: a label, what is typed, a hint, and what is wrong.

use leptos::prelude::*;

use super::wrong::WrongFields;
use crate::components::words;
use crate::i18n::{Text, t};
use crate::recording::field_id;

/// A field of one line.
#[component]
pub(crate) fn PlainField(
    /// What is asked for.
    label: Text,
    /// More about it.
    #[prop(optional)]
    hint: Option<Text>,
    /// Where it stands in the request.
    place: &'static str,
    /// What tests call it.
    test_id: &'static str,
    /// The browser's kind of field.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which list of suggestions belongs to it.
    #[prop(optional)]
    list: &'static str,
    /// What stands in it.
    value: Signal<String>,
    /// Something was typed.
    typed: Callback<String>,
    /// What is wrong with the form.
    wrong: Signal<WrongFields>,
    /// Whether it can only be read.
    #[prop(optional)]
    locked: bool,
) -> impl IntoView {
    let id = field_id(place);
    let fault = Memo::new(move |_| wrong.with(|wrong| wrong.at(place)));
    let said =
        words(move |language| fault.get().map(|wrong| wrong.say(language)).unwrap_or_default());
    view! {
        <div class="field">
            <label for=id.clone()>{t(label)}</label>
            <input
                type=kind
                id=id.clone()
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                list=(!list.is_empty()).then_some(list)
                readonly=locked
                data-testid=test_id
                aria-describedby=format!("{id}-hint {id}-fault")
                aria-invalid=move || fault.get().map(|_| "true")
                prop:value=value
                on:input=move |event| {
                    // The form may be gone when its field is left.
                    let _ = typed.try_run(event_target_value(&event));
                }
            />
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{t(hint)}</p> })}
            <p class="field-fault" id=format!("{id}-fault")>{said}</p>
        </div>
    }
}
