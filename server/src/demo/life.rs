//! What happens to an account in a year: it pays, defaults, is repossessed or written off, and may
//! pay afterwards.

use std::collections::BTreeMap;

use domain::Date;
use domain::account::{
    AccountFacts, ActiveContract, ContractId, ContractStatus, Held, ProductId, Quantity, Standing,
};
use domain::api::WriteOffMethod;
use domain::failed_attempt::AttemptReason;
use domain::money::Money;
use domain::payments::Channel;
use domain::repossession::{ProductCondition, Returns, Settlement, settle};
use domain::write_off::write_off;
use domain::write_off_process::LinkEnd;
use jiff::ToSpan as _;

use super::account::{Delivered, Draft, Maker, Paid};
use super::at_two;
use super::kind::Kind;
use super::money::Course;
use super::processes::Plot;
use crate::identity::UserId;
use crate::store::portfolio::{
    ActionRow, AttemptRow, LineRow, Portfolio, RepossessionRow, WriteOffRow,
};

/// Most people pay by phone.
const CHANNELS: [Channel; 6] = [
    Channel::MobileMoney,
    Channel::MobileMoney,
    Channel::MobileMoney,
    Channel::MobileMoney,
    Channel::Cash,
    Channel::Bank,
];

impl Maker<'_> {
    /// Everything that happens to an account from its beginning until today.
    pub(super) fn live(
        &mut self,
        draft: &Draft,
        delivered: &[Delivered],
        paid: Paid,
        course: &mut Course,
        part: &mut Portfolio,
    ) {
        if draft.pays {
            self.pay_regularly(paid, course, part);
        }
        match (draft.kind, draft.defaulted_on, paid.until) {
            (Kind::Finished, _, Some(until)) if draft.pays => {
                let process = self.process_until_paid(draft, delivered, course, until);
                let owed = course.owed();
                self.pay(course, part, until, owed);
                Self::end_process(process, until, LinkEnd::DebtCleared, part);
            }
            (Kind::PaidAfterDefault, Some(defaulted_on), Some(until)) => {
                self.action(draft, defaulted_on, None, part);
                if draft.pays {
                    let last = until.min(self.today);
                    let first = last.saturating_sub(20.days()).max(defaulted_on);
                    let on = self.between(first, last);
                    let price = course.price_of(&self.books, until, on);
                    self.pay(course, part, on, price);
                }
            }
            (Kind::Repossessed, Some(defaulted_on), _) => {
                let on = self.between(defaulted_on, self.today);
                let days = (defaulted_on, on);
                let process = self.process_before(draft, delivered, course, days);
                let action = self.action(draft, defaulted_on, Some(on), part);
                self.repossess(draft, delivered, (action, on), course, part);
                Self::end_process(process, on, LinkEnd::Ended, part);
            }
            (Kind::WrittenOff, Some(defaulted_on), _) => {
                let early = i64::from(self.template.early_write_off_days);
                let first = defaulted_on.saturating_add(early.days()).min(self.today);
                let on = self.between(first, self.today);
                let days = (defaulted_on, on);
                let process = self.process_that_writes_off(draft, delivered, course, days);
                let on = process.as_ref().map_or(on, |(_, on, _)| *on);
                let action = self.action(draft, defaulted_on, Some(on), part);
                if let Some((plot, on, settled)) = process {
                    self.written_off_by(plot, draft, (&settled, action, on), course, part);
                } else {
                    self.write_off(draft, delivered, (action, on), course, part);
                }
            }
            (kind, Some(defaulted_on), _) => {
                self.action(draft, defaulted_on, None, part);
                if kind == Kind::Defaulted {
                    self.processes_of_default(draft, delivered, course, part);
                }
            }
            _ => (),
        }
    }

    /// Pays as it becomes due, a few weeks at a time.
    fn pay_regularly(&mut self, paid: Paid, course: &mut Course, part: &mut Portfolio) {
        while let (Some(target), Some(until)) = (paid.regularly_until, course.paying.paid_until)
            && until < target
        {
            let next = until.saturating_add(self.rng.i64(20..80).days()).min(target);
            // Where late days are forgiven, it would be paid for longer than it is meant to.
            let latest = if self.template.late_days_forgiven { 0 } else { 6 };
            let on = until.saturating_add(self.rng.i64(-4..=latest).days());
            let on = on.max(self.books.began.max(until.saturating_sub(4.days()))).min(self.today);
            let price = course.price_of(&self.books, next, on);
            // The last one leaves a little, which is not enough for a day.
            let rate = course.paying.daily_rate().minor();
            let odd = if next == target && rate > 1 { self.rng.i64(0..rate) } else { 0 };
            if !self.pay(course, part, on, price + odd) {
                break;
            }
        }
    }

    fn pay(&mut self, course: &mut Course, part: &mut Portfolio, on: Date, amount: i64) -> bool {
        let channel = self.rng.choice(CHANNELS).unwrap_or(Channel::MobileMoney);
        let number = self.keys.last.payment + 1;
        let id = format!("{}{number:07}{:04X}", self.template.code, self.rng.u32(0..1 << 16));
        let paid = course.pay(&mut self.books, part, (number, id), (on, amount, channel));
        if paid {
            self.keys.last.payment = number;
        }
        paid
    }

    /// The pending repossession, done on a day or not, and attempts that came to nothing.
    fn action(
        &mut self,
        draft: &Draft,
        defaulted_on: Date,
        done_on: Option<Date>,
        part: &mut Portfolio,
    ) -> i64 {
        self.keys.last.action += 1;
        let action = self.keys.last.action;
        part.actions.push(ActionRow {
            id: action,
            account: draft.account.to_string(),
            status: if done_on.is_some() { "done" } else { "pending" },
            defaulted_on: defaulted_on.to_string(),
            created_at: at_two(defaulted_on),
            done_at: done_on.map(at_two),
        });
        // Nobody writes off without having gone there.
        let gone = draft.kind == Kind::WrittenOff;
        if gone || self.rng.u32(0..4) == 0 {
            for _ in 0..self.rng.u32(1..4) {
                let on = self.between(defaulted_on, done_on.unwrap_or(self.today));
                self.attempt(draft, action, on, part);
            }
        }
        action
    }

    fn attempt(&mut self, draft: &Draft, action: i64, on: Date, part: &mut Portfolio) {
        let reason = self.rng.choice(AttemptReason::ALL).unwrap_or(AttemptReason::CustomerAbsent);
        let promised =
            reason.has_promise().then(|| on.saturating_add(self.rng.i64(3..21).days()).to_string());
        let by = somebody(&self.staff, self.rng);
        part.attempts.push(AttemptRow {
            account: draft.account.to_string(),
            pending_action: action,
            attempted_on: on.to_string(),
            reason: reason.code(),
            promised_on: promised,
            recorded_by: by,
            recorded_at: at_two(on),
        });
    }

    /// Most of the products come back.
    fn repossess(
        &mut self,
        draft: &Draft,
        delivered: &[Delivered],
        (action, on): (i64, Date),
        course: &mut Course,
        part: &mut Portfolio,
    ) {
        let conditions =
            [ProductCondition::Used, ProductCondition::Used, ProductCondition::Damaged];
        let condition = self.rng.choice(conditions).unwrap_or(ProductCondition::Used);
        let facts = facts(draft, delivered, course);
        let mut returns = Returns::new();
        for contract in &facts.standing.contracts {
            for held in &contract.held {
                let kept = u32::from(self.rng.u32(0..4) == 0 && held.quantity.0 > 1);
                let returned = Quantity(held.quantity.0.saturating_sub(kept));
                returns.insert((contract.id, held.product), returned);
            }
        }
        course.pass(&mut self.books, on);
        let settled = settle(&facts, &returns, condition, &self.valuation);
        let by = somebody(&self.staff, self.rng);
        let serial = delivered.first().map(|first| first.cu_number.clone());
        let number = self.record(draft, &settled, (action, on, Some(by), serial), course, part);
        self.pay_after(course, part, on);
        part.losses.extend(course.losses(number));
    }

    fn write_off(
        &mut self,
        draft: &Draft,
        delivered: &[Delivered],
        (action, on): (i64, Date),
        course: &mut Course,
        part: &mut Portfolio,
    ) {
        course.pass(&mut self.books, on);
        let settled = write_off(&facts(draft, delivered, course));
        let by = somebody(&self.office, self.rng);
        let number = self.record(draft, &settled, (action, on, Some(by), None), course, part);
        let method = WriteOffMethod::Personal.code();
        part.write_offs.push(WriteOffRow { repossession: number, method, process: None });
        self.pay_after(course, part, on);
        part.losses.extend(course.losses(number));
    }

    /// An event of a process wrote the account off.
    fn written_off_by(
        &mut self,
        plot: Plot,
        draft: &Draft,
        (settled, action, on): (&Settlement, i64, Date),
        course: &mut Course,
        part: &mut Portfolio,
    ) {
        course.pass(&mut self.books, on);
        let number = self.record(draft, settled, (action, on, None, None), course, part);
        let (method, process) = (WriteOffMethod::Process.code(), Some(plot.id()));
        part.write_offs.push(WriteOffRow { repossession: number, method, process });
        part.processes.push(plot.finish());
        self.pay_after(course, part, on);
        part.losses.extend(course.losses(number));
    }

    /// The repossession with its lines and moves; says its number.
    fn record(
        &mut self,
        draft: &Draft,
        settled: &Settlement,
        (action, on, by, cu_number): (i64, Date, Option<i64>, Option<String>),
        course: &mut Course,
        part: &mut Portfolio,
    ) -> i64 {
        self.keys.last.repossession += 1;
        let number = self.keys.last.repossession;
        part.repossessions.push(RepossessionRow {
            id: number,
            account: draft.account.to_string(),
            repossessed_on: on.to_string(),
            completed_by: by,
            cu_number,
            product_condition: settled.condition.code(),
            pending_action: action,
            recorded_at: at_two(on),
        });
        let centre = draft.centre.1;
        for ended in &settled.contracts {
            let contract = ended.contract.0;
            for line in &ended.lines {
                part.lines.push(LineRow {
                    repossession: number,
                    contract,
                    product: line.product.0,
                    held: line.held.0,
                    returned: line.returned.0,
                });
                let back = (line.product.0, line.returned.0);
                self.stock.bring_back(part, centre, contract, back, on, Some(number));
                self.stock.lose(part, contract, (line.product.0, line.lost().0), on, number);
            }
        }
        course.settle(&mut self.books, settled, number, on);
        number
    }

    /// One in four pays something of what was given up.
    fn pay_after(&mut self, course: &mut Course, part: &mut Portfolio, ended_on: Date) {
        if self.rng.u32(0..4) > 0 {
            return;
        }
        let mut on = ended_on;
        for _ in 0..self.rng.u32(1..4) {
            on = self.between(on, self.today);
            let amount = course.paying.recoverable().total().minor() * self.rng.i64(5..40) / 100;
            self.pay(course, part, on, amount);
        }
    }
}

