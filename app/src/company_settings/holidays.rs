//! Holidays: a list of days, each with its name.

use leptos::prelude::*;

use super::draft::{Draft, Key};
use super::editing::editing;
use super::lists::Add;
use crate::browser;
use crate::components::{Press, press, says, words};
use crate::i18n::{company_settings as texts, t, write_off_settings};
use crate::recording::{DateField, TextField, WrongList, fault_id};

/// The days on which nobody works.
#[component]
pub(super) fn Holidays() -> impl IntoView {
    let editing = editing();
    let keys = editing
        .drafted
        .memo(|draft| draft.typed.holidays.iter().map(|one| one.key).collect::<Vec<_>>());
    let none = move || keys.with(Vec::is_empty);
    let place = "/holidays".to_owned();
    view! {
        {move || none().then(|| view! { <p class="hint">{t(write_off_settings::NONE_YET)}</p> })}
        <WrongList id=fault_id(&place) wrong=editing.drafted.fault(place)/>
        <ul class="setting-items">
            <For
                each=move || keys.get()
                key=|key| *key
                children=|key| view! { <HolidayItem key/> }
            />
        </ul>
        <Add text=texts::ADD_HOLIDAY list="holidays" first="day" add=Draft::add_holiday/>
    }
}

#[component]
fn HolidayItem(key: Key) -> impl IntoView {
    let drafted = editing().drafted;
    let day = drafted.control(format!("/holidays/{key}/day"), "holiday-day", move |typed| {
        typed.holiday(key).map(|one| &mut one.day)
    });
    let name = drafted.control(format!("/holidays/{key}/name"), "holiday-name", move |typed| {
        typed.holiday(key).map(|one| &mut one.name)
    });
    let called = drafted.memo(move |draft: &Draft| {
        let found = draft.typed.holidays.iter().find(|one| one.key == key);
        let name = |one: &super::draft::HolidayDraft| {
            if one.name.is_empty() { one.day.clone() } else { one.name.clone() }
        };
        found.map(name).unwrap_or_default()
    });
    let label = words(move |language| write_off_settings::remove(&called.get(), language));
    let remove = press(move || {
        drafted.edit(|draft| draft.remove_holiday(key));
        browser::focus_first("#add-holidays");
    });
    view! {
        <li class="setting-item setting-fields" data-testid="holiday">
            <DateField label=texts::HOLIDAY_DAY control=day/>
            <TextField label=texts::NAME control=name/>
            <Press
                class="quiet"
                id="remove"
                label
                text=says(write_off_settings::REMOVE)
                act=remove
            />
        </li>
    }
}
