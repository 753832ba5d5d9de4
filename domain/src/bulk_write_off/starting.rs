//! Starting a write-off process for an account of a file: the rule of a process that a person starts,
//! and besides that none is started for an account that is held.

use jiff::civil::Date;

use super::assess::{Reason, Verdict, counted_from, days_between};
use super::submission::SubmissionRefusal;
use crate::AccountId;
use crate::account::{AccountFacts, AccountState, ContractId, ContractStatus};
use crate::form::Fault;
use crate::money::Money;
use crate::write_off_process::settings::{Control, Template, WriteOffSettings};
use crate::write_off_process::{AccountContract, Process, ProcessId, why_not_linked};

/// What processes are started by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartPlan {
    /// The code of the write-off control that was chosen.
    pub control: String,
    /// What is set up.
    pub settings: WriteOffSettings,
    /// The version of that.
    pub version: u32,
    /// The version that the preview was made with.
    pub seen_version: u32,
}

/// What is chosen for an account: which debt, and which plan of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// The control.
    pub control: &'a Control,
    /// The template that it takes.
    pub template: &'a Template,
    /// The contracts that are linked.
    pub contracts: Vec<ContractId>,
    /// What is owed under them.
    pub owed: Money,
}

/// A process that is started for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The account.
    pub account: AccountId,
    /// The process: created today, with what its template has.
    pub process: Process,
}

impl StartPlan {
    /// Whether it may be gone by at all.
    ///
    /// # Errors
    ///
    /// The settings have changed since the preview, or have no such control.
    pub fn check(&self) -> Result<(), SubmissionRefusal> {
        if self.version != self.seen_version {
            return Err(SubmissionRefusal::SettingsChanged);
        }
        self.control().map(|_| ()).ok_or(SubmissionRefusal::UnknownControl)
    }

    /// The control, if it is set up.
    pub fn control(&self) -> Option<&Control> {
        self.settings.control(&self.control)
    }

    /// The process that is started for an account today.
    ///
    /// # Errors
    ///
    /// Why none is.
    pub fn start(&self, facts: &AccountFacts, today: Date) -> Result<Start, Reason> {
        let Chosen { control, template, contracts, .. } = self.choose(facts, today)?;
        let process = Process::planned(control, template, &contracts, today, &self.settings);
        Ok(Start { account: facts.account.clone(), process })
    }

    /// What is chosen for an account.
    ///
    /// # Errors
    ///
    /// Why no process is started for it.
    pub fn choose(&self, facts: &AccountFacts, today: Date) -> Result<Chosen<'_>, Reason> {
        let control = self.control().ok_or(Reason::NoTemplate)?;
        let standing = &facts.standing;
        if standing.state == AccountState::Inactive || standing.contracts.is_empty() {
            return Err(Reason::AccountAlreadyTerminated);
        }
        let held_until = standing.collection.as_ref().and_then(|one| one.held_until);
        if held_until.is_some_and(|until| until > today) {
            return Err(Reason::AccountOnHold);
        }
        let mut linked = Vec::new();
        let mut owed = Vec::new();
        let mut reason = Reason::NothingOwed;
        for contract in contracts(facts) {
            match why_not_linked(&contract, &control.debt_class, None) {
                None => {
                    linked.push(contract.id);
                    owed.push(contract.owed);
                }
                // The reason that is nearest to being none is told, and of a kind the first.
                Some(fault) => reason = nearest(reason, &fault),
            }
        }
        if linked.is_empty() {
            return Err(reason);
        }
        let template = standing.collection.as_ref().and_then(|collection| {
            let code = control.template_for(&collection.customer_class, collection.deposit)?;
            self.settings.template(code)
        });
        let template = template.ok_or(Reason::NoTemplate)?;
        Ok(Chosen { control, template, contracts: linked, owed: Money::total(owed) })
    }

    /// Judges an account that exists.
    pub fn assess(&self, facts: &AccountFacts, today: Date) -> Verdict {
        let chosen = match self.choose(facts, today) {
            Ok(chosen) => chosen,
            Err(reason) => return Verdict::Ineligible(reason),
        };
        let counted_from = counted_from(&facts.standing);
        let days_since_default = counted_from.map_or(0, |from| days_between(from, today));
        Verdict::Eligible {
            days_since_default,
            early: counted_from.is_none() || days_since_default < self.settings.grace_days,
            by_pending_repossession: facts.standing.state != AccountState::Defaulted
                && counted_from.is_some(),
            amount: chosen.owed,
        }
    }
}

/// The account's active contracts, as the rule of a process knows them.
fn contracts(facts: &AccountFacts) -> impl Iterator<Item = AccountContract> {
    let collections = facts.standing.collection.iter().flat_map(|one| &one.contracts);
    collections.filter_map(|one| {
        let contract = facts.standing.contracts.iter().find(|contract| contract.id == one.id)?;
        Some(AccountContract {
            id: one.id,
            status: ContractStatus::Active,
            debt_class: one.debt_class.clone(),
            owed: contract.balance.total(),
            process: one.process.map(ProcessId),
        })
    })
}

fn nearest(reason: Reason, fault: &Fault) -> Reason {
    match (reason, fault) {
        (Reason::InActiveProcess { .. }, _) => reason,
        (_, Fault::LinkedElsewhere { process }) => Reason::InActiveProcess { process: *process },
        (_, Fault::OtherDebtClass) => Reason::OtherDebtClass,
        _ => reason,
    }
}
