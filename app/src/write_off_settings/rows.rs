//! The events of a template, and the criteria of a control: their order means something, so that they
//! can be moved.

use domain::day;
use domain::write_off_process::settings::Condition;
use domain::write_off_process::{DayCount, trigger_date, words as process_words};
use leptos::prelude::*;

use super::draft::{Draft, Key, Kind, row_place};
use super::editing::{Editing, editing};
use crate::browser;
use crate::components::{Press, press, says, words};
use crate::i18n::format::{capitalised, date};
use crate::i18n::{Text, language, t, write_off_settings as texts};
use crate::recording::{SelectField, TextField, WrongList, fault_id, focus_field};

/// What differs between events and criteria.
struct RowTexts {
    title: Text,
    hint: Text,
    one: Text,
    add: Text,
    list: &'static str,
    test_id: &'static str,
}

const EVENTS: RowTexts = RowTexts {
    title: texts::EVENTS,
    hint: texts::EVENTS_HINT,
    one: texts::EVENT,
    add: texts::ADD_EVENT,
    list: "events",
    test_id: "template-event",
};

const CRITERIA: RowTexts = RowTexts {
    title: texts::CRITERIA,
    hint: texts::CRITERIA_HINT,
    one: texts::CRITERION,
    add: texts::ADD_CRITERION,
    list: "criteria",
    test_id: "criterion",
};

const fn texts_of(kind: Kind) -> &'static RowTexts {
    if matches!(kind, Kind::Templates) { &EVENTS } else { &CRITERIA }
}

/// The events of a template, or the criteria of a control.
#[component]
pub(super) fn Rows(kind: Kind, key: Key) -> impl IntoView {
    let editing = editing();
    let said = texts_of(kind);
    let keys = editing.memo(move |draft| draft.row_keys(kind, key));
    let list = format!("/{}/{key}/{}", kind.name(), said.list);
    let first_field = if kind == Kind::Templates { "event_type" } else { "when" };
    let add = move |_| {
        if let Some(Some(row)) = editing.edit(|draft| draft.add_row(kind, key)) {
            focus_field(&row_place(kind, key, row, first_field));
        }
    };
    view! {
        <h3>{t(said.title)}</h3>
        <p class="hint">{t(said.hint)}</p>
        <ol class="setting-rows">
            <For
                each=move || keys.get()
                key=|row| *row
                children=move |row| view! { <OneRow kind key row/> }
            />
        </ol>
        <WrongList id=fault_id(&list) wrong=editing.fault(list)/>
        <p>
            <button
                type="button"
                id=format!("add-row-{key}")
                data-testid="add-row"
                on:click=add
            >
                {t(said.add)}
            </button>
        </p>
    }
}

#[component]
fn OneRow(kind: Kind, key: Key, row: Key) -> impl IntoView {
    let editing = editing();
    let place = editing.memo(move |draft| draft.row_place(kind, key, row));
    let said = texts_of(kind);
    let name = words(move |language| texts::numbered(said.one, place.get().0, language));
    let fields = if kind == Kind::Templates {
        view! { <EventFields key row/> }.into_any()
    } else {
        view! { <CriterionFields key row/> }.into_any()
    };
    view! {
        <li class="setting-row" data-testid=said.test_id>
            <fieldset>
                <legend>{name}</legend>
                {fields}
            </fieldset>
            <div class="buttons">
                <MoveButton kind key row place up=true/>
                <MoveButton kind key row place up=false/>
                <RemoveRow kind key row place/>
            </div>
        </li>
    }
}

/// Moves a row up or down. The focus stays on the button, so that it can be pressed again.
#[component]
fn MoveButton(
    kind: Kind,
    key: Key,
    row: Key,
    place: Memo<(usize, usize)>,
    up: bool,
) -> impl IntoView {
    let editing = editing();
    let (arrow, text, test_id) = if up {
        ("↑", texts::MOVE_UP, "move-up")
    } else {
        ("↓", texts::MOVE_DOWN, "move-down")
    };
    let one = texts_of(kind).one;
    let label = words(move |language| texts::of_row(text, one, place.get().0, language));
    let at_end = move || place.with(|(at, of)| if up { *at <= 1 } else { at >= of });
    let spoken = language();
    let id = format!("{test_id}-{row}");
    let to_focus = format!("#{id}");
    let act = move |_| {
        if at_end() {
            return;
        }
        editing.edit(|draft| draft.move_row(kind, key, row, up));
        let (at, of) = place.get_untracked();
        editing.said.set(texts::moved(at, of, spoken.get_untracked()));
        browser::focus_first(&to_focus);
    };
    view! {
        <button
            type="button"
            class="quiet"
            id=id
            data-testid=test_id
            aria-label=label
            aria-disabled=move || at_end().then_some("true")
            on:click=act
        >
            <span aria-hidden="true">{arrow}</span>
        </button>
    }
}

