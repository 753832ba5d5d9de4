//! What people do with processes: start, save, re-schedule, cancel, complete a task, hold an account.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};

use super::settings::{DAYS_AFTER_MAX, EVENTS_MAX, WriteOffSettings};
use super::{
    Event, EventStatus, Link, LinkEnd, Process, ProcessId, ProcessReason, events_of, rescheduled,
};
use crate::account::{ContractId, ContractStatus};
use crate::api::{DebtOfContract, EventForm, ProcessChange, ProcessForm, StartProcessRequest};
use crate::form::{self, Fault, FieldFault, Reader, Typed};
use crate::money::Money;
use crate::role::{Permission, Role};

/// The longest comment.
pub const COMMENTS_CHARS_MAX: usize = 500;

/// How many days before or after today a process is created at most, and an event is due after the
/// creation of its process: ten years.
const DAYS_APART_MAX: u32 = DAYS_AFTER_MAX;

/// A contract of the account that a process is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountContract {
    /// Its number.
    pub id: ContractId,
    /// Its status.
    pub status: ContractStatus,
    /// The code of its write-off debt class.
    pub debt_class: String,
    /// What is owed under it.
    pub owed: Money,
    /// The process in which it is active, if it is in one.
    pub process: Option<ProcessId>,
}

impl From<&DebtOfContract> for AccountContract {
    fn from(contract: &DebtOfContract) -> Self {
        Self {
            id: contract.id,
            status: contract.status,
            debt_class: contract.debt_class.clone(),
            owed: contract.owed,
            process: contract.process.map(ProcessId),
        }
    }
}

/// What a request about a process is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// The role of who asks.
    pub role: Role,
    /// Today in the company's time zone.
    pub today: Date,
    /// What the company has set up.
    pub settings: &'a WriteOffSettings,
    /// The account's contracts, whatever their status.
    pub contracts: &'a [AccountContract],
    /// The process itself, of one that exists.
    pub process: Option<ProcessId>,
}

/// Why a request about a process is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The role may not do this.
    RoleMayNot(Permission),
    /// The process has ended: nothing leads back.
    HasEnded,
    /// Fields are wrong; which and how, never empty.
    Form(Vec<FieldFault>),
}

/// A process that may be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The process.
    pub process: Process,
    /// The time of its creation on that day, in the company's time zone.
    pub created_at: Time,
}

/// Reads and judges a process that a person starts.
///
/// # Errors
///
/// The role may not; or fields are wrong, all of them at once.
pub fn start(request: &StartProcessRequest, grounds: &Grounds<'_>) -> Result<Started, Refusal> {
    may(grounds.role)?;
    let mut reader = Reader::default();
    let created = reader.take("/created_at", moment(&request.created_at));
    if let Some((day, _)) = created
        && days_apart(day, grounds.today) > i64::from(DAYS_APART_MAX)
    {
        reader.fault("/created_at", Fault::TooManyDays { most: DAYS_APART_MAX });
    }
    // What else is wrong is said also where the moment cannot be read.
    let (created_on, created_at) = created.unwrap_or((grounds.today, Time::midnight()));
    let form = &request.form;
    let blank = Process {
        control: form.control.as_str().to_owned(),
        template: form.template.as_str().to_owned(),
        created_on,
        starts_on: created_on,
        reason: ProcessReason::EventsPending,
        comments: String::new(),
        contracts: Vec::new(),
        events: Vec::new(),
    };
    let process = saved(&blank, form, grounds, "/form", &mut reader);
    let started = Some(Started { process, created_at });
    reader.finish(started).map_err(Refusal::Form)
}

/// Reads and judges a change of a process that exists; says how it stands afterwards.
///
/// # Errors
///
/// In this order: the role may not; the process has ended; fields are wrong, all of them at once.
pub fn change(
    process: &Process,
    change: &ProcessChange,
    grounds: &Grounds<'_>,
) -> Result<Process, Refusal> {
    may(grounds.role)?;
    if !process.is_active() {
        return Err(Refusal::HasEnded);
    }
    let mut reader = Reader::default();
    let changed = match change {
        ProcessChange::Save(form) => {
            Some(saved(process, form, grounds, "/change/save", &mut reader))
        }
        ProcessChange::Cancel => {
            let mut cancelled = process.clone();
            cancelled.cancel(grounds.today);
            Some(cancelled)
        }
        ProcessChange::Reschedule { start } => {
            let here = "/change/reschedule/start";
            let start = reader.take(here, form::day(start));
            if let Some(start) = start
                && days_apart(start, grounds.today) > i64::from(DAYS_APART_MAX)
            {
                reader.fault(here, Fault::TooManyDays { most: DAYS_APART_MAX });
            }
            start.map(|start| rescheduled(process, start, grounds.settings))
        }
    };
    reader.finish(changed).map_err(Refusal::Form)
}

