//! What people do with processes, and whether the reference says the same.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::account::ContractId;
use domain::api::{ProcessChange, ProcessForm, StartProcessRequest};
use domain::form::Typed;
use domain::role::Role;
use domain::write_off_process::{
    AccountContract, EventStatus, Grounds, LinkEnd, Process, ProcessReason, change, hold_until,
    start,
};
use jiff::ToSpan as _;

use super::checks::is_pending;
use super::company::Company;
use super::expected::{Base, due, may_be_saved, moment, new_start, pending_events};
use super::forms;
use super::seen::Seen;

/// Its pending events: sequence, type and day.
fn pending(process: &Process) -> BTreeMap<u32, (String, Date)> {
    let events = process.events.iter().filter(|one| is_pending(one));
    events.map(|one| (one.sequence, (one.event_type.clone(), one.trigger_on))).collect()
}

fn active(process: &Process) -> BTreeSet<ContractId> {
    process.active_contracts().collect()
}

fn listed(form: &ProcessForm) -> BTreeSet<ContractId> {
    form.contracts.iter().copied().collect()
}

impl Company {
    /// Mostly somebody who may.
    fn somebody(&mut self) -> Role {
        if self.random.chance(95) { Role::Admin } else { self.random.pick(&Role::ALL) }
    }

    pub(crate) fn start(&mut self, seen: &mut Seen) {
        let mut account = self.random.place(self.accounts.len());
        for _ in 0..3 {
            let free = |one: &AccountContract| one.owed.minor() > 0 && one.process.is_none();
            if !self.contracts(account).iter().any(free) {
                account = self.random.place(self.accounts.len());
            }
        }
        let contracts = self.contracts(account);
        let role = self.somebody();
        let settings = self.settings.clone();
        let grounds = Grounds {
            role,
            today: self.today,
            settings: &settings,
            contracts: &contracts,
            process: None,
        };
        let (created_at, form) = forms::start(&mut self.random, &grounds);
        let created = moment(created_at.as_str(), self.today);
        let base = |day| Base { process: None, created_on: day, starts_on: day };
        let may = matches!(role, Role::Admin | Role::BackOfficeManagement)
            && created.is_some_and(|day| may_be_saved(base(day), &form, &grounds));
        let request =
            StartProcessRequest { account: self.accounts[account].id.clone(), created_at, form };
        match start(&request, &grounds) {
            Err(refusal) => {
                assert!(!may, "{refusal:?} {request:?} {contracts:?}");
                seen.note("start refused");
                seen.refused(&refusal);
            }
            Ok(started) => {
                assert!(may, "{request:?} {contracts:?}");
                let (process, form) = (started.process, &request.form);
                let day = created.unwrap();
                assert_eq!((process.created_on, process.starts_on), (day, day));
                assert_eq!(active(&process), listed(form));
                assert_eq!(pending(&process), pending_events(base(day), form, &settings));
                let from_template = form.events.is_empty();
                seen.note(if from_template { "started" } else { "started from listed events" });
                self.add(account, process);
            }
        }
    }

    /// Somebody changes a process, mostly one that goes on.
    pub(crate) fn change(&mut self, seen: &mut Seen) {
        let all = 0..self.processes.len();
        let going: Vec<usize> =
            all.clone().filter(|place| self.processes[*place].process.is_active()).collect();
        let ended = going.is_empty() || self.random.chance(3);
        let from = if ended { all.collect() } else { going };
        if from.is_empty() {
            return;
        }
        let place = self.random.pick(&from);
        let kept = self.processes[place].clone();
        let contracts = self.contracts(kept.account);
        let role = self.somebody();
        let settings = self.settings.clone();
        let grounds = Grounds {
            role,
            today: self.today,
            settings: &settings,
            contracts: &contracts,
            process: Some(kept.id),
        };
        let before = kept.process;
        let asked = forms::change(&mut self.random, &before, &grounds);
        let base = Base {
            process: Some(&before),
            created_on: before.created_on,
            starts_on: before.starts_on,
        };
        let may = matches!(role, Role::Admin | Role::BackOfficeManagement)
            && before.is_active()
            && match &asked {
                ProcessChange::Cancel => true,
                ProcessChange::Reschedule { start } => {
                    new_start(start.as_str(), self.today).is_some()
                }
                ProcessChange::Save(form) => may_be_saved(base, form, &grounds),
            };
        let after = match change(&before, &asked, &grounds) {
            Ok(after) => after,
            Err(refusal) => {
                assert!(!may, "{refusal:?} {asked:?} {before:?} {contracts:?}");
                seen.refused(&refusal);
                match &asked {
                    ProcessChange::Save(_) => seen.note("save refused"),
                    ProcessChange::Reschedule { .. } => seen.note("re-schedule refused"),
                    ProcessChange::Cancel => (),
                }
                return;
            }
        };
        assert!(may, "{asked:?} {before:?} {contracts:?}");
        match &asked {
            ProcessChange::Cancel => {
                assert_eq!(after.reason, ProcessReason::CanceledByUser);
                let done = before.events.iter().any(|one| !is_pending(one));
                seen.note(if done { "canceled after events" } else { "canceled" });
            }
            ProcessChange::Reschedule { start } => self.moved(&before, &after, start, seen),
            ProcessChange::Save(form) => {
                saved(base, form, &after, seen);
                if after.is_active() {
                    assert_eq!(pending(&after), pending_events(base, form, &settings));
                } else {
                    assert_eq!(pending_events(base, form, &settings), BTreeMap::new());
                }
            }
        }
        self.write(place, after);
    }

