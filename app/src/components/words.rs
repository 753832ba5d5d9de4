//! Words that follow the language, and presses: each of one type, so that the code that shows
//! them is there once, however many of them there are.

use domain::language::Language;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::i18n::{Text, language};

/// What is said, in the language that is spoken.
pub(crate) type Words = Box<dyn Fn() -> String + Send>;

/// What happens on a press.
pub(crate) type OnPress = Box<dyn FnMut(MouseEvent)>;

/// Words that are made of what is at hand.
pub(crate) fn words(say: impl Fn(Language) -> String + Send + 'static) -> Words {
    let spoken = language();
    Box::new(move || say(spoken.get()))
}

/// Words that are always the same.
pub(crate) fn says(text: Text) -> Words {
    words(move |language| text.of(language).to_owned())
}

/// What is shown in the language that is spoken. It is built anew when that is another.
pub(crate) fn in_language<V>(
    show: impl Fn(Language) -> V + Send + 'static,
) -> impl Fn() -> V + Send + 'static {
    let spoken = language();
    move || show(spoken.get())
}

/// What happens on a press.
pub(crate) fn press(mut act: impl FnMut() + 'static) -> OnPress {
    Box::new(move |_| act())
}

/// A button.
#[component]
pub(crate) fn Press(
    /// What it says.
    text: Words,
    /// What it does.
    act: OnPress,
    /// How much it matters: `primary`, `danger`, `quiet`, or nothing.
    #[prop(optional)]
    class: &'static str,
    /// What tests call it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What it is called by assistive technology, where what it says is not enough.
    #[prop(optional)]
    label: Option<Words>,
    /// Whether it has the focus when it appears in a dialog.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            data-testid=id
            aria-label=label
            autofocus=autofocus
            disabled=move || disabled.get()
            on:click=act
        >
            {text}
        </button>
    }
}