/// Reads until when an account is held: no process is opened before that day. None lifts the hold.
///
/// # Errors
///
/// The role may not; or the day is no day, or further away than ten years.
pub fn hold_until(until: &Typed, role: Role, today: Date) -> Result<Option<Date>, Refusal> {
    may(role)?;
    if until.is_blank() {
        return Ok(None);
    }
    let mut reader = Reader::default();
    let day = reader.take("/until", form::day(until));
    if let Some(day) = day
        && today.duration_until(day).as_hours() / 24 > i64::from(DAYS_APART_MAX)
    {
        reader.fault("/until", Fault::TooManyDays { most: DAYS_APART_MAX });
    }
    reader.finish(day).map(Some).map_err(Refusal::Form)
}

fn days_apart(one: Date, other: Date) -> i64 {
    one.duration_until(other).abs().as_hours() / 24
}

fn may(role: Role) -> Result<(), Refusal> {
    let permission = Permission::ManageProcesses;
    if role.may(permission) { Ok(()) } else { Err(Refusal::RoleMayNot(permission)) }
}

/// `2026-03-02T09:00`, as `<input type=datetime-local>` writes it.
fn moment(typed: &Typed) -> Result<(Date, Time), Fault> {
    if typed.is_blank() {
        return Err(Fault::Missing);
    }
    let (day, time) = typed.as_str().split_once('T').ok_or(Fault::NotAMoment)?;
    let (hour, minute) = time.split_once(':').ok_or(Fault::NotAMoment)?;
    let number = |text: &str| -> Option<i8> {
        let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    };
    let time = number(hour)
        .zip(number(minute))
        .and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
    crate::day::parse(day).zip(time).ok_or(Fault::NotAMoment)
}

/// The process as the form has it.
fn saved(
    before: &Process,
    form: &ProcessForm,
    grounds: &Grounds<'_>,
    here: &str,
    reader: &mut Reader,
) -> Process {
    let at = |field: &str| [here, "/", field].concat();
    let settings = grounds.settings;
    let mut after = before.clone();
    let control = settings.control(form.control.as_str());
    match control {
        _ if form.control.is_blank() => reader.fault(at("control"), Fault::Missing),
        None => reader.fault(at("control"), Fault::UnknownControl),
        // The contracts are linked for their debt class (R2): first they are taken out, which the same
        // form may do (P6).
        Some(control)
            if control.code != before.control
                && before.active_contracts().any(|one| form.contracts.contains(&one)) =>
        {
            reader.fault(at("control"), Fault::ControlFixed);
        }
        Some(control) => after.control.clone_from(&control.code),
    }
    form.comments.as_str().clone_into(&mut after.comments);
    if after.comments.chars().count() > COMMENTS_CHARS_MAX {
        reader.fault(at("comments"), Fault::TooLong { most: COMMENTS_CHARS_MAX });
    }
    let debt_class = control.map(|control| control.debt_class.as_str());
    link(&mut after, &form.contracts, debt_class, grounds, here, reader);
    let is_new = before.events.is_empty();
    let template = settings.template(form.template.as_str());
    match template {
        _ if form.template.is_blank() => reader.fault(at("template"), Fault::Missing),
        None => reader.fault(at("template"), Fault::UnknownTemplate),
        Some(template) if is_new && form.events.is_empty() => {
            after.template.clone_from(&template.code);
            after.events = events_of(template, before.starts_on, &settings.closed_days());
        }
        Some(template) if is_new || template.code == before.template => {
            after.template.clone_from(&template.code);
            events(&mut after, &form.events, grounds, here, reader);
        }
        // Another template replaces the events, from the same start (R3).
        Some(template) if before.may_change_template() => {
            after.template.clone_from(&template.code);
            after.events = events_of(template, before.starts_on, &settings.closed_days());
        }
        Some(_) => reader.fault(at("template"), Fault::TemplateFixed),
    }
    after.end_where_nothing_is_pending(grounds.today);
    after
}

