//! One account's history, lived by the crate and by the model side by side.

use domain::Date;
use domain::account::{AccountState, ContractId, ContractStatus, ProductId, Quantity};
use domain::bulk_write_off::{Policy, Verdict, assess_account};
use domain::daily_run::{DailyRun, days_due};
use domain::journal::Entry;
use domain::money::{AllocationOrder, Component, Money};
use domain::payments::{Channel, Effect, PayingAccount, Payment, Refusal, Terms, pay, reverse};
use domain::repossession::{ProductCondition, Returns, Settlement, Valuation, settle};
use domain::write_off::write_off;
use jiff::ToSpan as _;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestCaseResult};

use super::checks::{self, Journal};
use super::model::{Amounts, Contract, Ended, Model};
use super::paying::Record;
use super::report;
use super::scale::Scale;
use super::seen::{Seen, Situation as S};
use super::server::Server;
use super::steps::{Amount, Opening, OpeningContract, PRODUCTS, Step};
use super::sums::Sums;

/// A payment that was not taken back, as the crate and as the model remember it.
type Kept = (Channel, Effect, Record);

pub(crate) struct History<'a> {
    scale: Scale,
    server: Server,
    model: Model,
    journal: Journal,
    order: AllocationOrder,
    default_after_days: u32,
    today: i64,
    last_run: i64,
    payments: Vec<Kept>,
    /// The day until which the account is paid, if it was when it began, and by how many days
    /// payments and reversals have moved it.
    began_and_moved: (Option<Date>, i64),
    seen: &'a Seen,
}

/// An account before its first day: its state is that of the days before.
fn model(opening: &Opening) -> Model {
    let contract = |(place, one): (i64, &OpeningContract)| {
        let [principal, fees, tax] = one.owed.map(i128::from);
        Contract {
            id: 5 + 3 * place,
            status: one.status,
            rate: i128::from(one.rate),
            paid: 0,
            owed: Amounts { principal, fees, tax },
            loss: None,
        }
    };
    let mut model = Model {
        order: opening.order,
        late_days_forgiven: opening.late_days_forgiven,
        default_after_days: i64::from(opening.default_after_days),
        state: match opening.paid_until {
            Some(_) => AccountState::Normal,
            None => AccountState::PendingActivation,
        },
        paid_until: opening.paid_until,
        credit: i128::from(opening.credit),
        deposit: i128::from(opening.deposit),
        contracts: (0..).zip(&opening.contracts).map(contract).collect(),
        defaulted_on: None,
        repossession_pending_since: None,
        written_off_on: None,
    };
    for day in opening.paid_until.unwrap_or(0)..=0 {
        model.run(day);
    }
    model
}

impl<'a> History<'a> {
    pub(crate) fn begin(opening: &Opening, seen: &'a Seen) -> Self {
        let model = model(opening);
        let first = Date::constant(2023, 6, 1).checked_add(opening.begins.days()).unwrap();
        let scale = Scale { grain: opening.grain, first };
        let mut server = Server::new(opening, scale.account(&model));
        server.defaulted_on = model.defaulted_on.map(|day| scale.date(day));
        server.repossession_pending_since = server.defaulted_on;
        let order = opening.order.map(Component::code).join(",");
        Self {
            journal: Journal::new(&server.account),
            order: AllocationOrder::parse(&order).unwrap(),
            default_after_days: opening.default_after_days,
            today: 0,
            last_run: 0,
            payments: Vec::new(),
            began_and_moved: (server.account.paid_until, 0),
            scale,
            server,
            model,
            seen,
        }
    }

    /// Takes a step, and compares.
    pub(crate) fn take(&mut self, step: &Step) -> TestCaseResult {
        let before = self.server.account.clone();
        let taken = self.step(step).and_then(|()| self.compare(&before));
        // The histories are long: where one fails, the step says more than the whole.
        taken.map_err(|error| TestCaseError::fail(format!("{step:?} from {before:?}: {error}")))
    }

    fn step(&mut self, step: &Step) -> TestCaseResult {
        match step {
            Step::Pay { amount, days_ago, channel } => {
                self.pay(*amount, self.today - days_ago, *channel)?;
            }
            Step::Reverse(which) => self.reverse(*which)?,
            Step::Pass { days, run } => {
                self.today += days;
                if *run {
                    self.run()?;
                }
            }
            Step::Default => {
                let until = self.model.paid_until.unwrap_or(self.today);
                self.today = self.today.max(until + i64::from(self.default_after_days));
                self.run()?;
            }
            Step::Repossess { returned, condition, worth } => {
                self.repossess(returned, *condition, *worth)?;
            }
            Step::WriteOff => self.repossess(&[[0; 3]; 3], ProductCondition::Used, [None; 3])?,
        }
        Ok(())
    }