    /// The pending events have the distances of the template from the new start.
    fn moved(&self, before: &Process, after: &Process, start: &Typed, seen: &mut Seen) {
        let start = new_start(start.as_str(), self.today).unwrap();
        let by = start - before.starts_on;
        let template = self.settings.template(&before.template).unwrap();
        for (old, new) in before.events.iter().zip(&after.events) {
            let planned = template.events.get(usize::try_from(old.sequence).unwrap() - 1);
            let planned = planned.filter(|one| one.event_type == old.event_type);
            let expected = match planned {
                _ if old.status != EventStatus::Pending => old.trigger_on,
                Some(one) => due(start, one.days_after, template.days, &self.settings),
                None => old.trigger_on + by,
            };
            assert_eq!(new.trigger_on, expected, "{before:?} {after:?}");
        }
        assert_eq!(after.starts_on, start);
        let mut back = after.clone();
        back.starts_on = before.starts_on;
        for (event, old) in back.events.iter_mut().zip(&before.events) {
            event.trigger_on = old.trigger_on;
        }
        assert_eq!(back, *before, "more than days changed");
        seen.note("re-scheduled");
        if before.events.iter().any(|one| !is_pending(one)) {
            seen.note("re-scheduled after events");
        }
    }

    pub(crate) fn hold(&mut self, seen: &mut Seen) {
        let account = self.random.place(self.accounts.len());
        let day = self.today.checked_add(self.random.between(-2, 20).days()).unwrap();
        let typed = if self.random.chance(60) { day.to_string() } else { String::new() };
        let held = hold_until(&Typed::new(&typed), Role::Admin, self.today).unwrap();
        assert_eq!(held, typed.parse().ok());
        seen.note(if held.is_some() { "held" } else { "hold lifted" });
        self.accounts[account].held_until = held;
    }
}

fn saved(base: Base<'_>, form: &ProcessForm, after: &Process, seen: &mut Seen) {
    let before = base.process.unwrap();
    assert_eq!(after.control, form.control.as_str());
    assert_eq!(after.template, form.template.as_str());
    assert_eq!(after.comments, form.comments.as_str());
    assert_eq!(after.starts_on, before.starts_on);
    let (had, wanted) = (active(before), listed(form));
    if after.is_active() {
        assert_eq!(active(after), wanted);
        assert_eq!(after.reason, ProcessReason::EventsPending);
    } else {
        assert_eq!(after.reason, ProcessReason::Completed);
        seen.note("completed by taking events out");
    }
    for link in after.contracts.iter().skip(before.contracts.len()) {
        let again = before.contracts.iter().any(|one| one.contract == link.contract);
        seen.note(if again { "contract linked again" } else { "contract linked" });
    }
    for link in &after.contracts {
        let taken_out = had.contains(&link.contract) && !wanted.contains(&link.contract);
        if taken_out && matches!(link.ended, Some((LinkEnd::Unlinked, _))) {
            seen.note("contract taken out");
        }
    }
    if after.control != before.control {
        seen.note("control changed");
    }
    if after.template != before.template {
        seen.note("template changed");
    }
    if wanted.is_empty() {
        seen.note("saved without contracts after a write-off");
    }
    seen.note(if after == before { "saved unchanged" } else { "saved" });
}
