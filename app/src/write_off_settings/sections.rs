//! The sections of the page: one a kind, and one about when processes are opened.

use domain::form::Fault;
use leptos::prelude::*;

use super::draft::{Draft, Key, Kind, place};
use super::editing::editing;
use super::event_types::EventType;
use super::items::{ControlItem, NamedItem, TemplateItem};
use crate::browser;
use crate::components::{Press, press, says, words};
use crate::i18n::{Text, t, write_off_settings as texts};
use crate::recording::{TextField, Tick, WrongList, fault_id, focus_field};
use crate::session::session;

/// A section of the page.
pub(super) struct SectionTexts {
    /// The kind that it lists, if it lists one.
    kind: Option<Kind>,
    /// Where it is.
    pub href: &'static str,
    pub title: Text,
    lead: Text,
    /// What the button says that adds to it.
    add: Text,
}

/// Every section, in the order of the page.
pub(super) const SECTIONS: [SectionTexts; 6] = [
    SectionTexts {
        kind: None,
        href: "#opening",
        title: texts::OPENING,
        lead: texts::OPENING_LEAD,
        add: texts::OPENING,
    },
    SectionTexts {
        kind: Some(Kind::DebtClasses),
        href: "#debt_classes",
        title: texts::DEBT_CLASSES,
        lead: texts::DEBT_CLASSES_LEAD,
        add: texts::ADD_DEBT_CLASS,
    },
    SectionTexts {
        kind: Some(Kind::EventTypes),
        href: "#event_types",
        title: texts::EVENT_TYPES,
        lead: texts::EVENT_TYPES_LEAD,
        add: texts::ADD_EVENT_TYPE,
    },
    SectionTexts {
        kind: Some(Kind::Templates),
        href: "#templates",
        title: texts::TEMPLATES,
        lead: texts::TEMPLATES_LEAD,
        add: texts::ADD_TEMPLATE,
    },
    SectionTexts {
        kind: Some(Kind::Controls),
        href: "#controls",
        title: texts::CONTROLS,
        lead: texts::CONTROLS_LEAD,
        add: texts::ADD_CONTROL,
    },
    SectionTexts {
        kind: Some(Kind::Agencies),
        href: "#agencies",
        title: texts::AGENCIES,
        lead: texts::AGENCIES_LEAD,
        add: texts::ADD_AGENCY,
    },
];

/// A section: what it is about, what there is of its kind, and adding to it.
#[component]
pub(super) fn SectionOf(kind: Kind) -> impl IntoView {
    let section = SECTIONS.iter().find(|one| one.kind == Some(kind))?;
    let editing = editing();
    let keys = editing.memo(move |draft| draft.keys(kind));
    let add = move |_| {
        if let Some(key) = editing.edit(|draft| draft.add(kind)) {
            focus_field(&place(kind, key, "name"));
        }
    };
    let at_fault = editing.fault(format!("/{}", kind.name()));
    let removed = Memo::new(move |_| at_fault.get() == Some(Fault::InUse));
    let none = move || keys.with(Vec::is_empty);
    Some(view! {
        <section id=kind.name() class="settings-section" data-testid=kind.name()>
            <h2>{t(section.title)}</h2>
            <p>{t(section.lead)}</p>
            {move || none().then(|| view! { <p class="hint">{t(texts::NONE_YET)}</p> })}
            <WrongList id=fault_id(&format!("/{}", kind.name())) wrong=at_fault/>
            {move || removed.get().then(|| {
                let put_back = press(move || {
                    editing.edit(|draft| draft.put_back(kind));
                    browser::focus_first(&format!("#add-{}", kind.name()));
                });
                view! {
                    <p><Press id="put-back" text=says(texts::PUT_BACK) act=put_back/></p>
                }
            })}
            <ul class="setting-items">
                <For
                    each=move || keys.get()
                    key=|key| *key
                    children=move |key| item(kind, key)
                />
            </ul>
            <button
                type="button"
                id=format!("add-{}", kind.name())
                data-testid=format!("add-{}", kind.name())
                on:click=add
            >
                {t(section.add)}
            </button>
        </section>
    })
}

fn item(kind: Kind, key: Key) -> AnyView {
    match kind {
        Kind::DebtClasses | Kind::Agencies => view! { <NamedItem kind key/> }.into_any(),
        Kind::EventTypes => view! { <EventType key/> }.into_any(),
        Kind::Templates => view! { <TemplateItem key/> }.into_any(),
        Kind::Controls => view! { <ControlItem key/> }.into_any(),
    }
}

/// When the daily run opens processes, and what it writes down instead.
#[component]
pub(super) fn Opening() -> impl IntoView {
    let editing = editing();
    let section = SECTIONS.first()?;
    let currency = session().person_now()?.company.currency.code;
    let limit =
        editing.control("/small_balance_limit".to_owned(), "small-balance-limit", |typed| {
            Some(&mut typed.small_balance_limit)
        });
    let grace = editing
        .control("/grace_days".to_owned(), "grace-days", |typed| Some(&mut typed.grace_days));
    let set = Callback::new(move |ticked| {
        editing.edit(|draft: &mut Draft| draft.typed.opens_by_itself = ticked);
    });
    let checked = editing.get_now(|draft| draft.typed.opens_by_itself).unwrap_or_default();
    let in_currency = words(move |language| texts::in_currency(&currency, language));
    Some(view! {
        <section id="opening" class="settings-section" data-testid="opening">
            <h2>{t(section.title)}</h2>
            <p>{t(section.lead)}</p>
            <div class="setting-fields">
                <Tick
                    label=texts::OPENS_BY_ITSELF
                    hint=texts::OPENS_BY_ITSELF_HINT
                    test_id="opens-by-itself"
                    checked
                    set
                />
                <TextField label=texts::GRACE hint=texts::GRACE_HINT control=grace/>
                <div>
                    <TextField label=texts::LIMIT hint=texts::LIMIT_HINT control=limit/>
                    <p class="hint">{in_currency}</p>
                </div>
            </div>
        </section>
    })
}