    fn compare(&self, before: &PayingAccount) -> TestCaseResult {
        let after = &self.server.account;
        prop_assert_eq!(after, &self.scale.account(&self.model));
        let date = |day: Option<i64>| day.map(|day| self.scale.date(day));
        prop_assert_eq!(self.server.defaulted_on, date(self.model.defaulted_on));
        let pending = date(self.model.repossession_pending_since);
        prop_assert_eq!(self.server.repossession_pending_since, pending);
        self.journal.follows(after)?;
        checks::bounds(after)?;
        checks::stays_lost(before, after)?;
        if let (Some(began), moved) = self.began_and_moved {
            prop_assert_eq!(after.paid_until, began.checked_add(moved.days()).ok());
        }
        Ok(())
    }

    /// Compares what was booked.
    fn book<'e>(
        &mut self,
        entries: impl IntoIterator<Item = &'e Entry>,
        expected: &Sums,
    ) -> TestCaseResult {
        let booked = checks::booked(entries)?;
        self.journal.add(&booked);
        prop_assert_eq!(booked, expected.times(i128::from(self.scale.grain)));
        Ok(())
    }

    fn grains(&self, amount: Amount) -> i64 {
        let owed = self.model.active().map(|one| one.owed.total());
        let losses = self.model.contracts.iter().filter_map(|one| one.loss);
        let left = losses.map(|loss| loss.lost.total() - loss.recovered.total());
        let (of, more) = match amount {
            Amount::Grains(grains) => (0, grains),
            Amount::Oldest { more } => (owed.take(1).sum(), more.max(1)),
            Amount::Everything { more } if self.model.has_active() => (owed.sum::<i128>(), more),
            Amount::Everything { more } => (left.sum(), more),
            Amount::TooLarge => (0, 0),
        };
        i64::try_from(of).unwrap() + more
    }

    fn pay(&mut self, amount: Amount, paid_on: i64, channel: Channel) -> TestCaseResult {
        let grains = self.grains(amount);
        let minor = match amount {
            Amount::TooLarge => 1_000_000_000_000_001,
            _ => grains * self.scale.grain,
        };
        let payment = Payment {
            paid_on: self.scale.date(paid_on),
            amount: Money::from_minor(minor),
            channel,
        };
        let terms = Terms {
            today: self.scale.date(self.today),
            order: self.order,
            late_days_forgiven: self.model.late_days_forgiven,
        };
        let paid = pay(&self.server.account, payment, terms);
        let refusal = self.model.refusal(i128::from(minor), paid_on, self.today);
        let paid = match (paid, refusal) {
            (Ok(paid), None) => paid,
            (paid, refusal) => {
                let refused = paid.err().map(Refusal::code);
                prop_assert_eq!(refused, refusal);
                report::refused(self.seen, refused);
                return Ok(());
            }
        };
        let before = self.model.clone();
        let expected = self.model.pay(i128::from(grains), channel, paid_on, self.today);
        report::paid(self.seen, &before, &self.model, &expected);
        prop_assert_eq!(&paid.effect, &self.scale.effect(&self.model, &expected.record));
        prop_assert_eq!(paid.recovery, expected.recovery);
        prop_assert_eq!(paid.before_write_off, expected.before_write_off);
        self.book(&paid.entries, &expected.booked)?;
        self.began_and_moved.1 += i64::from(paid.effect.days);
        self.server.account = paid.account;
        self.payments.push((channel, paid.effect, expected.record));
        Ok(())
    }

    fn reverse(&mut self, which: usize) -> TestCaseResult {
        if self.payments.is_empty() {
            return Ok(());
        }
        let place = which % self.payments.len();
        self.seen.when(place + 1 < self.payments.len(), S::ReversalOfOlder);
        let (channel, effect, record) = self.payments.remove(place);
        let today = self.scale.date(self.today);
        let reversed = reverse(&self.server.account, channel, &effect, today);
        let before = self.model.clone();
        let expected = self.model.reverse(&record, self.today);
        report::reversed(self.seen, &before, &self.model, (&record, &expected));
        prop_assert_eq!(&reversed.additions, &self.scale.additions(&expected));
        prop_assert_eq!(reversed.days, expected.days);
        self.book(&reversed.entries, &expected.booked)?;
        self.began_and_moved.1 -= reversed.days;
        self.server.account = reversed.account;
        Ok(())
    }

    /// Makes the runs that are due, each with what is known today.
    fn run(&mut self) -> TestCaseResult {
        let last = Some(self.scale.date(self.last_run));
        let due: Vec<Date> = days_due(last, self.scale.date(self.today)).collect();
        let mut expected = Vec::new();
        let missed = self.today - self.last_run;
        while self.last_run < self.today {
            self.last_run += 1;
            expected.push(self.scale.date(self.last_run));
        }
        prop_assert_eq!(&due, &expected);
        self.seen.when(missed == 0, S::RunAgainForNothing);
        self.seen.when(missed > 1, S::MissedDaysMadeUp);
        for (date, day) in due.into_iter().zip(self.today - missed + 1..) {
            let run = DailyRun::of(date, self.default_after_days);
            // What one account is told is what a portfolio is.
            let alone =
                run.transition_of(self.server.account.state, self.server.account.paid_until);
            let state = alone.map_or(self.server.account.state, |change| change.to);
            self.server.run(run);
            prop_assert_eq!(self.server.account.state, state);
            let before = self.model.clone();
            self.model.run(day);
            report::ran(self.seen, &before, &self.model, day < self.today);
        }
        Ok(())
    }

    fn repossess(
        &mut self,
        returned: &[[u32; 3]; 3],
        condition: ProductCondition,
        worth: [Option<i64>; 3],
    ) -> TestCaseResult {
        let facts = self.server.facts();
        let today = self.scale.date(self.today);
        let verdict = assess_account(&facts, today, &Policy { early_write_off_days: 0 });
        let eligible = matches!(verdict, Verdict::Eligible { .. });
        prop_assert_eq!(eligible, self.model.is_eligible(), "{:?}", verdict);
        if !eligible {
            self.seen.when(true, S::NotEligible);
            return Ok(());
        }
        let mut returns = Returns::new();
        // What the model is told: no more comes back than was held.
        let (mut came_back, mut value, mut too_many) = (0, 0, false);
        for (contract, quantities) in self.model.contracts.iter().zip(returned) {
            for ((product, quantity), worth) in PRODUCTS.into_iter().zip(quantities).zip(worth) {
                let (id, product) = (ContractId(contract.id), ProductId(product));
                returns.insert((id, product), Quantity(*quantity));
                let held = self.server.held(id, product);
                too_many |= *quantity > held;
                for _ in 0..held.min(*quantity) {
                    came_back += 1;
                    value += i128::from(worth.unwrap_or(0));
                }
            }
        }
        let valuation = self.valuation(condition, worth);
        let settlement = settle(&facts, &returns, condition, &valuation);
        let before = self.model.clone();
        let expected = self.model.end(came_back, value, self.today);
        report::ended(self.seen, &before, (&expected, value));
        self.seen.when(too_many && !expected.write_off, S::MoreReturnedThanHeld);
        if expected.write_off {
            prop_assert_eq!(&settlement, &write_off(&facts));
            let tick = returned.iter().flatten().all(|quantity| *quantity == 0);
            self.seen.when(!tick, S::WriteOffByReturningNothing);
        }
        self.settle(&settlement, &expected)
    }

    /// What products are worth in a condition. In any other they are worth something else.
    fn valuation(&self, condition: ProductCondition, worth: [Option<i64>; 3]) -> Valuation {
        let mut valuation = Valuation::new();
        for (product, worth) in PRODUCTS.into_iter().zip(worth) {
            let Some(worth) = worth.map(i128::from) else { continue };
            for other in ProductCondition::of_returned() {
                let worth = self.scale.money(worth + i128::from(other != condition));
                valuation.insert((ProductId(product), other), worth);
            }
        }
        valuation
    }

    fn settle(&mut self, settlement: &Settlement, expected: &Ended) -> TestCaseResult {
        prop_assert_eq!(settlement.write_off, expected.write_off);
        prop_assert_eq!(settlement.contract_status, ContractStatus::Terminated);
        let pending = self.server.repossession_pending_since.is_some();
        prop_assert_eq!(settlement.completes_repossession, pending);
        let owed: Vec<_> =
            settlement.contracts.iter().map(|one| (one.contract.0, one.owed)).collect();
        let wanted: Vec<_> =
            expected.contracts.iter().map(|(id, one)| (*id, self.scale.balance(&one.0))).collect();
        prop_assert_eq!(owed, wanted);
        self.book(&settlement.entry, &expected.booked)?;
        self.server.settle(settlement, self.scale.date(self.today));
        Ok(())
    }
}
