//! Fields: a label, what is typed, and what is wrong with it.

use domain::form::{Fault, words::fault};
use leptos::ev::FocusEvent;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::browser;
use crate::components::{Words, words};
use crate::i18n::{Text, t};

/// What stands for a day that a person has typed and that the browser does not hand out, because
/// no calendar has it: itself no day, so that it is judged as one that is wrong.
const NO_DAY: &str = "?";

/// A field of a form: its name for labels, links and tests, what stands in it, and who is told.
#[derive(Clone)]
pub(crate) struct Control {
    /// The element's; see [`field_id`].
    pub id: String,
    /// What tests call it.
    pub test_id: &'static str,
    /// What stands in it when it appears.
    pub value: String,
    /// Something was typed.
    pub typed: Callback<String>,
    /// It was left after something was typed.
    pub left: Callback<()>,
    /// What is wrong, where that is to be said.
    pub fault: Signal<Option<Fault>>,
}

/// Tells whom it concerns, if they are still there: a field that is taken away while it has the focus
/// is left after everything around it is gone.
fn tell<T: 'static>(who: Callback<T>, what: T) {
    let _ = who.try_run(what);
}

/// The element that a place of a request is typed into.
pub(crate) fn field_id(place: &str) -> String {
    format!("field{}", place.replace('/', "-"))
}

/// Leads the person to a field, once it is there.
pub(crate) fn focus_field(place: &str) {
    let id = field_id(place);
    browser::after_paint(move || {
        let field = browser::document().and_then(|document| document.get_element_by_id(&id));
        if let Some(Ok(field)) = field.map(JsCast::dyn_into::<web_sys::HtmlElement>) {
            // It fails only where the browser shows no page.
            let _ = field.focus();
        }
    });
}

/// A label, a field, and under it a hint and what is wrong.
#[component]
fn Field(
    /// What is asked for.
    label: Text,
    /// More about it.
    #[prop(optional_no_strip)]
    hint: Option<Text>,
    /// The field's.
    id: String,
    /// What is wrong.
    fault: Signal<Option<Fault>>,
    /// What is typed into.
    control: AnyView,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id.clone()>{t(label)}</label>
            {control}
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{t(hint)}</p> })}
            <Wrong id=id fault=fault/>
        </div>
    }
}

/// What is wrong with a field.
#[component]
pub(crate) fn Wrong(
    /// The field's.
    id: String,
    /// What is wrong.
    fault: Signal<Option<Fault>>,
) -> impl IntoView {
    let said = words(move |language| {
        fault.get().map(|wrong| self::fault(wrong, language)).unwrap_or_default()
    });
    view! { <p class="field-fault" id=id + "-fault">{said}</p> }
}

/// What describes a field: its hint, and what is wrong.
fn described_by(id: &str) -> String {
    format!("{id}-hint {id}-fault")
}

fn invalid(fault: Signal<Option<Fault>>) -> impl Fn() -> Option<&'static str> + Send {
    move || fault.with(|fault| fault.is_some().then_some("true"))
}

/// A day.
#[component]
pub(crate) fn DateField(
    /// What is asked for.
    label: Text,
    /// The field.
    control: Control,
    /// The latest day that the browser offers.
    #[prop(optional)]
    max: String,
    /// The browser's kind of field: a day, or with `datetime-local` a day and a time.
    #[prop(default = "date")]
    kind: &'static str,
) -> impl IntoView {
    let Control { id, test_id, value, typed, left, fault } = control;
    let node = NodeRef::<Input>::new();
    let read = move || {
        node.try_get_untracked().flatten().map(|input| day_typed(&input)).unwrap_or_default()
    };
    let input = view! {
        <input
            node_ref=node
            type=kind
            max=(!max.is_empty()).then_some(max)
            aria-describedby=described_by(&id)
            aria-invalid=invalid(fault)
            id=id.clone()
            data-testid=test_id
            value=value
            on:input=move |_| tell(typed, read())
            // What the browser cannot read as a day it does not report as typed.
            on:keyup=move |_| tell(typed, read())
            on:blur=move |event| {
                tell(typed, read());
                if goes_on(&event) && !read().is_empty() {
                    tell(left, ());
                }
            }
        />
    };
    view! { <Field label=label id=id fault=fault control=input.into_any()/> }
}

