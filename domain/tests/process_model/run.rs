//! The daily run: the monitor and the activator, and what the reference says that they do.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::{AccountState, ContractId, ContractStatus};
use domain::bulk_write_off::Policy;
use domain::journal::{Entry, LedgerAccount, lines};
use domain::money::{Balance, Money};
use domain::repossession::Settlement;
use domain::write_off_process::activator::{
    Activated, Doing, Effect, Message, Referred, Subject, Terms, activate,
};
use domain::write_off_process::monitor::{Candidate, CandidateContract, Opened, open, why_not};
use domain::write_off_process::settings::{EventKind, NoticeChannel};
use domain::write_off_process::{Event, EventStatus, Process, ProcessReason};

use super::checks::is_pending;
use super::company::{Account, Company, Contract, Kept, Referral};
use super::expected::{plan, template_of};
use super::seen::Seen;

const PHONE: &str = "+254700000001";

/// What an entry takes from receivables. It balances.
fn given_up(entry: Option<&Entry>) -> Money {
    let lines = entry.map_or_else(Vec::new, |entry| lines(&entry.postings));
    let side = |of: fn(&domain::journal::Line) -> Money| Money::total(lines.iter().map(of));
    assert_eq!(side(|one| one.debit), side(|one| one.credit), "{entry:?}");
    let receivables = lines.iter().filter(|one| one.ledger_account == LedgerAccount::Receivables);
    Money::total(receivables.map(|one| one.credit))
}

impl Company {
    pub(crate) fn run(&mut self, seen: &mut Seen) {
        for account in 0..self.accounts.len() {
            self.monitor(account, seen);
            // Nothing more is opened or written down by the same run again.
            let again = open(&self.candidate(account), self.today, &self.settings);
            assert_eq!(again, Opened::default());
        }
        for place in 0..self.processes.len() {
            if self.processes[place].process.is_active() {
                self.activate(place, seen);
            }
        }
    }

    fn candidate(&self, account: usize) -> Candidate {
        let of = &self.accounts[account];
        let contract = |one: &Contract| CandidateContract {
            id: one.id,
            debt_class: one.debt_class.to_owned(),
            owed: one.owed,
            in_process: self.process_of(one.id).is_some(),
        };
        Candidate {
            account: of.id.clone(),
            state: of.state,
            defaulted_on: of.defaulted_on,
            held_until: of.held_until,
            customer_class: of.customer_class.to_owned(),
            deposit: of.deposit,
            contracts: of.active().map(contract).collect(),
        }
    }

    /// Opens what is due of an account.
    fn monitor(&mut self, account: usize, seen: &mut Seen) {
        let candidate = self.candidate(account);
        let opened = open(&candidate, self.today, &self.settings);
        let (classes, write_downs) = self.to_open(&self.accounts[account]);
        match why_not(&candidate, self.today, &self.settings) {
            Some(why) => {
                assert!(classes.is_empty() && write_downs.is_empty(), "{why:?} {candidate:?}");
                match why.code() {
                    "held" => seen.note("not opened: held"),
                    "in_grace" => seen.note("not opened: in_grace"),
                    "in_process" => seen.note("not opened: in_process"),
                    "nothing_owed" => seen.note("not opened: nothing_owed"),
                    _ => (),
                }
                assert_eq!(opened, Opened::default());
                return;
            }
            None => self.as_expected(account, &opened, &classes),
        }
        let found: BTreeSet<ContractId> =
            opened.write_downs.iter().map(|one| one.contract).collect();
        assert_eq!(found, write_downs, "{candidate:?}");
        let amounts = opened.write_downs.iter().map(|one| one.owed.total());
        assert_eq!(given_up(opened.entry.as_ref()), Money::total(amounts));
        let of = &mut self.accounts[account];
        for contract in of.contracts.iter_mut().filter(|one| found.contains(&one.id)) {
            contract.status = ContractStatus::Finished;
            contract.owed = Balance::default();
            seen.note("written down");
        }
        let all_finished = of.active().next().is_none();
        assert_eq!(opened.account_state, all_finished.then_some(AccountState::Finished));
        of.state = opened.account_state.unwrap_or(of.state);
        if opened.processes.len() > 1 {
            seen.note("opened for several classes");
        }
        for process in opened.processes {
            seen.note("opened");
            self.add(account, process);
        }
    }