#[component]
fn RemoveRow(kind: Kind, key: Key, row: Key, place: Memo<(usize, usize)>) -> impl IntoView {
    let editing = editing();
    let one = texts_of(kind).one;
    let label = words(move |language| texts::of_row(texts::REMOVE, one, place.get().0, language));
    let remove = press(move || {
        editing.edit(|draft| draft.remove_row(kind, key, row));
        browser::focus_first(&format!("#add-row-{key}"));
    });
    view! { <Press class="quiet" id="remove-row" label text=says(texts::REMOVE) act=remove/> }
}

/// What fields of a row hold: what it refers to, and what it says.
fn chosen(editing: Editing, kind: Kind, key: Key, row: Key) -> (Memo<String>, Memo<String>) {
    (
        editing.memo(move |draft| draft.row_texts(kind, key, row).0),
        editing.memo(move |draft| draft.row_texts(kind, key, row).1),
    )
}

/// An event of a template: its type, and when it is due.
#[component]
fn EventFields(key: Key, row: Key) -> impl IntoView {
    let editing = editing();
    let kind = Kind::Templates;
    let event_type =
        editing.reference(row_place(kind, key, row, "event_type"), "event-type", move |typed| {
            typed.row(kind, key, row).map(|row| &mut row.refers_to)
        });
    let days =
        editing.control(row_place(kind, key, row, "days_after"), "days-after", move |typed| {
            typed.row(kind, key, row).map(|row| &mut row.text)
        });
    let (refers_to, _) = chosen(editing, kind, key, row);
    let options = editing.choices(Kind::EventTypes);
    let due = editing.memo(move |draft| due(draft, key, row));
    let said = words(move |language| {
        due.get().map(|due| texts::due(&date(due, language), language)).unwrap_or_default()
    });
    view! {
        <SelectField label=texts::TYPE control=event_type options chosen=refers_to/>
        <div>
            <TextField label=texts::DAYS_AFTER control=days/>
            <p class="hint" data-testid="due">{said}</p>
        </div>
    }
}

/// When an event of a template is due of a process that is created today.
fn due(draft: &Draft, key: Key, row: Key) -> Option<domain::Date> {
    let template = draft.typed.templates.iter().find(|one| one.named.key == key)?;
    let event = template.events.iter().find(|one| one.key == row)?;
    let days_after: u32 = event.text.trim().parse().ok()?;
    let most = domain::write_off_process::settings::DAYS_AFTER_MAX;
    let count = DayCount::from_code(&template.days)?;
    (days_after <= most)
        .then(|| trigger_date(draft.today, days_after, count, &draft.closed))
        .filter(|due| day::parse(&domain::form::iso_day(*due)).is_some())
}

/// A criterion of a control: what must be true, and which template is taken then.
#[component]
fn CriterionFields(key: Key, row: Key) -> impl IntoView {
    let editing = editing();
    let kind = Kind::Controls;
    let when = editing.control(row_place(kind, key, row, "when"), "criterion-when", move |typed| {
        typed.row(kind, key, row).map(|row| &mut row.text)
    });
    let template = editing.reference(
        row_place(kind, key, row, "template"),
        "criterion-template",
        move |typed| typed.row(kind, key, row).map(|row| &mut row.refers_to),
    );
    let (refers_to, condition) = chosen(editing, kind, key, row);
    let spoken = language();
    let conditions = Memo::new(move |_| {
        let said = |one: Condition| capitalised(process_words::condition(one, spoken.get()));
        Condition::ALL.map(|one| (one.code().to_owned(), said(one))).to_vec()
    });
    let templates = editing.choices(Kind::Templates);
    view! {
        <SelectField label=texts::WHEN control=when options=conditions chosen=condition/>
        <SelectField label=texts::TEMPLATE control=template options=templates chosen=refers_to/>
    }
}