/// Whether the person goes on to another field. To a button they go to be told everything that is
/// wrong anyway; and what is said while they press it would move it away from under the pointer.
fn goes_on(event: &FocusEvent) -> bool {
    let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Element>().ok());
    to.is_some_and(|to| {
        to.matches("input:not([type='checkbox']), select").is_ok_and(|matches| matches)
    })
}

/// The day that stands in a field, as far as the browser hands it out.
fn day_typed(input: &HtmlInputElement) -> String {
    if input.validity().bad_input() { NO_DAY.to_owned() } else { input.value() }
}

/// A text.
#[component]
pub(crate) fn TextField(
    /// What is asked for.
    label: Text,
    /// More about it.
    #[prop(optional)]
    hint: Option<Text>,
    /// The field.
    control: Control,
    /// Which list of suggestions belongs to it.
    #[prop(optional)]
    list: &'static str,
) -> impl IntoView {
    let (id, fault) = (control.id.clone(), control.fault);
    let input = view! { <TextInput control=control list=list/> }.into_any();
    view! { <Field label=label hint=hint id=id fault=fault control=input/> }
}

/// What a text or a number is typed into: what is no number is kept and judged like anything else.
#[component]
pub(crate) fn TextInput(
    /// The field.
    control: Control,
    /// What a telephone shows to type with.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// Which list of suggestions belongs to it.
    #[prop(optional)]
    list: &'static str,
) -> impl IntoView {
    let Control { id, test_id, value, typed, left, fault } = control;
    view! {
        <input
            type="text"
            inputmode=inputmode
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-describedby=described_by(&id)
            aria-invalid=invalid(fault)
            id=id
            list=(!list.is_empty()).then_some(list)
            data-testid=test_id
            value=value
            on:input=move |event| tell(typed, event_target_value(&event))
            on:blur=move |event| {
                if goes_on(&event) && !event_target_value(&event).is_empty() {
                    tell(left, ());
                }
            }
        />
    }
}

/// One of a list.
#[component]
pub(crate) fn SelectField(
    /// What is asked for.
    label: Text,
    /// The field.
    control: Control,
    /// What can be chosen: a value, and what it is called. They may change.
    options: Memo<Vec<(String, String)>>,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Whether nothing can be chosen.
    #[prop(optional, into)]
    locked: Signal<bool>,
    /// What is to be known about it, such as why it is locked.
    #[prop(optional)]
    note: Option<Words>,
) -> impl IntoView {
    let Control { id, test_id, typed, left, fault, .. } = control;
    let items = move || {
        options
            .get()
            .into_iter()
            .map(|(value, text)| {
                let this = value.clone();
                let selected = move || chosen.with(|chosen| *chosen == this);
                view! { <option value=value prop:selected=selected>{text}</option> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    let select = view! {
        <select
            aria-describedby=described_by(&id)
            aria-invalid=invalid(fault)
            id=id.clone()
            data-testid=test_id
            disabled=move || locked.get()
            on:change=move |event| {
                tell(typed, event_target_value(&event));
                tell(left, ());
            }
        >
            {items}
        </select>
    };
    let note = note.map(|note| view! { <p class="hint" id=format!("{id}-hint")>{note}</p> });
    let select = view! { {select} {note} };
    view! { <Field label=label id=id fault=fault control=select.into_any()/> }
}

/// A text of several lines.
#[component]
pub(crate) fn TextArea(
    /// What is asked for.
    label: Text,
    /// More about it.
    hint: Text,
    /// The field.
    control: Control,
    /// Whether it can only be read.
    #[prop(optional)]
    locked: bool,
) -> impl IntoView {
    let Control { id, test_id, value, typed, fault, .. } = control;
    let area = view! {
        <textarea
            rows="3"
            aria-describedby=described_by(&id)
            aria-invalid=invalid(fault)
            id=id.clone()
            data-testid=test_id
            readonly=locked
            prop:value=value
            on:input=move |event| tell(typed, event_target_value(&event))
        ></textarea>
    };
    let hint = Some(hint);
    view! { <Field label=label hint id=id fault=fault control=area.into_any()/> }
}