    /// Contracts to open processes for, by class, and contracts to write down.
    fn to_open(
        &self,
        account: &Account,
    ) -> (BTreeMap<&'static str, BTreeSet<ContractId>>, BTreeSet<ContractId>) {
        let (mut classes, mut write_downs) = (BTreeMap::new(), BTreeSet::new());
        let held = account.held_until.is_some_and(|until| self.today < until);
        let default = account.defaulted_on.filter(|_| account.state == AccountState::Defaulted);
        let long = default.is_some_and(|since| {
            (self.today - since).get_days() >= i32::try_from(self.settings.grace_days).unwrap()
        });
        if held || !long {
            return (classes, write_downs);
        }
        for one in account.active() {
            let owed = one.owed.total();
            if owed == Money::ZERO || self.process_of(one.id).is_some() {
                continue;
            }
            let control = self.settings.controls.iter().any(|it| it.debt_class == one.debt_class);
            if owed <= self.settings.small_balance_limit {
                write_downs.insert(one.id);
            } else if control {
                classes.entry(one.debt_class).or_insert_with(BTreeSet::new).insert(one.id);
            }
        }
        (classes, write_downs)
    }

    /// One process a class, of the template of the first criterion that is true, from today.
    fn as_expected(
        &self,
        account: usize,
        opened: &Opened,
        classes: &BTreeMap<&'static str, BTreeSet<ContractId>>,
    ) {
        let account = &self.accounts[account];
        assert_eq!(opened.processes.len(), classes.len(), "{opened:?}");
        for (process, (class, contracts)) in opened.processes.iter().zip(classes) {
            let control = self.settings.control(&process.control).unwrap();
            assert_eq!(control.debt_class, *class);
            let linked: BTreeSet<ContractId> = process.active_contracts().collect();
            assert_eq!(linked, *contracts);
            let template = template_of(control, account.customer_class, account.deposit);
            assert_eq!(process.template, template);
            let template = self.settings.template(template).unwrap();
            let events = process.events.iter().filter(|one| is_pending(one));
            let events: Vec<_> =
                events.map(|one| (one.event_type.clone(), one.trigger_on)).collect();
            assert_eq!(events, plan(template, self.today, &self.settings));
            assert_eq!((process.created_on, process.starts_on), (self.today, self.today));
        }
    }

    /// Does what is due of a process.
    fn activate(&mut self, place: usize, seen: &mut Seen) {
        let kept = self.processes[place].clone();
        let account = self.accounts[kept.account].clone();
        let facts = account.facts();
        let subject = Subject {
            facts: &facts,
            mail: account.mail,
            phone: PHONE,
            company: "Sunlight Kenya",
            amount_in_words: "KES 1.00",
        };
        let waiting: BTreeSet<u32> = kept.waiting.keys().copied().collect();
        let policy = Policy { early_write_off_days: 90 };
        let terms = Terms { today: self.today, settings: &self.settings, policy: &policy };
        let mut referred = Referred::new();
        for one in self.referrals.iter().filter(|one| one.is_open) {
            let total = referred.entry(one.agency.clone()).or_insert(Money::ZERO);
            *total = Money::total([*total, one.amount]);
        }
        let ran = activate(&kept.process, &subject, &waiting, &mut referred, &terms);
        self.ran_as_expected(&kept, &account, &ran, seen);
        let Activated { process, effects, .. } = ran;
        let completed = !process.is_active();
        for Effect { sequence, does } in effects {
            self.apply(place, (sequence, does), seen);
        }
        assert!(!completed || process.reason == ProcessReason::Completed, "{process:?}");
        if completed {
            seen.note("completed");
        }
        self.write(place, process);
    }

    fn apply(&mut self, place: usize, (sequence, does): (u32, Doing), seen: &mut Seen) {
        let id = self.processes[place].id;
        match does {
            Doing::Message(Message::Notice { channel: NoticeChannel::Letter, .. }) => {
                seen.note("letter");
            }
            Doing::Message(_) => {
                self.processes[place].waiting.insert(sequence, 0);
                seen.note("message waits");
            }
            Doing::CreditScore(_) => seen.note("credit score"),
            Doing::Refer { agency, amount } => {
                seen.note("referred");
                let total = |agency: &str| {
                    let open = self.referrals.iter().filter(|one| one.is_open);
                    Money::total(open.filter(|one| one.agency == agency).map(|one| one.amount))
                };
                let least = self.settings.agencies.iter().map(|one| total(&one.code)).min();
                assert_eq!(least, Some(total(&agency)), "another agency has less");
                self.referrals.push(Referral { process: id, agency, amount, is_open: true });
            }
            Doing::CancelReferrals => {
                if self.cancel_referrals(id) > 0 {
                    seen.note("referral cancelled");
                }
            }
            Doing::Task(_) => seen.note("task"),
            Doing::WriteOff(settled) => self.written_off(place, &settled, seen),
            Doing::Nothing => seen.note("nothing left to write off"),
        }
    }