/// Links what the form lists, and takes out what it no longer lists.
fn link(
    process: &mut Process,
    listed: &[ContractId],
    debt_class: Option<&str>,
    grounds: &Grounds<'_>,
    here: &str,
    reader: &mut Reader,
) {
    let active: BTreeSet<ContractId> = process.active_contracts().collect();
    // A process that has written off its contracts has events left and no contract.
    let goes_on_without = active.is_empty() && !process.contracts.is_empty();
    if listed.is_empty() && !goes_on_without {
        reader.fault([here, "/contracts"].concat(), Fault::NoContract);
    }
    let mut seen = BTreeSet::new();
    for (index, contract) in listed.iter().enumerate() {
        let at = [here, "/contracts/", &index.to_string()].concat();
        if !seen.insert(*contract) {
            reader.fault(at, Fault::StandsTwice);
            continue;
        }
        if active.contains(contract) {
            continue;
        }
        let known = grounds.contracts.iter().find(|one| one.id == *contract);
        let fault = match known {
            None => Some(Fault::UnknownContract),
            // Without a control any class will do: what is wrong is said of the control.
            Some(one) => {
                let debt_class = debt_class.unwrap_or(&one.debt_class);
                why_not_linked(one, debt_class, grounds.process)
            }
        };
        match fault {
            Some(fault) => reader.fault(at, fault),
            None => process.contracts.push(Link { contract: *contract, ended: None }),
        }
    }
    for link in &mut process.contracts {
        if link.ended.is_none() && !seen.contains(&link.contract) {
            link.ended = Some((LinkEnd::Unlinked, grounds.today));
        }
    }
}

/// Why a contract cannot be linked to a process of a debt class: nothing is owed under it, it is of
/// another class (R2), or it is active in another process (R1). `process` is the process itself, of one
/// that exists.
pub fn why_not_linked(
    contract: &AccountContract,
    debt_class: &str,
    process: Option<ProcessId>,
) -> Option<Fault> {
    if contract.status != ContractStatus::Active || contract.owed <= Money::ZERO {
        return Some(Fault::ContractOwesNothing);
    }
    if contract.debt_class != debt_class {
        return Some(Fault::OtherDebtClass);
    }
    let other = contract.process.filter(|other| Some(*other) != process)?;
    Some(Fault::LinkedElsewhere { process: other })
}

/// The pending events as the form has them: changed, added, or removed where it lists them no longer.
/// What is complete stays, and need not be listed.
fn events(
    process: &mut Process,
    listed: &[EventForm],
    grounds: &Grounds<'_>,
    here: &str,
    reader: &mut Reader,
) {
    let before: BTreeMap<u32, Event> =
        process.events.iter().map(|event| (event.sequence, event.clone())).collect();
    let mut after: BTreeMap<u32, Event> = before
        .iter()
        .filter(|(_, event)| event.status != EventStatus::Pending)
        .map(|(sequence, event)| (*sequence, event.clone()))
        .collect();
    let mut next = before.keys().copied().max().unwrap_or(0).saturating_add(1);
    let mut seen = BTreeSet::new();
    for (index, form) in listed.iter().enumerate() {
        let at = |field: &str| [here, "/events/", &index.to_string(), field].concat();
        let known = match form.sequence {
            Some(sequence) => match before.get(&sequence) {
                None => {
                    reader.fault(at("/sequence"), Fault::UnknownEvent);
                    continue;
                }
                Some(_) if !seen.insert(sequence) => {
                    reader.fault(at("/sequence"), Fault::StandsTwice);
                    continue;
                }
                known => known,
            },
            None => None,
        };
        let event_type = if form.event_type.is_blank() {
            Err(Fault::Missing)
        } else {
            grounds.settings.event_type(form.event_type.as_str()).ok_or(Fault::UnknownEventType)
        };
        let event_type = reader.take(&at("/event_type"), event_type);
        let trigger_on = reader.take(&at("/trigger_on"), form::day(&form.trigger_on));
        let (Some(event_type), Some(trigger_on)) = (event_type, trigger_on) else { continue };
        if let Some(known) = known.filter(|known| known.status != EventStatus::Pending) {
            if known.event_type != event_type.code || known.trigger_on != trigger_on {
                reader.fault(at("/sequence"), Fault::EventNotPending);
            }
            continue;
        }
        let unchanged = known.is_some_and(|known| known.trigger_on == trigger_on);
        if trigger_on < process.created_on && !unchanged {
            let created_on = process.created_on;
            reader.fault(at("/trigger_on"), Fault::BeforeTheProcess { created_on });
        }
        let apart = process.created_on.duration_until(trigger_on).as_hours() / 24;
        if apart > i64::from(DAYS_APART_MAX) && !unchanged {
            reader.fault(at("/trigger_on"), Fault::TooManyDays { most: DAYS_APART_MAX });
        }
        let sequence = form.sequence.unwrap_or_else(|| {
            let sequence = next;
            next = next.saturating_add(1);
            sequence
        });
        let event_type = event_type.code.clone();
        let status = EventStatus::Pending;
        after.insert(
            sequence,
            Event { sequence, event_type, trigger_on, status, completed_on: None },
        );
    }
    if after.is_empty() || after.len() > EVENTS_MAX {
        let most = EVENTS_MAX;
        reader.fault([here, "/events"].concat(), Fault::NotSoMany { most });
    }
    process.events = after.into_values().collect();
}
