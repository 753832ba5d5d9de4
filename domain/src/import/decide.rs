//! Deciding what becomes of each row.
//!
//! Rows are judged one after the other, each from what the company has and what the rows before it made
//! of that: the [`View`]. What is written is the difference between the view in the end and the facts.

mod accounts;
mod contracts;
mod named;
mod staff;
mod state;
mod units;
mod view;
mod written;

use std::collections::BTreeMap;

use self::view::View;
use super::outcome::{FieldChange, Reason, RowRefusal, RowResult};
use super::read::read;
use super::record::{ReadRow, Record};
use super::{Decision, Facts, Field, Kind, Outcome, Sheet, Terms};
use crate::company_settings::name_key;
use crate::form::iso_day;
use crate::payments::PaymentEntry;

/// Decides what becomes of each row, from what the company has and what the rows before it made of it.
///
/// A row that is refused stops no other, apart from those that refer to it. Sheets are judged in the
/// order of [`Kind::ALL`], whatever theirs; several of a kind in their own.
pub fn decide(sheets: &[Sheet], facts: Facts, terms: &Terms) -> Decision {
    let mut deciding = Deciding::new(facts, terms);
    let mut outcomes = Vec::with_capacity(sheets.iter().map(|sheet| sheet.rows.len()).sum());
    for kind in Kind::ALL {
        for sheet in sheets.iter().filter(|sheet| sheet.kind == kind) {
            outcomes.extend(read(sheet, terms).map(|row| deciding.row(kind, row)));
        }
    }
    Decision { outcomes, effects: deciding.effects() }
}

/// What a row comes to, or everything that is wrong with it.
type Judged = Result<RowResult, Vec<RowRefusal>>;

struct Deciding<'t> {
    terms: &'t Terms,
    view: View,
    /// The line on which each key stood first.
    seen: BTreeMap<(Kind, String), u32>,
    /// The line of each key that was refused.
    refused: BTreeMap<(Kind, String), u32>,
}

impl<'t> Deciding<'t> {
    fn new(facts: Facts, terms: &'t Terms) -> Self {
        let view = View::of(facts);
        Self { terms, view, seen: BTreeMap::new(), refused: BTreeMap::new() }
    }

    fn row(&mut self, kind: Kind, row: ReadRow) -> Outcome {
        let ReadRow { line, key, record } = row;
        let place = place(kind, &key);
        let result = record.and_then(|record| {
            if let Some(first_line) = self.seen.get(&place) {
                return Err(vec![refusal(
                    None,
                    Reason::Duplicate { first_line: *first_line },
                    &key,
                )]);
            }
            self.seen.insert(place.clone(), line);
            self.record(record, line)
        });
        let result = result.unwrap_or_else(|refusals| {
            self.refused.entry(place).or_insert(line);
            RowResult::Refused { refusals }
        });
        Outcome { kind, line, key, result }
    }

    fn record(&mut self, record: Record, line: u32) -> Judged {
        match record {
            Record::Centre(name) => Ok(self.centre(name)),
            Record::Product(row) => Ok(self.product(row)),
            Record::Staff(row) => self.staff(row),
            Record::Account(row) => self.account(*row, line),
            Record::Contract(row) => self.contract(&row),
            Record::Unit(row) => self.unit(row),
            Record::Payment(entry) => self.payment(entry),
        }
    }

    /// Whether it can be applied to what is owed is said when it is: that depends on all payments before.
    fn payment(&mut self, entry: PaymentEntry) -> Judged {
        let mut refusals = Vec::new();
        if let Some(recorded) = self.view.payments.get(&entry.id) {
            return if *recorded == entry {
                Ok(RowResult::Same)
            } else {
                Err(vec![refusal(Some(Field::Payment), Reason::PaymentDiffers, entry.id.as_str())])
            };
        }
        if !self.view.accounts.contains_key(&entry.account) {
            let reason = self.missing(Kind::Accounts, entry.account.as_str(), None);
            refusals.push(refusal(Some(Field::Account), reason, entry.account.as_str()));
        }
        if entry.payment.paid_on > self.terms.today {
            let day = iso_day(entry.payment.paid_on);
            refusals.push(refusal(Some(Field::PaidOn), Reason::InTheFuture, &day));
        }
        if !self.view.channels.contains(&entry.payment.channel) {
            let known =
                self.view.channels.iter().map(|channel| channel.code().to_owned()).collect();
            let found = entry.payment.channel.code();
            refusals.push(refusal(Some(Field::Channel), Reason::Unknown { known }, found));
        }
        none_of(refusals)?;
        self.view.new_payments.push(entry.clone());
        self.view.payments.insert(entry.id.clone(), entry);
        Ok(RowResult::Created)
    }

    /// Why what a row refers to is not there: its own row was refused, or there is none.
    fn missing(&self, kind: Kind, key: &str, nearest: Option<String>) -> Reason {
        match self.refused.get(&place(kind, key)) {
            Some(line) => Reason::ReferenceRefused { kind, line: *line },
            None => Reason::DoesNotExist { kind, nearest },
        }
    }
}

/// The key of a row, as rows of its kind are told apart: names without case and accents, what other systems
/// make up to the letter.
fn place(kind: Kind, key: &str) -> (Kind, String) {
    match kind {
        Kind::Centres | Kind::Products => (kind, name_key(key)),
        Kind::Staff => (kind, key.to_lowercase()),
        Kind::Accounts | Kind::Contracts | Kind::Units | Kind::Payments => (kind, key.to_owned()),
    }
}

fn refusal(field: Option<Field>, reason: Reason, found: &str) -> RowRefusal {
    RowRefusal { field, reason, found: found.to_owned() }
}

fn none_of(refusals: Vec<RowRefusal>) -> Result<(), Vec<RowRefusal>> {
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

/// Fields that become different, under construction.
#[derive(Default)]
struct Changes(Vec<FieldChange>);

impl Changes {
    /// Notes a field, unless it stays.
    fn note(&mut self, field: Field, from: impl Into<String>, to: impl Into<String>) {
        let (from, to) = (from.into(), to.into());
        if from != to {
            self.0.push(FieldChange { field, from, to });
        }
    }

    /// What a row that is there comes to.
    fn result(self) -> RowResult {
        if self.0.is_empty() { RowResult::Same } else { RowResult::Changed { changes: self.0 } }
    }
}

/// A day as changes tell it.
fn day(day: Option<jiff::civil::Date>) -> String {
    day.map(iso_day).unwrap_or_default()
}

#[cfg(test)]
mod tests;