    fn written_off(&mut self, place: usize, settled: &Settlement, seen: &mut Seen) {
        let kept = &self.processes[place];
        let linked: BTreeSet<ContractId> = kept.process.active_contracts().collect();
        let ended: BTreeSet<ContractId> =
            settled.contracts.iter().map(|one| one.contract).collect();
        assert_eq!(ended, linked);
        let account = &mut self.accounts[kept.account];
        let of = account.contracts.iter().filter(|one| ended.contains(&one.id));
        assert_eq!(given_up(settled.entry.as_ref()), Money::total(of.map(|one| one.owed.total())));
        for contract in account.contracts.iter_mut().filter(|one| ended.contains(&one.id)) {
            contract.status = ContractStatus::Terminated;
            contract.owed = Balance::default();
        }
        let none_left = account.active().next().is_none();
        let state = if none_left { AccountState::Inactive } else { account.state };
        assert_eq!((settled.account_state, settled.completes_repossession), (state, none_left));
        account.state = state;
        account.repossession_pending &= !none_left;
        seen.note(if none_left { "account written off" } else { "written off" });
    }

    /// Event after event: what is due, and whether it can be completed, and whether it stops there.
    fn ran_as_expected(&self, kept: &Kept, account: &Account, ran: &Activated, seen: &mut Seen) {
        let mut linked: BTreeSet<ContractId> = kept.process.active_contracts().collect();
        let mut expected: Vec<Event> = kept.process.events.clone();
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        let mut passed_over = false;
        for event in &mut expected {
            if event.status != EventStatus::Pending || event.trigger_on > self.today {
                continue;
            }
            let event_type = self.settings.event_type(&event.event_type).unwrap();
            let waits = kept.waiting.contains_key(&event.sequence);
            let failure =
                if waits { None } else { self.failure(&event_type.does, account, &linked) };
            let completes = !waits
                && failure.is_none()
                && match &event_type.does {
                    EventKind::Notice { channel, .. } => *channel == NoticeChannel::Letter,
                    EventKind::WebHook { .. } => false,
                    _ => true,
                };
            if let Some(failure) = failure {
                failed.push((event.sequence, failure));
                match failure {
                    "no_agency" => seen.note("no_agency"),
                    "no_address" => seen.note("no_address"),
                    _ => seen.note("account_not_in_default"),
                }
            } else if !waits {
                done.push(event.sequence);
            }
            if completes {
                event.status = EventStatus::Complete;
                event.completed_on = Some(self.today);
                if passed_over {
                    seen.note("message waits, others go on");
                }
                if event_type.does == EventKind::WriteOff {
                    linked.clear();
                }
            } else if event_type.may_be_skipped {
                passed_over = true;
            } else {
                break;
            }
        }
        assert_eq!(ran.process.events, expected, "{kept:?}");
        assert_eq!(ran.effects.iter().map(|one| one.sequence).collect::<Vec<_>>(), done);
        let failures: Vec<_> = ran.failures.iter().map(|(at, why)| (*at, why.code())).collect();
        assert_eq!(failures, failed, "{kept:?}");
        let goes_on = expected.iter().any(is_pending);
        assert_eq!(ran.process.is_active(), goes_on);
        let left: BTreeSet<ContractId> = ran.process.active_contracts().collect();
        assert_eq!(left, if goes_on { linked } else { BTreeSet::new() });
        let same = |process: &Process| {
            (process.control.clone(), process.template.clone(), process.comments.clone())
        };
        assert_eq!(same(&ran.process), same(&kept.process));
    }

    /// Why an event of a kind cannot be completed.
    fn failure(
        &self,
        does: &EventKind,
        account: &Account,
        linked: &BTreeSet<ContractId>,
    ) -> Option<&'static str> {
        let in_default = account.state == AccountState::Defaulted || account.repossession_pending;
        match does {
            EventKind::ReferToAgency if self.settings.agencies.is_empty() => Some("no_agency"),
            EventKind::Notice { channel: NoticeChannel::Mail, .. } if account.mail.is_empty() => {
                Some("no_address")
            }
            EventKind::WriteOff if !linked.is_empty() && !in_default => {
                Some("account_not_in_default")
            }
            _ => None,
        }
    }
}
