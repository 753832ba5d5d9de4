//! What happens to a process: events complete, debt is cleared, a person cancels it.

use jiff::civil::Date;

use super::{Event, EventStatus, LinkEnd, Process, ProcessReason};
use crate::account::ContractId;

impl Process {
    /// Completes a pending event of an active process. With the last one the process is Inactive,
    /// Completed (R6). What is not pending stays as it is.
    pub fn complete(&mut self, sequence: u32, today: Date) {
        if !self.is_active() {
            return;
        }
        if let Some(event) = self.pending_mut(sequence) {
            event.status = EventStatus::Complete;
            event.completed_on = Some(today);
        }
        self.end_where_nothing_is_pending(today);
    }

    /// A contract's debt is cleared, or the contract has ended in another way: its row becomes
    /// inactive, and with the last one the process is Canceled by System at once (R7).
    pub fn contract_ended(&mut self, contract: ContractId, end: LinkEnd, today: Date) {
        let active = self.contracts.iter_mut();
        let Some(link) =
            active.into_iter().find(|link| link.contract == contract && link.ended.is_none())
        else {
            return;
        };
        link.ended = Some((end, today));
        if self.active_contracts().next().is_none() {
            self.end(ProcessReason::CanceledBySystem, today);
        }
    }

    /// The process wrote contracts off itself: their rows become inactive, and what events are left
    /// go on.
    pub(super) fn wrote_off(&mut self, today: Date) {
        self.end_links(LinkEnd::WrittenOff, today);
    }

    /// A person cancels an active process (R8).
    pub(super) fn cancel(&mut self, today: Date) {
        self.end(ProcessReason::CanceledByUser, today);
    }

    /// With nothing pending an active process is completed.
    pub(super) fn end_where_nothing_is_pending(&mut self, today: Date) {
        let pending = self.events.iter().any(|event| event.status == EventStatus::Pending);
        if self.is_active() && !pending {
            self.end(ProcessReason::Completed, today);
        }
    }

    fn end(&mut self, reason: ProcessReason, today: Date) {
        if !self.is_active() {
            return;
        }
        self.reason = reason;
        for event in &mut self.events {
            if event.status == EventStatus::Pending {
                event.status = EventStatus::Cancelled;
            }
        }
        self.end_links(LinkEnd::ProcessEnded, today);
    }

    fn end_links(&mut self, end: LinkEnd, today: Date) {
        for link in &mut self.contracts {
            link.ended = link.ended.or(Some((end, today)));
        }
    }

    fn pending_mut(&mut self, sequence: u32) -> Option<&mut Event> {
        let pending =
            |event: &&mut Event| event.sequence == sequence && event.status == EventStatus::Pending;
        self.events.iter_mut().find(pending)
    }

    /// Whether open referrals of the process are cancelled with what happened between two moments of
    /// it: it was cancelled, by whomever. One that is completed leaves them to its events.
    pub fn cancels_referrals(before: &Self, after: &Self) -> bool {
        let cancelled = |reason| {
            matches!(reason, ProcessReason::CanceledByUser | ProcessReason::CanceledBySystem)
        };
        before.is_active() && cancelled(after.reason)
    }
}