/// The account as a repossession is decided from it.
pub(super) fn facts(draft: &Draft, delivered: &[Delivered], course: &Course) -> AccountFacts {
    let mut held: BTreeMap<ContractId, Vec<Held>> = delivered
        .iter()
        .map(|one| {
            let mut products: Vec<Held> = one
                .products
                .iter()
                .map(|(product, quantity)| Held {
                    product: ProductId(*product),
                    quantity: Quantity(*quantity),
                })
                .collect();
            products.sort_unstable();
            (one.contract.id, products)
        })
        .collect();
    let contracts = course
        .paying
        .contracts
        .iter()
        .filter(|contract| contract.status == ContractStatus::Active)
        .map(|contract| ActiveContract {
            id: contract.id,
            balance: contract.balance,
            held: held.remove(&contract.id).unwrap_or_default(),
        })
        .collect();
    AccountFacts {
        account: draft.account.clone(),
        customer: String::new(),
        centre: String::new(),
        failed_attempts: 0,
        standing: Standing {
            collection: None,
            state: course.paying.state,
            defaulted_on: draft.defaulted_on,
            repossession_pending_since: draft.defaulted_on,
            contracts,
        },
    }
}

fn somebody(of: &[UserId], rng: &mut fastrand::Rng) -> i64 {
    rng.choice(of).map_or(0, |user| user.0)
}

impl Course {
    /// What is owed in all.
    fn owed(&self) -> i64 {
        Money::total(self.paying.contracts.iter().map(|one| one.balance.total())).minor()
    }
}
