//! A year of an account's money, as the rules have it: what it owed when the journal began, what it
//! paid, when it became late and default, and what was given up.

use std::collections::BTreeMap;

use domain::Date;
use domain::account::{AccountState, ContractId};
use domain::bulk_write_off::days_between;
use domain::daily_run::DailyRun;
use domain::journal::{Cause, Entry, LedgerAccount, Posting};
use domain::money::{AllocationOrder, Balance, Money};
use domain::payments::{
    Channel, Loss, LossKind, PayingAccount, PayingContract, Payment, Terms, pay,
};
use domain::reports::Bucket;
use domain::repossession::Settlement;
use jiff::ToSpan as _;

use super::at_two;
use crate::store::portfolio::{
    AgeingRow, DailyRunRow, EntryRow, LossRow, PartRow, PaymentRow, Portfolio,
};

/// How long ago the journal began.
const JOURNAL_BEGAN_DAYS_AGO: i64 = 366;

/// Of how many days there is a daily run to be seen, the last of them today's.
const DAILY_RUNS: i64 = 60;

/// Everything of a company that is not about one account.
pub(super) struct Books {
    /// When the journal began.
    pub(super) began: Date,
    today: Date,
    threshold: u32,
    late_days_forgiven: bool,
    /// The days at whose end the portfolio was aged: the ends of months, and of the last week.
    aged_on: Vec<Date>,
    opening: BTreeMap<(Date, Cause), Vec<Posting>>,
    entries: BTreeMap<Date, Vec<EntryRow>>,
    ageing: BTreeMap<(Date, i64, &'static str), (i64, i64)>,
    runs: BTreeMap<Date, (i64, i64)>,
}

/// An account on its way through the year.
pub(super) struct Course {
    pub(super) paying: PayingAccount,
    pub(super) defaulted_on: Option<Date>,
    centre: i64,
    /// How many of the days at whose end the portfolio is aged have passed.
    aged: usize,
}

impl Books {
    pub(super) fn new(today: Date, threshold: u32, late_days_forgiven: bool) -> Self {
        let began = today.saturating_sub(JOURNAL_BEGAN_DAYS_AGO.days());
        let last_week = today.saturating_sub(7.days());
        let aged_on = began
            .series(1.day())
            .take_while(|day| *day < today)
            .filter(|day| *day >= last_week || day.last_of_month() == *day)
            .collect();
        let runs = (0..DAILY_RUNS).map(|days| (today.saturating_sub(days.days()), (0, 0)));
        Self {
            began,
            today,
            threshold,
            late_days_forgiven,
            aged_on,
            opening: BTreeMap::new(),
            entries: BTreeMap::new(),
            ageing: BTreeMap::new(),
            runs: runs.collect(),
        }
    }

    /// Everything that was booked, in the order of days, in parts of so many entries.
    pub(super) fn finish(
        self,
        entries_a_part: usize,
        events: &BTreeMap<Date, (i64, i64)>,
    ) -> Vec<Portfolio> {
        let mut entries = self.entries;
        for ((day, cause), postings) in self.opening {
            let entry = EntryRow {
                booked_on: day.to_string(),
                recorded_at: at_two(day),
                cause,
                account: None,
                repossession: None,
                payment: None,
                postings,
            };
            // What a contract owes is booked before anything is paid of it.
            entries.entry(day).or_default().insert(0, entry);
        }
        let entries: Vec<EntryRow> = entries.into_values().flatten().collect();
        let mut parts: Vec<Portfolio> = entries
            .chunks(entries_a_part)
            .map(|chunk| Portfolio { entries: chunk.to_vec(), ..Portfolio::default() })
            .collect();
        let ageing = self.ageing.into_iter().map(|((day, centre, bucket), (accounts, amount))| {
            AgeingRow { taken_on: day.to_string(), centre, bucket, accounts, amount }
        });
        let runs = self.runs.into_iter().map(|(day, (late, defaulted))| DailyRunRow {
            run_on: day.to_string(),
            at: at_two(day),
            late,
            defaulted,
            actions: defaulted,
            events: events.get(&day).map_or(0, |counts| counts.0),
            failures: events.get(&day).map_or(0, |counts| counts.1),
        });
        parts.push(Portfolio {
            ageing: ageing.collect(),
            daily_runs: runs.collect(),
            ..Portfolio::default()
        });
        parts
    }

    fn book(&mut self, day: Date, account: &str, entry: Entry, tied: (Option<i64>, Option<i64>)) {
        self.entries.entry(day).or_default().push(EntryRow {
            booked_on: day.to_string(),
            recorded_at: at_two(day),
            cause: entry.cause,
            account: Some(account.to_owned()),
            repossession: tied.0,
            payment: tied.1,
            postings: entry.postings,
        });
    }
}

impl Course {
    /// An account as it stands on the day of its opening balances, which are booked.
    pub(super) fn begin(
        books: &mut Books,
        (paying, defaulted_on): (PayingAccount, Option<Date>),
        centre: i64,
        on: Date,
    ) -> Self {
        let cause = if on == books.began { Cause::OpeningBalance } else { Cause::Sync };
        let owed: Vec<Posting> = paying
            .contracts
            .iter()
            .filter(|contract| !contract.balance.is_nothing())
            .map(|contract| Posting {
                debit: LedgerAccount::Receivables,
                credit: LedgerAccount::OpeningEquity,
                amount: contract.balance.total(),
                contract: Some(contract.id),
            })
            .collect();
        if !owed.is_empty() {
            books.opening.entry((on, cause)).or_default().extend(owed);
        }
        let aged = books.aged_on.partition_point(|day| *day < on);
        Self { paying, defaulted_on, centre, aged }
    }

