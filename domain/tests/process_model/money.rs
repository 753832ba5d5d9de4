//! What happens to the contracts of accounts besides: payments, repossessions, defaults.

use domain::account::{AccountState, ContractId, ContractStatus};
use domain::money::{Balance, Money};
use domain::write_off_process::{EventStatus, LinkEnd, ProcessReason};

use super::company::Company;
use super::seen::Seen;

impl Company {
    /// A payment for one of the contracts, which may clear it.
    pub(crate) fn pay(&mut self, seen: &mut Seen) {
        let account = self.random.place(self.accounts.len());
        let owing: Vec<usize> = (0..self.accounts[account].contracts.len())
            .filter(|place| !self.accounts[account].contracts[*place].owed.is_nothing())
            .collect();
        if owing.is_empty() {
            return;
        }
        let place = self.random.pick(&owing);
        let clears = self.random.chance(50);
        let contract = &mut self.accounts[account].contracts[place];
        if !clears {
            let half = contract.owed.principal.minor() / 2;
            contract.owed.principal = Money::from_minor(half);
            if !contract.owed.is_nothing() {
                seen.note("paid in part");
                return;
            }
        }
        contract.cleared = Some(std::mem::take(&mut contract.owed));
        contract.status = ContractStatus::Finished;
        let id = contract.id;
        let account = &mut self.accounts[account];
        if account.active().next().is_none() {
            account.state = AccountState::Finished;
        } else if self.random.chance(30) {
            account.state = AccountState::Normal;
        }
        self.end_contract(id, LinkEnd::DebtCleared, seen);
    }

    /// The contract's row becomes inactive where it is in a process; with the last one the process
    /// is cancelled at once, and its referrals are.
    pub(crate) fn end_contract(&mut self, contract: ContractId, end: LinkEnd, seen: &mut Seen) {
        let Some(process) = self.process_of(contract) else { return };
        let place = self.processes.iter().position(|one| one.id == process).unwrap();
        let before = &self.processes[place].process;
        let mut after = before.clone();
        after.contract_ended(contract, end, self.today);
        let others = before.active_contracts().filter(|one| *one != contract).count();
        let ended = after.contracts.iter().filter(|one| one.ended == Some((end, self.today)));
        assert!(ended.into_iter().any(|one| one.contract == contract), "{after:?}");
        if others > 0 {
            assert_eq!(before.events, after.events);
            assert_eq!(after.reason, ProcessReason::EventsPending);
            seen.note("contract paid, process goes on");
        } else {
            assert_eq!(after.reason, ProcessReason::CanceledBySystem);
            let same = before.events.iter().zip(&after.events).all(|(old, new)| match old.status {
                EventStatus::Pending => new.status == EventStatus::Cancelled,
                EventStatus::Complete | EventStatus::Cancelled => old == new,
            });
            assert!(same, "{before:?} {after:?}");
            seen.note("canceled by the system");
        }
        if self.write(place, after) > 0 {
            assert_eq!(others, 0, "referrals of a process that goes on are cancelled");
            seen.note("referral cancelled by the system");
        }
    }

    /// A payment is taken back: what it cleared is owed again. What it ended stays ended.
    pub(crate) fn take_back(&mut self, seen: &mut Seen) {
        for account in &mut self.accounts {
            for contract in &mut account.contracts {
                if let Some(owed) = contract.cleared.take() {
                    contract.owed = owed;
                    contract.status = ContractStatus::Active;
                    account.state = AccountState::Defaulted;
                    account.defaulted_on = Some(self.today);
                    account.repossession_pending = true;
                    seen.note("payment taken back");
                    return;
                }
            }
        }
    }

    /// Every active contract ends, not by its process.
    pub(crate) fn repossess(&mut self, seen: &mut Seen) {
        let account = self.random.place(self.accounts.len());
        let account = &mut self.accounts[account];
        let ids: Vec<ContractId> = account.active().map(|one| one.id).collect();
        for contract in account.contracts.iter_mut().filter(|one| ids.contains(&one.id)) {
            contract.status = ContractStatus::Terminated;
            contract.owed = Balance::default();
        }
        account.state = AccountState::Inactive;
        account.repossession_pending = false;
        for contract in &mut account.contracts {
            contract.cleared = None;
        }
        for id in ids {
            self.end_contract(id, LinkEnd::Ended, seen);
        }
        seen.note("account repossessed");
    }

    /// A new contract, on an account that is in default.
    pub(crate) fn default_again(&mut self, seen: &mut Seen) {
        let place = self.random.place(self.accounts.len());
        let size = self.random.pick(&[30, 400]);
        let debt_class = self.random.pick(&["standard", "hardship", "staff"]);
        let account = &mut self.accounts[place];
        account.state = AccountState::Defaulted;
        account.defaulted_on = Some(self.today);
        account.repossession_pending = true;
        let first = account.contracts[0].id.0;
        let next = first + i64::try_from(account.contracts.len()).unwrap() * 100;
        account.contracts.push(super::company::Contract {
            id: ContractId(next),
            status: ContractStatus::Active,
            debt_class,
            owed: Balance { principal: Money::from_minor(size), ..Balance::default() },
            cleared: None,
        });
        seen.note("in default again");
    }
}
