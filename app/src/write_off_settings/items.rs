//! What is set up, one by one: debt classes and agencies, templates, controls.

use domain::write_off_process::DayCount;
use leptos::prelude::*;

use super::draft::{Draft, Key, Kind, place};
use super::editing::editing;
use super::fields::{NameAndCode, Removal};
use super::rows::Rows;
use crate::components::words;
use crate::i18n::{t, write_off_settings as texts};
use crate::recording::SelectField;

/// A debt class or an agency.
#[component]
pub(super) fn NamedItem(kind: Kind, key: Key) -> impl IntoView {
    view! {
        <li class="setting-item setting-fields" data-testid="setting">
            <NameAndCode kind key/>
            <Removal kind key/>
        </li>
    }
}

/// Something with more to it than a line: closed, it says its name and what it is in a few words.
#[component]
pub(super) fn Card(
    kind: Kind,
    key: Key,
    /// What it is in a few words.
    brief: crate::components::Words,
    /// Its fields.
    fields: AnyView,
) -> impl IntoView {
    let editing = editing();
    let name = editing.memo(move |draft| draft.name(kind, key));
    let is_new = editing.get_now(|draft| draft.saved_as(kind, key).is_none()) == Some(true);
    let wrong = editing.wrong_within(format!("/{}/{key}", kind.name()));
    let said = words(move |language| {
        let name = name.get();
        if name.is_empty() { texts::UNNAMED.of(language).to_owned() } else { name }
    });
    view! {
        <li data-testid="setting">
            <details class="setting-item" open=is_new>
                <summary>
                    <strong>{said}</strong>
                    <span class="hint">{brief}</span>
                    {move || wrong.get().then(|| view! { <mark>{t(texts::TO_CORRECT)}</mark> })}
                </summary>
                <div class="setting-body">
                    {fields}
                    <Removal kind key/>
                </div>
            </details>
        </li>
    }
}

/// A template.
#[component]
pub(super) fn TemplateItem(key: Key) -> impl IntoView {
    let editing = editing();
    let kind = Kind::Templates;
    let days = editing.control(place(kind, key, "days"), "template-days", move |typed| {
        typed.template(key).map(|one| &mut one.days)
    });
    let chosen = editing.memo(move |draft| {
        let template = draft.typed.templates.iter().find(|one| one.named.key == key);
        template.map(|one| one.days.clone()).unwrap_or_default()
    });
    let spoken = crate::i18n::language();
    let options = Memo::new(move |_| {
        [DayCount::Calendar, DayCount::Working]
            .map(|one| (one.code().to_owned(), texts::day_count(one, spoken.get()).to_owned()))
            .to_vec()
    });
    let count = editing.memo(move |draft: &Draft| draft.row_keys(kind, key).len());
    let brief = words(move |language| {
        let count = texts::events(count.get(), language);
        let working = chosen.with(|chosen| *chosen == DayCount::Working.code());
        if working { format!("{count}, {}", texts::WORKING_DAYS.of(language)) } else { count }
    });
    let fields = view! {
        <div class="setting-fields">
            <NameAndCode kind key/>
            <SelectField label=texts::DAYS control=days options chosen/>
        </div>
        <Rows kind key/>
    };
    view! { <Card kind key brief fields=fields.into_any()/> }
}

/// A control.
#[component]
pub(super) fn ControlItem(key: Key) -> impl IntoView {
    let editing = editing();
    let kind = Kind::Controls;
    let class = editing.reference(place(kind, key, "debt_class"), "control-class", move |typed| {
        typed.control(key).map(|one| &mut one.debt_class)
    });
    let options = editing.choices(Kind::DebtClasses);
    let chosen = editing.memo(move |draft| {
        let control = draft.typed.controls.iter().find(|one| one.named.key == key);
        control.and_then(|one| one.debt_class).map(|key| key.to_string()).unwrap_or_default()
    });
    let locked = editing.get_now(|draft| draft.used(kind, key).by_processes).unwrap_or_default();
    let note = words(move |language| {
        if locked { texts::CLASS_FIXED } else { texts::CLASS_HINT }.of(language).to_owned()
    });
    let brief = words(move |language| {
        let name = options.with(|options| {
            let found =
                chosen.with(|chosen| options.iter().find(|(key, _)| key == chosen).cloned());
            found.map(|(_, name)| name).unwrap_or_default()
        });
        texts::for_class(&name, language)
    });
    let fields = view! {
        <div class="setting-fields">
            <NameAndCode kind key/>
            <SelectField
                label=texts::DEBT_CLASS
                control=class
                options
                chosen
                locked=Signal::derive(move || locked)
                note
            />
        </div>
        <Rows kind key/>
    };
    view! { <Card kind key brief fields=fields.into_any()/> }
}
