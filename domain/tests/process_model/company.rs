//! The company of a history: what a server would keep of it.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, ContractStatus, Standing,
};
use domain::money::{Balance, Money};
use domain::write_off_process::settings::WriteOffSettings;
use domain::write_off_process::{AccountContract, Process, ProcessId, ProcessReason};
use domain::{AccountId, Date};
use jiff::ToSpan as _;

use super::checks;
use super::random::Random;
use super::settings::settings;

#[derive(Clone, Debug)]
pub(crate) struct Contract {
    pub(crate) id: ContractId,
    pub(crate) status: ContractStatus,
    pub(crate) debt_class: &'static str,
    pub(crate) owed: Balance,
    /// What the payment cleared that ended it, if one did and was not taken back.
    pub(crate) cleared: Option<Balance>,
}

#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: AccountId,
    pub(crate) state: AccountState,
    pub(crate) defaulted_on: Option<Date>,
    pub(crate) repossession_pending: bool,
    pub(crate) held_until: Option<Date>,
    pub(crate) customer_class: &'static str,
    pub(crate) deposit: Money,
    pub(crate) mail: &'static str,
    pub(crate) contracts: Vec<Contract>,
}

/// A process, the account that it is of, and the events whose message is not delivered, with how
/// often that was tried.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) id: ProcessId,
    pub(crate) account: usize,
    pub(crate) process: Process,
    pub(crate) waiting: BTreeMap<u32, u32>,
}

#[derive(Clone, Debug)]
pub(crate) struct Referral {
    pub(crate) process: ProcessId,
    pub(crate) agency: String,
    pub(crate) amount: Money,
    pub(crate) is_open: bool,
}

pub(crate) struct Company {
    pub(crate) random: Random,
    pub(crate) today: Date,
    pub(crate) settings: WriteOffSettings,
    pub(crate) accounts: Vec<Account>,
    pub(crate) processes: Vec<Kept>,
    pub(crate) referrals: Vec<Referral>,
}

impl Account {
    pub(crate) fn active(&self) -> impl Iterator<Item = &Contract> {
        self.contracts.iter().filter(|one| one.status == ContractStatus::Active)
    }

    pub(crate) fn facts(&self) -> AccountFacts {
        let contract =
            |one: &Contract| ActiveContract { id: one.id, balance: one.owed, held: Vec::new() };
        let defaulted_on = self.defaulted_on;
        AccountFacts {
            account: self.id.clone(),
            customer: "Achieng Odhiambo".to_owned(),
            centre: "Kisumu".to_owned(),
            failed_attempts: 0,
            standing: Standing {
                state: self.state,
                defaulted_on,
                repossession_pending_since: defaulted_on.filter(|_| self.repossession_pending),
                contracts: self.active().map(contract).collect(),
                collection: None,
            },
        }
    }
}

impl Company {
    pub(crate) fn begin(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let today = Date::constant(2026, 3, 2).checked_add(random.between(0, 60).days()).unwrap();
        let settings = settings(&mut random);
        let accounts = (1..=4).map(|number| account(&mut random, number, today)).collect();
        let (processes, referrals) = (Vec::new(), Vec::new());
        Self { random, today, settings, accounts, processes, referrals }
    }

    /// The account's contracts as requests are judged by them.
    pub(crate) fn contracts(&self, account: usize) -> Vec<AccountContract> {
        let contract = |one: &Contract| AccountContract {
            id: one.id,
            status: one.status,
            debt_class: one.debt_class.to_owned(),
            owed: one.owed.total(),
            process: self.process_of(one.id),
        };
        self.accounts[account].contracts.iter().map(contract).collect()
    }

    /// The process in which a contract is active.
    pub(crate) fn process_of(&self, contract: ContractId) -> Option<ProcessId> {
        let has = |one: &&Kept| one.process.active_contracts().any(|active| active == contract);
        self.processes.iter().find(has).map(|one| one.id)
    }

    pub(crate) fn add(&mut self, account: usize, process: Process) {
        let id = ProcessId(i64::try_from(self.processes.len()).unwrap() + 1);
        self.processes.push(Kept { id, account, process, waiting: BTreeMap::new() });
    }

