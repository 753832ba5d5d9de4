//! Changing what is to change of a process.

use std::sync::Arc;

use domain::account::ContractId;
use domain::api::EventRecord;

use super::Form;
use crate::write_off_processes::process::draft::{Draft, EventDraft, EventKey};

impl Form {
    /// Changes what is to change.
    pub(in crate::write_off_processes) fn edit(&mut self, edit: impl FnOnce(&mut Draft)) {
        let Some(known) = self.filling.known().map(Arc::clone) else { return };
        let draft = &mut self.filling.draft;
        draft.version = known.record.version;
        edit(draft);
        draft.settle(&known.record);
    }

    /// Another template was chosen: it replaces the events.
    pub(in crate::write_off_processes) fn choose_template(&mut self, code: String) {
        self.edit(|draft| {
            draft.template = Some(code);
            draft.forget_events();
        });
    }

    /// Something was typed into an event.
    pub(in crate::write_off_processes) fn type_event(
        &mut self,
        key: EventKey,
        part: fn(&mut EventDraft) -> &mut String,
        text: String,
    ) {
        let Some(mut event) = self.event(key) else { return };
        *part(&mut event) = text;
        self.edit(|draft| match key {
            EventKey::Known(sequence) => {
                draft.changed.insert(sequence, event);
            }
            EventKey::New(number) => {
                draft.added.insert(number, event);
            }
            EventKey::Planned(_) => {}
        });
    }

    /// An event, as it was typed.
    pub(in crate::write_off_processes) fn event(&self, key: EventKey) -> Option<EventDraft> {
        match key {
            EventKey::Known(sequence) => {
                let typed = self.draft().changed.get(&sequence).cloned();
                typed.or_else(|| {
                    let known = self.record()?.events.iter();
                    known.into_iter().find(|event| event.sequence == sequence).map(EventDraft::from)
                })
            }
            EventKey::New(number) => self.draft().added.get(&number).cloned(),
            EventKey::Planned(_) => None,
        }
    }

    /// An event as the server has it.
    pub(in crate::write_off_processes) fn event_record(
        &self,
        key: EventKey,
    ) -> Option<&EventRecord> {
        let EventKey::Known(sequence) = key else { return None };
        self.record()?.events.iter().find(|event| event.sequence == sequence)
    }

    /// Removes a pending event on Save, or keeps it after all.
    pub(in crate::write_off_processes) fn remove_or_keep(&mut self, key: EventKey) {
        self.edit(|draft| match key {
            EventKey::Known(sequence) => {
                if !draft.removed.remove(&sequence) {
                    draft.removed.insert(sequence);
                }
            }
            EventKey::New(number) => {
                draft.added.remove(&number);
            }
            EventKey::Planned(_) => {}
        });
    }

    /// Adds an event; its key.
    pub(in crate::write_off_processes) fn add_event(&mut self) -> Option<EventKey> {
        let mut added = None;
        self.edit(|draft| added = Some(draft.add()));
        added
    }

    /// Links a contract on Save, or takes one out; pressed again, neither.
    pub(in crate::write_off_processes) fn link_or_unlink(&mut self, contract: ContractId) {
        let active = self.record().is_some_and(|record| {
            record.contracts.iter().any(|one| one.contract == contract && one.ended.is_none())
        });
        self.edit(|draft| {
            if active {
                if !draft.unlinked.remove(&contract) {
                    draft.unlinked.insert(contract);
                }
            } else if draft.linked.contains(&contract) {
                draft.linked.retain(|one| *one != contract);
            } else {
                draft.linked.push(contract);
            }
        });
    }
}