    /// Lets days pass, that one included: the daily run of each is made, and the portfolio aged.
    pub(super) fn pass(&mut self, books: &mut Books, to: Date) {
        self.age(books, to);
        let Some(paid_until) = self.paying.paid_until else { return };
        let first_late = paid_until.saturating_add(1.day());
        let first_default = paid_until.saturating_add(i64::from(books.threshold).days());
        for day in [first_late, first_default].into_iter().filter(|day| *day <= to) {
            let run = DailyRun::of(day, books.threshold);
            let Some(change) = run.transition_of(self.paying.state, Some(paid_until)) else {
                continue;
            };
            self.paying.state = change.to;
            let counts = books.runs.get_mut(&day);
            if change.to == AccountState::Defaulted {
                self.defaulted_on = Some(day);
                if let Some(counts) = counts {
                    counts.1 += 1;
                }
            } else if let Some(counts) = counts {
                counts.0 += 1;
            }
        }
    }

    /// Ages what is owed at the end of each day before that one.
    fn age(&mut self, books: &mut Books, to: Date) {
        let owed = Balance::sum(self.paying.contracts.iter().map(|one| &one.balance)).total();
        while let Some(day) = books.aged_on.get(self.aged).filter(|day| **day < to) {
            let past_due = self.paying.paid_until.map_or(0, |until| days_between(until, *day));
            let bucket = Bucket::of(i64::from(past_due)).code();
            self.aged += 1;
            if owed > Money::ZERO {
                let aged = books.ageing.entry((*day, self.centre, bucket)).or_default();
                aged.0 += 1;
                aged.1 += owed.minor();
            }
        }
    }

    /// The end of the year: today's run is made.
    pub(super) fn end(&mut self, books: &mut Books) {
        self.pass(books, books.today);
    }

    /// What has to be paid on a day for the account to be paid until another.
    pub(super) fn price_of(&self, books: &Books, until: Date, on: Date) -> i64 {
        let from = self.paying.paid_until.unwrap_or(on);
        let from = if books.late_days_forgiven { from.max(on) } else { from };
        let days = i64::from(days_between(from, until));
        days * self.paying.daily_rate().minor() - self.paying.credit.minor()
    }

    /// Pays on a day. What cannot be paid is not.
    pub(super) fn pay(
        &mut self,
        books: &mut Books,
        part: &mut Portfolio,
        (id, payment_id): (i64, String),
        (paid_on, amount, channel): (Date, i64, Channel),
    ) -> bool {
        self.pass(books, paid_on);
        let payment = Payment { paid_on, amount: Money::from_minor(amount), channel };
        let terms = Terms {
            today: paid_on,
            order: AllocationOrder::DEFAULT,
            late_days_forgiven: books.late_days_forgiven,
        };
        let Ok(paid) = pay(&self.paying, payment, terms) else { return false };
        let account = self.paying.account.to_string();
        part.payments.push(PaymentRow {
            id,
            account: account.clone(),
            payment_id,
            paid_on: paid_on.to_string(),
            recorded_at: at_two(paid_on),
            amount,
            channel: channel.code(),
            recovery: paid.recovery,
            before_write_off: paid.before_write_off,
            deposit: paid.effect.deposit.minor(),
            days: paid.effect.days,
            credit: paid.effect.credit.minor(),
            paid_until_before: self.paying.paid_until.map(|day| day.to_string()),
            paid_until_after: paid.account.paid_until.map(|day| day.to_string()),
        });
        part.parts.extend(paid.effect.parts.iter().map(|one| PartRow {
            payment: id,
            contract: one.contract.0,
            part_of: one.of.code(),
            principal: one.amount.principal.minor(),
            fees: one.amount.fees.minor(),
            tax: one.amount.tax.minor(),
        }));
        for entry in paid.entries {
            books.book(paid_on, &account, entry, (None, Some(id)));
        }
        self.paying = paid.account;
        true
    }

    /// Applies a repossession or a write-off of that number.
    pub(super) fn settle(
        &mut self,
        books: &mut Books,
        settled: &Settlement,
        number: i64,
        on: Date,
    ) {
        self.pass(books, on);
        let kind = if settled.write_off { LossKind::WriteOff } else { LossKind::Repossession };
        for ended in &settled.contracts {
            if let Some(contract) = contract_of(&mut self.paying, ended.contract) {
                contract.status = settled.contract_status;
                contract.balance = Balance::default();
                let recovered = Balance::default();
                contract.loss = Some(Loss { kind, booked_on: on, lost: ended.lost, recovered });
            }
        }
        self.paying.state = settled.account_state;
        if let Some(entry) = settled.entry.clone() {
            books.book(on, self.paying.account.as_str(), entry, (Some(number), None));
        }
    }

    /// What was given up by the repossession of that number, as it stands.
    pub(super) fn losses(&self, repossession: i64) -> impl Iterator<Item = LossRow> {
        self.paying.contracts.iter().filter_map(move |contract| {
            let loss = contract.loss?;
            Some(LossRow {
                contract: contract.id.0,
                repossession,
                kind: loss.kind.code(),
                booked_on: loss.booked_on.to_string(),
                principal: loss.lost.principal.minor(),
                fees: loss.lost.fees.minor(),
                tax: loss.lost.tax.minor(),
                recovered_principal: loss.recovered.principal.minor(),
                recovered_fees: loss.recovered.fees.minor(),
                recovered_tax: loss.recovered.tax.minor(),
            })
        })
    }
}

fn contract_of(paying: &mut PayingAccount, id: ContractId) -> Option<&mut PayingContract> {
    paying.contracts.iter_mut().find(|contract| contract.id == id)
}