    /// Writes down how a process stands: messages of events that changed or went are withdrawn, and
    /// where the rules say so, its referrals are cancelled. Says how many were.
    pub(crate) fn write(&mut self, place: usize, after: Process) -> usize {
        let kept = &mut self.processes[place];
        let before = std::mem::replace(&mut kept.process, after);
        let event = |process: &Process, sequence: u32| {
            process.events.iter().find(|one| one.sequence == sequence).cloned()
        };
        kept.waiting
            .retain(|sequence, _| event(&before, *sequence) == event(&kept.process, *sequence));
        if !Process::cancels_referrals(&before, &kept.process) {
            return 0;
        }
        let id = kept.id;
        self.cancel_referrals(id)
    }

    pub(crate) fn cancel_referrals(&mut self, process: ProcessId) -> usize {
        let of_process = |one: &&mut Referral| one.process == process && one.is_open;
        let open = self.referrals.iter_mut().filter(of_process);
        open.map(|one| one.is_open = false).count()
    }

    /// Whatever was done, this must hold.
    pub(crate) fn check(&self, before: &[Kept]) {
        for (old, new) in before.iter().zip(&self.processes) {
            assert_eq!((old.id, old.account), (new.id, new.account));
            checks::follows(&old.process, &new.process, self.today);
        }
        assert!(before.len() <= self.processes.len(), "a process is gone");
        let mut linked = BTreeSet::new();
        for kept in &self.processes {
            let process = &kept.process;
            checks::is_sound(process, self.today);
            let class = &self.settings.control(&process.control).unwrap().debt_class;
            for contract in process.active_contracts() {
                assert!(linked.insert(contract), "{contract:?} is in two processes");
                let contracts = &self.accounts[kept.account].contracts;
                let contract = contracts.iter().find(|one| one.id == contract).unwrap();
                assert_eq!(contract.debt_class, class, "{kept:?}");
                let owes = contract.owed.total() > Money::ZERO;
                assert!(owes && contract.status == ContractStatus::Active, "{contract:?} {kept:?}");
            }
            for sequence in kept.waiting.keys() {
                let waits = process
                    .events
                    .iter()
                    .any(|one| one.sequence == *sequence && checks::is_pending(one));
                assert!(waits, "a message waits of no pending event: {kept:?}");
            }
            if matches!(
                process.reason,
                ProcessReason::CanceledByUser | ProcessReason::CanceledBySystem
            ) {
                let open = self.referrals.iter().any(|one| one.process == kept.id && one.is_open);
                assert!(!open, "an open referral of a cancelled process: {kept:?}");
            }
        }
    }
}

fn account(random: &mut Random, number: i64, today: Date) -> Account {
    let defaulted = random.chance(80);
    let defaulted_on = today.checked_sub(random.between(0, 60).days()).unwrap();
    let contract = |random: &mut Random, place: i64| {
        let status = random.pick(&[
            ContractStatus::Active,
            ContractStatus::Active,
            ContractStatus::Active,
            ContractStatus::Finished,
        ]);
        let size = random.pick(&[0, 30, 400, 900]);
        let mut part = |most| {
            let owes = status == ContractStatus::Active && size > 0;
            Money::from_minor(if owes { random.between(1, most) } else { 0 })
        };
        let owed = Balance { principal: part(size.max(1)), fees: part(9), tax: part(9) };
        let debt_class = random.pick(&["standard", "standard", "hardship", "staff"]);
        let id = ContractId(number * 10 + place);
        Contract { id, status, debt_class, owed, cleared: None }
    };
    let mut contracts: Vec<Contract> = (1..=4).map(|place| contract(random, place)).collect();
    contracts[0].status = ContractStatus::Active;
    Account {
        id: AccountId::parse(&format!("KE-{number}")).unwrap(),
        state: if defaulted { AccountState::Defaulted } else { AccountState::Normal },
        defaulted_on: defaulted.then_some(defaulted_on),
        repossession_pending: defaulted,
        held_until: None,
        customer_class: random.pick(&["residential", "business", "institution"]),
        deposit: Money::from_minor(random.pick(&[0, 0, 5])),
        mail: random.pick(&["", "achieng@example.com"]),
        contracts,
    }
}
