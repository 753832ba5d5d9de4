//! Documents that are set up field by field and saved as a whole: what was typed, what is wrong, and
//! the fields that are bound to it.

use domain::form::{Fault, words::fault};
use leptos::prelude::*;

use super::{Control, field_id};
use crate::components::words;
use crate::i18n::{Text, t};

/// What is wrong, and where: a place of the document with keys in place of its indices.
pub(crate) type WrongAt = (String, Fault);

/// What was typed of a document.
pub(crate) trait Draft: Send + Sync + 'static {
    /// Everything that can be typed.
    type Typed: Clone;

    fn typed(&self) -> &Self::Typed;
    fn typed_mut(&mut self) -> &mut Self::Typed;
    /// What is wrong and is to be said.
    fn wrong(&self) -> Vec<WrongAt>;
    /// A field was left after something was typed into it.
    fn leave(&mut self, place: &str);
}

/// A draft, once there is one, with what is wrong with it.
pub(crate) struct Drafted<D: Draft> {
    pub draft: RwSignal<Option<D>>,
    wrong: Memo<Vec<WrongAt>>,
}

impl<D: Draft> Clone for Drafted<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Draft> Copy for Drafted<D> {}

impl<D: Draft> Drafted<D> {
    /// None yet.
    pub(crate) fn nothing() -> Self {
        let draft = RwSignal::new(None::<D>);
        let wrong = Memo::new(move |_| {
            draft.with(|draft| draft.as_ref().map(Draft::wrong).unwrap_or_default())
        });
        Self { draft, wrong }
    }

    /// Something of the draft, and again when it has changed.
    pub(crate) fn get<T>(self, get: impl FnOnce(&D) -> T) -> Option<T> {
        self.draft.with(|draft| draft.as_ref().map(get))
    }

    /// Something of the draft as it is now.
    pub(crate) fn get_now<T>(self, get: impl FnOnce(&D) -> T) -> Option<T> {
        self.draft.try_with_untracked(|draft| draft.as_ref().map(get)).flatten()
    }

    /// Something of the draft, known anew when it is another.
    pub(crate) fn memo<T: PartialEq + Default + Send + Sync + 'static>(
        self,
        get: impl Fn(&D) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.get(&get).unwrap_or_default())
    }

    /// Changes the draft.
    pub(crate) fn edit<T>(self, edit: impl FnOnce(&mut D) -> T) -> Option<T> {
        self.draft.try_update(|draft| draft.as_mut().map(edit)).flatten()
    }

    /// Whether something is wrong at a place, or within it.
    pub(crate) fn wrong_within(self, place: String) -> Memo<bool> {
        let within = format!("{place}/");
        Memo::new(move |_| {
            self.wrong
                .with(|wrong| wrong.iter().any(|(at, _)| *at == place || at.starts_with(&within)))
        })
    }

    /// What is wrong at a place.
    pub(crate) fn fault(self, place: String) -> Memo<Option<Fault>> {
        Memo::new(move |_| {
            self.wrong
                .with(|wrong| wrong.iter().find(|(at, _)| *at == place).map(|(_, fault)| *fault))
        })
    }

    /// A field, typed into that part of the draft.
    pub(crate) fn control(
        self,
        place: String,
        test_id: &'static str,
        part: impl Fn(&mut D::Typed) -> Option<&mut String> + Send + Sync + 'static,
    ) -> Control {
        let value = self.get_now(|draft| part(&mut draft.typed().clone()).cloned()).flatten();
        let typed = move |text| {
            self.edit(|draft| {
                if let Some(part) = part(draft.typed_mut()) {
                    *part = text;
                }
            });
        };
        let (id, fault) = (field_id(&place), self.fault(place.clone()));
        let left = move |()| {
            self.edit(|draft| draft.leave(&place));
        };
        Control {
            id,
            test_id,
            value: value.unwrap_or_default(),
            typed: Callback::new(typed),
            left: Callback::new(left),
            fault: fault.into(),
        }
    }
}

/// What [`WrongList`] of a place is called in the document.
pub(crate) fn fault_id(place: &str) -> String {
    field_id(place) + "-fault"
}

/// What is wrong with a list as a whole; it can be led to.
#[component]
pub(crate) fn WrongList(id: String, wrong: Memo<Option<Fault>>) -> impl IntoView {
    let said =
        words(move |language| wrong.get().map(|wrong| fault(wrong, language)).unwrap_or_default());
    view! {
        <p
            class="field-fault"
            tabindex="-1"
            id=id
            data-wrong=move || wrong.with(|wrong| wrong.is_some().then_some("true"))
        >
            {said}
        </p>
    }
}

/// A tick.
#[component]
pub(crate) fn Tick(
    label: Text,
    /// More about it.
    #[prop(optional)]
    hint: Option<Text>,
    test_id: &'static str,
    checked: bool,
    set: Callback<bool>,
) -> impl IntoView {
    let hint = hint.map(|hint| view! { <span class="hint">{t(hint)}</span> });
    view! {
        <label class="setting-tick">
            <input
                type="checkbox"
                checked=checked
                data-testid=test_id
                on:change=move |event| set.run(event_target_checked(&event))
            />
            <span>{t(label)} " " {hint}</span>
        </label>
    }
}
