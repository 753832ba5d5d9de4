//! What is sent of a process, and what is wrong with it.

use domain::account::ContractId;
use domain::api::{EventForm, ProcessChange, ProcessChangeRequest, ProcessForm};
use domain::form::{Fault, FieldFault, Typed};
use domain::write_off_process::{EventStatus, Grounds, Process, ProcessId, Refusal, change};

use super::{CONTRACTS, Change, EVENTS, Form, contract_place, event_place};
use crate::recording::{Notice, Pressed};
use crate::write_off_processes::process::draft::{Draft, EventKey};
use crate::write_off_processes::process::page::ProcessTab;

impl Form {
    /// Why a contract of the account cannot be linked; none where it can.
    pub(in crate::write_off_processes) fn why_not_linked(
        &self,
        contract: ContractId,
    ) -> Option<Fault> {
        let (mut form, _) = self.typed()?;
        form.contracts.retain(|one| *one != contract);
        let place = format!("/change/save/contracts/{}", form.contracts.len());
        form.contracts.push(contract);
        let Some(Err(Refusal::Form(faults))) = self.judge(&ProcessChange::Save(form)) else {
            return None;
        };
        faults.into_iter().find(|fault| fault.place == place).map(|fault| fault.fault)
    }

    /// Whether saving ends the process, because nothing is left pending.
    pub(in crate::write_off_processes) fn saving_ends_it(&self) -> bool {
        self.has_changes()
            && self
                .typed()
                .and_then(|(form, _)| self.judge(&ProcessChange::Save(form)))
                .is_some_and(|after| after.is_ok_and(|after| !after.is_active()))
    }

    /// The pages on which something is wrong that is said, in their order.
    pub(in crate::write_off_processes) fn wrong_pages(&self) -> Vec<ProcessTab> {
        let faults = self.faults();
        let page = |tab| {
            let of_tab = |place: &str| match tab {
                ProcessTab::Events => place.starts_with(EVENTS),
                ProcessTab::Contracts => place.starts_with(CONTRACTS),
                ProcessTab::Main => !place.starts_with(EVENTS) && !place.starts_with(CONTRACTS),
            };
            faults.iter().any(|fault| of_tab(&fault.place))
        };
        let tabs = [ProcessTab::Main, ProcessTab::Events, ProcessTab::Contracts];
        tabs.into_iter().filter(|tab| self.draft().tried && page(*tab)).collect()
    }

    /// Save was pressed. `id` is what is sent under, should anything be.
    pub(in crate::write_off_processes) fn save(&mut self, id: String) -> Pressed<Change> {
        self.filling.draft.tried = true;
        if let Some(first) = self.faults().into_iter().next() {
            return Pressed::Focus(first.place);
        }
        let Some((form, _)) = self.typed().filter(|_| self.has_changes()) else {
            return Pressed::Shown;
        };
        self.send(id, ProcessChange::Save(form))
    }

    /// Discard was pressed.
    pub(in crate::write_off_processes) fn discard(&mut self) -> Pressed<Change> {
        self.filling.draft = Draft::default();
        self.filling.notice = Notice::default();
        self.generation += 1;
        Pressed::Shown
    }

    /// Cancel the process was pressed: that is asked once more.
    pub(in crate::write_off_processes) fn ask_to_cancel(&mut self) -> Pressed<Change> {
        if let Some(request) = self.change_of(ProcessChange::Cancel) {
            self.filling.submission.ask_once_more(request);
        }
        Pressed::Shown
    }

    pub(super) fn send(&mut self, id: String, change: ProcessChange) -> Pressed<Change> {
        let Some(request) = self.change_of(change) else { return Pressed::Shown };
        self.filling.submission.send(id, request).map_or(Pressed::Shown, Pressed::Send)
    }

    pub(super) fn change_of(&self, change: ProcessChange) -> Option<Change> {
        let record = self.record()?;
        let request = ProcessChangeRequest { version: record.version, change };
        Some(Change { process: ProcessId(record.id), request })
    }

    /// The process as it is to be, and which events are listed. None while nothing is known.
    pub(super) fn typed(&self) -> Option<(ProcessForm, Vec<EventKey>)> {
        let record = self.record()?;
        let draft = self.draft();
        let active = record.contracts.iter().filter(|link| link.ended.is_none());
        let stay = active.map(|link| link.contract).filter(|one| !draft.unlinked.contains(one));
        let pending = self.shown_events().into_iter().filter(|event| {
            event.status == EventStatus::Pending
                && !event.removed
                && !matches!(event.key, EventKey::Planned(_))
        });
        let keys: Vec<EventKey> = pending.map(|event| event.key).collect();
        let events = keys.iter().filter_map(|key| {
            let event = self.event(*key)?;
            let sequence = self.event_record(*key).map(|record| record.sequence);
            let (event_type, trigger_on) =
                (Typed::new(&event.event_type), Typed::new(&event.trigger_on));
            Some(EventForm { sequence, event_type, trigger_on })
        });
        let form = ProcessForm {
            control: Typed::new(&self.control()),
            template: Typed::new(&self.template()),
            comments: Typed::new(&self.comments()),
            contracts: stay.chain(draft.linked.iter().copied()).collect(),
            events: events.collect(),
        };
        Some((form, keys))
    }

    /// The rule. None while nothing is known.
    pub(super) fn judge(&self, request: &ProcessChange) -> Option<Result<Process, Refusal>> {
        let known = self.known()?;
        let grounds = Grounds {
            role: self.filling.role,
            today: known.today,
            settings: &known.record.settings,
            contracts: &known.contracts,
            process: Some(ProcessId(known.record.id)),
        };
        Some(change(&Process::from(&known.record), request, &grounds))
    }

    /// What is wrong, each at the place of its field.
    pub(super) fn faults(&self) -> Vec<FieldFault> {
        if !self.may_edit() {
            return Vec::new();
        }
        let Some((form, keys)) = self.typed() else { return Vec::new() };
        let contracts = form.contracts.clone();
        let Some(Err(Refusal::Form(faults))) = self.judge(&ProcessChange::Save(form)) else {
            return Vec::new();
        };
        let here = |FieldFault { place, fault }| {
            let mut parts = place.trim_start_matches("/change/save/").split('/');
            let place = match (parts.next(), parts.next(), parts.next()) {
                (Some("events"), Some(index), part) => {
                    let key = index.parse::<usize>().ok().and_then(|index| keys.get(index));
                    key.map_or_else(
                        || EVENTS.to_owned(),
                        |key| event_place(*key, part.unwrap_or_default()),
                    )
                }
                (Some("contracts"), Some(index), _) => {
                    let one = index.parse::<usize>().ok().and_then(|index| contracts.get(index));
                    one.map_or_else(|| CONTRACTS.to_owned(), |one| contract_place(*one))
                }
                (Some(field), ..) => format!("/{field}"),
                _ => String::new(),
            };
            FieldFault { place, fault }
        };
        faults.into_iter().map(here).collect()
    }
}
