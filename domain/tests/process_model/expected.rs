//! The reference: whether a form may be saved and what it makes, day by day and contract by contract.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::account::{ContractId, ContractStatus};
use domain::api::{EventForm, ProcessForm};
use domain::money::Money;
use domain::write_off_process::settings::{Condition, Control, Template, WriteOffSettings};
use domain::write_off_process::{DayCount, Event, Grounds, Process};

use super::checks::is_pending;

/// Day after day until so many of those that count have passed.
pub(crate) fn due(
    from: Date,
    days_after: u32,
    count: DayCount,
    settings: &WriteOffSettings,
) -> Date {
    let counts = |day: Date| {
        let closed = settings.holidays.iter().any(|one| one.day == day);
        count == DayCount::Calendar || (day.weekday().to_monday_zero_offset() < 5 && !closed)
    };
    let mut day = from;
    for _ in 0..days_after {
        day = day.tomorrow().unwrap();
        while !counts(day) {
            day = day.tomorrow().unwrap();
        }
    }
    while !counts(day) {
        day = day.tomorrow().unwrap();
    }
    day
}

/// What a template's events are called, and when they are due.
pub(crate) fn plan(
    template: &Template,
    from: Date,
    settings: &WriteOffSettings,
) -> Vec<(String, Date)> {
    let events = template.events.iter();
    events
        .map(|one| (one.event_type.clone(), due(from, one.days_after, template.days, settings)))
        .collect()
}

/// The template that a control takes: down the priorities.
pub(crate) fn template_of<'a>(control: &'a Control, class: &str, deposit: Money) -> &'a str {
    let mut by_priority: Vec<_> = control.criteria.iter().collect();
    by_priority.sort_by_key(|one| one.priority);
    for one in by_priority {
        let holds = match one.when {
            Condition::DepositHeld => deposit.minor() > 0,
            Condition::ClassResidential => class == "residential",
            Condition::ClassBusiness => class == "business",
            Condition::ClassInstitution => class == "institution",
            Condition::Default => true,
        };
        if holds {
            return &one.template;
        }
    }
    ""
}

/// `2026-03-02T09:00`, within ten years of today.
pub(crate) fn moment(typed: &str, today: Date) -> Option<Date> {
    let civil: jiff::civil::DateTime = typed.parse().ok().filter(|_| typed.len() == 16)?;
    near(civil.date(), today).then(|| civil.date())
}

fn near(one: Date, other: Date) -> bool {
    (one - other).get_days().abs() <= 3_650
}

pub(crate) fn new_start(typed: &str, today: Date) -> Option<Date> {
    typed.parse().ok().filter(|day| near(*day, today))
}

/// What a form is saved on: a process that exists, or a new one of a day.
#[derive(Clone, Copy)]
pub(crate) struct Base<'a> {
    pub(crate) process: Option<&'a Process>,
    pub(crate) created_on: Date,
    pub(crate) starts_on: Date,
}

/// Whether the form may be saved.
pub(crate) fn may_be_saved(base: Base<'_>, form: &ProcessForm, grounds: &Grounds<'_>) -> bool {
    let settings = grounds.settings;
    let active: BTreeSet<ContractId> =
        base.process.iter().flat_map(|one| one.active_contracts()).collect();
    let Some(control) = settings.control(form.control.as_str()) else { return false };
    if settings.template(form.template.as_str()).is_none() || form.comments.as_str().len() > 500 {
        return false;
    }
    let listed: BTreeSet<ContractId> = form.contracts.iter().copied().collect();
    let wrote_off_all = base.process.is_some() && active.is_empty();
    let some = !listed.is_empty() || wrote_off_all;
    if listed.len() < form.contracts.len() || !some {
        return false;
    }
    let other_control = base.process.is_some_and(|one| one.control != control.code);
    if other_control && !active.is_disjoint(&listed) {
        return false;
    }
    let may_be_linked = |id: &ContractId| {
        let Some(one) = grounds.contracts.iter().find(|one| one.id == *id) else { return false };
        one.status == ContractStatus::Active
            && one.owed > Money::ZERO
            && one.debt_class == control.debt_class
            && (one.process.is_none() || one.process == grounds.process)
    };
    if !listed.difference(&active).all(may_be_linked) {
        return false;
    }
    match base.process {
        None => form.events.is_empty() || events_are_good(&[], base.created_on, form, grounds),
        Some(process) if process.template == form.template.as_str() => {
            events_are_good(&process.events, base.created_on, form, grounds)
        }
        Some(process) => process.events.iter().all(is_pending),
    }
}

fn events_are_good(
    before: &[Event],
    created_on: Date,
    form: &ProcessForm,
    grounds: &Grounds<'_>,
) -> bool {
    let mut seen = BTreeSet::new();
    let done = before.iter().filter(|one| !is_pending(one)).count();
    let mut pending = 0;
    for one in &form.events {
        let known = match one.sequence {
            None => None,
            Some(sequence) if !seen.insert(sequence) => return false,
            Some(sequence) => match before.iter().find(|event| event.sequence == sequence) {
                None => return false,
                known => known,
            },
        };
        let Ok(day) = one.trigger_on.as_str().parse::<Date>() else { return false };
        let type_is_known = grounds.settings.event_type(one.event_type.as_str()).is_some();
        let same_day = known.is_some_and(|known| known.trigger_on == day);
        match known {
            Some(known) if !is_pending(known) => {
                if !same_day || known.event_type != one.event_type.as_str() {
                    return false;
                }
            }
            _ => {
                let in_time = day >= created_on && (day - created_on).get_days() <= 3_650;
                if !type_is_known || !(in_time || same_day) {
                    return false;
                }
                pending += 1;
            }
        }
    }
    (1..=50).contains(&(done + pending))
}

/// What a form that may be saved makes of the pending events: sequence, type and day.
pub(crate) fn pending_events(
    base: Base<'_>,
    form: &ProcessForm,
    settings: &WriteOffSettings,
) -> BTreeMap<u32, (String, Date)> {
    let before: &[Event] = base.process.map_or(&[], |one| &one.events);
    let other_template = base.process.is_some_and(|one| one.template != form.template.as_str());
    if other_template || (base.process.is_none() && form.events.is_empty()) {
        let template = settings.template(form.template.as_str()).unwrap();
        return (1..).zip(plan(template, base.starts_on, settings)).collect();
    }
    let mut last = before.iter().map(|one| one.sequence).max().unwrap_or(0);
    let mut event = |one: &EventForm| {
        let sequence = one.sequence.unwrap_or_else(|| {
            last += 1;
            last
        });
        let day = one.trigger_on.as_str().parse().unwrap();
        (sequence, (one.event_type.as_str().to_owned(), day))
    };
    let mut events: BTreeMap<u32, (String, Date)> = form.events.iter().map(&mut event).collect();
    for one in before.iter().filter(|one| !is_pending(one)) {
        events.remove(&one.sequence);
    }
    events
}
