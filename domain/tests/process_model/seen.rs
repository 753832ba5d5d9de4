//! How often the histories reach what they are there to reach.

use std::collections::BTreeMap;

use domain::write_off_process::Refusal;

/// What is worth testing: each must come up.
const ALL: [&str; 74] = [
    "started",
    "started from listed events",
    "start refused",
    "saved",
    "saved unchanged",
    "save refused",
    "template changed",
    "control changed",
    "contract linked",
    "contract linked again",
    "contract taken out",
    "completed by taking events out",
    "saved without contracts after a write-off",
    "re-scheduled",
    "re-scheduled after events",
    "re-schedule refused",
    "canceled",
    "canceled after events",
    "has_ended",
    "role_may_not",
    "missing",
    "unknown_control",
    "unknown_template",
    "unknown_event_type",
    "unknown_contract",
    "unknown_event",
    "no_contract",
    "contract_owes_nothing",
    "other_debt_class",
    "linked_elsewhere",
    "control_fixed",
    "template_fixed",
    "event_not_pending",
    "before_the_process",
    "too_many_days",
    "too_long",
    "not_so_many",
    "not_a_date",
    "not_a_moment",
    "stands_twice",
    "paid in part",
    "contract paid, process goes on",
    "canceled by the system",
    "referral cancelled by the system",
    "payment taken back",
    "account repossessed",
    "held",
    "hold lifted",
    "in default again",
    "opened",
    "opened for several classes",
    "not opened: held",
    "not opened: in_grace",
    "not opened: in_process",
    "not opened: nothing_owed",
    "written down",
    "completed",
    "referred",
    "referral cancelled",
    "credit score",
    "task",
    "letter",
    "message waits",
    "message waits, others go on",
    "delivered",
    "gave up",
    "written off",
    "account written off",
    "nothing left to write off",
    "no_agency",
    "no_address",
    "account_not_in_default",
    "settings changed",
    "settings refused",
];

#[derive(Debug, Default)]
pub(crate) struct Seen(BTreeMap<&'static str, u32>);

impl Seen {
    pub(crate) fn note(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    pub(crate) fn refused(&mut self, refusal: &Refusal) {
        match refusal {
            Refusal::RoleMayNot(_) => self.note("role_may_not"),
            Refusal::HasEnded => self.note("has_ended"),
            Refusal::Form(faults) => faults.iter().for_each(|one| self.note(one.fault.code())),
        }
    }

    /// What never came up.
    pub(crate) fn never(&self) -> Vec<&'static str> {
        ALL.into_iter().filter(|what| !self.0.contains_key(what)).collect()
    }
}
