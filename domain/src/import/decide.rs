//! Deciding what becomes of each row.
//!
//! Rows are judged one after the other, each from what the company has and what the rows before it made
//! of that: the [`View`]. What is written is the difference between the view in the end and the facts.

mod accounts;
mod contracts;
mod named;
mod payments;
mod staff;
mod state;
mod units;
mod view;
mod written;

use std::collections::BTreeMap;

use self::view::View;
use super::outcome::{FieldChange, FieldValue, Reason, RowRefusal, RowResult, cut};
use super::read::read;
use super::record::{ReadRow, Record};
use super::{Decision, Facts, Field, Kind, Outcome, Sheet, TableRow, Terms};
use crate::AccountId;
use crate::account_id::trim_blanks;
use crate::company_settings::name_key;
use crate::form::iso_day;
use crate::money::Money;

/// Decides what becomes of each row, from what the company has and what the rows before it made of it.
///
/// A row that is refused stops no other, apart from those that refer to it. Sheets are judged in the
/// order of [`Kind::ALL`], whatever theirs; several of a kind in their own.
pub fn decide(sheets: &[Sheet], facts: Facts, terms: &Terms) -> Decision {
    let mut deciding = Deciding::new(facts, terms);
    let mut outcomes = Vec::with_capacity(sheets.iter().map(|sheet| sheet.rows.len()).sum());
    for kind in Kind::ALL {
        for sheet in sheets.iter().filter(|sheet| sheet.kind == kind) {
            let rows = read(sheet, terms).map(|row| deciding.row(kind, row));
            let rows = std::iter::zip(rows, &sheet.rows);
            outcomes.extend(rows.map(|(outcome, row)| as_it_stands(outcome, sheet, row)));
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
        let ReadRow { line, key, record, refers } = row;
        let place = place(kind, &key);
        let record = record.map_err(|mut refusals| {
            refusals.extend(refers.iter().filter_map(|(field, name)| self.not_there(*field, name)));
            refusals
        });
        let result = record.and_then(|record| {
            let stood = (kind, self.told_apart(&record, &key));
            if let Some(first_line) = self.seen.get(&stood) {
                return Err(vec![refusal(
                    None,
                    Reason::Duplicate { first_line: *first_line },
                    &key,
                )]);
            }
            self.seen.insert(stood, line);
            self.record(record, line)
        });
        let result = result.unwrap_or_else(|refusals| {
            self.refused.entry(place).or_insert(line);
            RowResult::Refused { refusals }
        });
        Outcome { kind, line, key, result }
    }

    /// What tells rows of a kind apart. What goes by a name is told apart by the name that it has here.
    fn told_apart(&self, record: &Record, key: &str) -> String {
        let product = |name: &str| {
            self.view.products.get(name).map_or_else(|| name.to_owned(), |one| one.name.clone())
        };
        match record {
            Record::Centre(name) => self.view.centres.get(name).unwrap_or(name).clone(),
            Record::Product(row) => product(&row.name),
            Record::Staff(row) => row.user_name.to_lowercase(),
            // No number of a contract has this character.
            Record::Unit(row) if row.cu_number.is_none() => {
                [&row.contract, "\u{1}", &product(&row.product)].concat()
            }
            _ => key.to_owned(),
        }
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

    /// Why what a cell names is not there, if it is not.
    fn not_there(&self, field: Field, name: &str) -> Option<RowRefusal> {
        let is_there = match field {
            Field::Centre => return self.centre_named(name).err(),
            Field::Product => return self.product_named(name).err(),
            Field::DebtClass => return self.debt_class_named(name).err(),
            Field::Account => {
                AccountId::parse(name).is_ok_and(|id| self.view.accounts.contains_key(&id))
            }
            _ => self.view.contracts.contains_key(name),
        };
        let kind = if field == Field::Account { Kind::Accounts } else { Kind::Contracts };
        (!is_there).then(|| refusal(Some(field), self.missing(kind, name, None), name))
    }

    /// Why what a row refers to is not there: its own row was refused, or there is none.
    fn missing(&self, kind: Kind, key: &str, nearest: Option<String>) -> Reason {
        match self.refused.get(&place(kind, key)) {
            Some(line) => Reason::ReferenceRefused { kind, line: *line },
            None => Reason::DoesNotExist { kind, nearest },
        }
    }
}

/// The key of a row, as others refer to it: names without case and accents, what other systems
/// make up to the letter.
fn place(kind: Kind, key: &str) -> (Kind, String) {
    match kind {
        Kind::Centres | Kind::Products => (kind, name_key(key)),
        Kind::Staff => (kind, key.to_lowercase()),
        Kind::Accounts | Kind::Contracts | Kind::Units | Kind::Payments => (kind, key.to_owned()),
    }
}

/// Of an amount that is refused the outcome tells what stands in its cell.
fn as_it_stands(mut outcome: Outcome, sheet: &Sheet, row: &TableRow) -> Outcome {
    if let RowResult::Refused { refusals } = &mut outcome.result {
        for refusal in refusals {
            let field = refusal.field.filter(|field| field.is_amount());
            let column = sheet.columns.iter().position(|one| field.is_some() && *one == field);
            let cell =
                column.and_then(|column| row.cells.get(column)).map(|cell| trim_blanks(cell));
            if let Some(cell) = cell.filter(|cell| !cell.is_empty()) {
                cell.clone_into(&mut refusal.found);
            }
        }
    }
    outcome
}

fn refusal(field: Option<Field>, reason: Reason, found: &str) -> RowRefusal {
    RowRefusal { field, reason, found: cut(found) }
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

/// Fields of what is new, under construction.
#[derive(Default)]
struct New(Vec<FieldValue>);

impl New {
    /// Notes a field, unless it is empty.
    fn text(&mut self, field: Field, value: &str) {
        if !value.is_empty() {
            self.0.push(FieldValue { field, value: value.to_owned() });
        }
    }

    /// Notes an amount, unless it is nothing.
    fn amount(&mut self, field: Field, value: Money) {
        if value != Money::ZERO {
            self.text(field, &value.minor().to_string());
        }
    }

    /// What a row that is new comes to.
    fn result(self) -> RowResult {
        RowResult::Created { values: self.0 }
    }
}

/// A day as changes tell it.
fn day(day: Option<jiff::civil::Date>) -> String {
    day.map(iso_day).unwrap_or_default()
}

#[cfg(test)]
mod tests;
