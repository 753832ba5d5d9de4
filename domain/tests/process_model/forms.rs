//! What people ask for: most of it possible, some of it not.

use domain::Date;
use domain::account::ContractId;
use domain::api::{EventForm, ProcessChange, ProcessForm};
use domain::form::Typed;
use domain::write_off_process::{AccountContract, Event, Grounds, Process};
use jiff::ToSpan as _;

use super::random::Random;

fn event_form(sequence: Option<u32>, event_type: &str, on: &str) -> EventForm {
    EventForm { sequence, event_type: Typed::new(event_type), trigger_on: Typed::new(on) }
}

fn days_from(random: &mut Random, day: Date, from: i64, to: i64) -> String {
    day.checked_add(random.between(from, to).days()).unwrap().to_string()
}

/// The form that changes nothing.
pub(crate) fn unchanged(process: &Process) -> ProcessForm {
    let event =
        |one: &Event| event_form(Some(one.sequence), &one.event_type, &one.trigger_on.to_string());
    ProcessForm {
        control: Typed::new(&process.control),
        template: Typed::new(&process.template),
        comments: Typed::new(&process.comments),
        contracts: process.active_contracts().collect(),
        events: process.events.iter().map(event).collect(),
    }
}

fn any_event(random: &mut Random, first: Date, grounds: &Grounds<'_>) -> EventForm {
    let event_types = &grounds.settings.event_types;
    let event_type = &event_types[random.place(event_types.len())].code;
    let (event_type, day) = match random.below(40) {
        0 => ("", days_from(random, first, 0, 9)),
        1 => ("unknown", days_from(random, first, 0, 9)),
        2 => (event_type.as_str(), days_from(random, first, -3, -1)),
        3 => (event_type.as_str(), days_from(random, first, 3_649, 3_652)),
        4 => (event_type.as_str(), "2026-02-30".to_owned()),
        _ => (event_type.as_str(), days_from(random, first, 0, 15)),
    };
    event_form(None, event_type, &day)
}

/// The contracts that a process with this control may have.
pub(crate) fn fitting(control: &str, grounds: &Grounds<'_>) -> impl Iterator<Item = ContractId> {
    let class = grounds.settings.control(control).map(|one| one.debt_class.as_str());
    let fits = move |one: &&AccountContract| {
        class == Some(&one.debt_class) && one.owed.minor() > 0 && one.process.is_none()
    };
    grounds.contracts.iter().filter(fits).map(|one| one.id)
}

/// Most of them, and sometimes another one.
fn contracts(random: &mut Random, control: &str, grounds: &Grounds<'_>) -> Vec<ContractId> {
    let fit: Vec<ContractId> = fitting(control, grounds).collect();
    let all = grounds.contracts.iter().map(|one| one.id);
    let mut chosen: Vec<ContractId> =
        all.filter(|id| random.chance(if fit.contains(id) { 80 } else { 3 })).collect();
    if random.chance(3) {
        chosen.push(ContractId(999_999));
    }
    if random.chance(3) && !chosen.is_empty() {
        chosen.push(chosen[0]);
    }
    chosen
}

/// The code of a control or template, sometimes of none.
fn code(random: &mut Random, codes: &[&str]) -> Typed {
    match random.below(50) {
        0 => Typed::default(),
        1 => "unknown".into(),
        _ => Typed::new(random.pick(codes)),
    }
}

fn controls<'a>(grounds: &Grounds<'a>) -> Vec<&'a str> {
    grounds.settings.controls.iter().map(|one| one.code.as_str()).collect()
}

fn templates<'a>(grounds: &Grounds<'a>) -> Vec<&'a str> {
    grounds.settings.templates.iter().map(|one| one.code.as_str()).collect()
}

/// A new process: when it is created, and the form.
pub(crate) fn start(random: &mut Random, grounds: &Grounds<'_>) -> (Typed, ProcessForm) {
    let day = grounds.today.checked_sub((random.between(-2, 12).max(0)).days()).unwrap();
    let created_at = match random.below(40) {
        0 => String::new(),
        1 => day.to_string(),
        2 => [&days_from(random, day, 3_700, 3_800), "T09:00"].concat(),
        3 => [&day.to_string(), "T24:00"].concat(),
        _ => [day.to_string().as_str(), random.pick(&["T00:00", "T09:00", "T23:59"])].concat(),
    };
    let controls = controls(grounds);
    let mut control = code(random, &controls);
    // Mostly one that the account has something for.
    for _ in 0..3 {
        if fitting(control.as_str(), grounds).next().is_none() {
            control = code(random, &controls);
        }
    }
    let template = code(random, &templates(grounds));
    let comments = Typed::new(&"x".repeat(random.pick(&[0, 0, 0, 0, 5, 500, 501])));
    let contracts = contracts(random, control.as_str(), grounds);
    let events = match random.below(60) {
        0 => vec![event_form(None, "task", &day.to_string()); 51],
        1..=12 => (0..random.between(1, 4)).map(|_| any_event(random, day, grounds)).collect(),
        _ => Vec::new(),
    };
    (Typed::new(&created_at), ProcessForm { control, template, comments, contracts, events })
}

/// A change of a process.
pub(crate) fn change(
    random: &mut Random,
    process: &Process,
    grounds: &Grounds<'_>,
) -> ProcessChange {
    match random.below(100) {
        0..6 => ProcessChange::Cancel,
        6..20 => {
            let start = match random.below(20) {
                0 => Typed::default(),
                1 => "soon".into(),
                2 => Typed::new(&days_from(random, grounds.today, 3_648, 3_653)),
                _ => Typed::new(&days_from(random, grounds.today, -8, 12)),
            };
            ProcessChange::Reschedule { start }
        }
        _ => {
            let mut form = unchanged(process);
            for _ in 0..random.between(0, 2) {
                mutate(random, &mut form, process, grounds);
            }
            ProcessChange::Save(form)
        }
    }
}

fn mutate(random: &mut Random, form: &mut ProcessForm, process: &Process, grounds: &Grounds<'_>) {
    let place = |random: &mut Random, length: usize| (length > 0).then(|| random.place(length));
    match random.below(12) {
        0 => form.comments = Typed::new(&"y".repeat(random.pick(&[0, 9, 500, 501]))),
        1 | 2 => form.template = code(random, &templates(grounds)),
        3 => form.control = code(random, &controls(grounds)),
        4 => {
            form.control = code(random, &controls(grounds));
            form.contracts = contracts(random, form.control.as_str(), grounds);
        }
        5 => form.contracts.extend(contracts(random, &process.control, grounds)),
        6 => {
            if let Some(place) = place(random, form.contracts.len()) {
                form.contracts.remove(place);
            }
        }
        7 => form.events.push(any_event(random, process.created_on, grounds)),
        8 => {
            if let Some(place) = place(random, form.events.len()) {
                form.events.remove(place);
            }
        }
        9 => form.events.truncate(random.place(3)),
        10 => {
            if let Some(place) = place(random, form.events.len()) {
                form.events[place].trigger_on =
                    Typed::new(&days_from(random, process.created_on, -1, 20));
            }
        }
        _ => {
            if let Some(place) = place(random, form.events.len()) {
                let event = &mut form.events[place];
                match random.below(4) {
                    0 => event.sequence = Some(99),
                    1 => event.sequence = Some(1),
                    2 => event.sequence = None,
                    _ => event.event_type = Typed::new("task"),
                }
            }
        }
    }
}
