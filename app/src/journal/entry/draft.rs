//! What an entry should have said, as it is typed: what is wrong with it, and what is sent.

use domain::api::{CorrectionLine, CorrectionRequest, FieldProblem, JournalEntry};
use domain::form::{Fault, Typed, amount_in_units, units};
use domain::journal::Line;
use domain::journal::correction::check_form;
use domain::money::{Currency, Money};

/// Whether an entry can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Correctable {
    /// It can.
    Yes,
    /// It was already: the one in its place can.
    Already,
    /// It reverses another one.
    IsReversing,
}

/// Whether an entry can be corrected.
pub(super) fn correctable(entry: &JournalEntry) -> Correctable {
    if !entry.corrected_by.is_empty() {
        Correctable::Already
    } else if entry.reversing {
        Correctable::IsReversing
    } else {
        Correctable::Yes
    }
}

/// A line, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineDraft {
    /// What tells it from the others while lines come and go.
    pub key: u32,
    /// The code of the role in the chart of accounts.
    pub ledger_account: String,
    /// What is debited, in units of the currency.
    pub debit: String,
    /// What is credited, in units of the currency.
    pub credit: String,
    /// Whether it follows contracts and accounts, so that it stays as it is.
    pub locked: bool,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Reason,
    /// The lines as a whole.
    Lines,
    Account(u32),
    Debit(u32),
    Credit(u32),
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    Field(Fault),
    /// What the server says.
    Said(String),
}

/// A correction that is being typed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    entry: i64,
    currency: Currency,
    before: Vec<Line>,
    pub reason: String,
    pub lines: Vec<LineDraft>,
    next_key: u32,
    /// Whether everything that is wrong is said.
    tried: bool,
    /// What the server refused, until something is typed.
    refused: Vec<(Field, Wrong)>,
}

impl Draft {
    /// The entry as it is, to be changed.
    pub(super) fn new(entry: &JournalEntry, currency: Currency) -> Self {
        let amount = |amount: Money| {
            if amount == Money::ZERO { String::new() } else { units(amount, &currency) }
        };
        let lines: Vec<LineDraft> = (0..)
            .zip(&entry.lines)
            .map(|(key, line)| LineDraft {
                key,
                ledger_account: line.ledger_account.code().to_owned(),
                debit: amount(line.debit),
                credit: amount(line.credit),
                locked: line.ledger_account.is_kept_by_accounts(),
            })
            .collect();
        let before = entry.lines.iter().map(|line| Line {
            ledger_account: line.ledger_account,
            debit: line.debit,
            credit: line.credit,
        });
        Self {
            entry: entry.number,
            before: before.collect(),
            reason: String::new(),
            next_key: u32::try_from(lines.len()).unwrap_or(u32::MAX),
            lines,
            currency,
            tried: false,
            refused: Vec::new(),
        }
    }

    /// Whether a line follows contracts and accounts.
    pub(super) fn has_locked(&self) -> bool {
        self.lines.iter().any(|line| line.locked)
    }

    /// The keys of the lines, in their order.
    pub(super) fn keys(&self) -> Vec<u32> {
        self.lines.iter().map(|line| line.key).collect()
    }

    /// A line.
    pub(super) fn line(&self, key: u32) -> Option<&LineDraft> {
        self.lines.iter().find(|line| line.key == key)
    }

    /// Where a line stands, from 1.
    pub(super) fn place(&self, key: u32) -> usize {
        self.lines.iter().position(|line| line.key == key).map_or(0, |index| index + 1)
    }

    /// Something was typed.
    pub(super) fn typed(&mut self, field: Field, text: String) {
        self.refused.clear();
        let (key, part): (u32, fn(&mut LineDraft) -> &mut String) = match field {
            Field::Reason => {
                self.reason = text;
                return;
            }
            Field::Lines => return,
            Field::Account(key) => (key, |line| &mut line.ledger_account),
            Field::Debit(key) => (key, |line| &mut line.debit),
            Field::Credit(key) => (key, |line| &mut line.credit),
        };
        if let Some(line) = self.lines.iter_mut().find(|line| line.key == key && !line.locked) {
            *part(line) = text;
        }
    }

    /// Adds an empty line; its key.
    pub(super) fn add(&mut self) -> u32 {
        self.refused.clear();
        let key = self.next_key;
        self.next_key = self.next_key.saturating_add(1);
        let (ledger_account, debit, credit) = (String::new(), String::new(), String::new());
        self.lines.push(LineDraft { key, ledger_account, debit, credit, locked: false });
        key
    }

    /// Takes a line away.
    pub(super) fn remove(&mut self, key: u32) {
        self.refused.clear();
        self.lines.retain(|line| line.key != key || line.locked);
    }

    /// Debits less credits, of what can be read.
    pub(super) fn difference(&self) -> Money {
        let read = |text: &str| amount(text, &self.currency).unwrap_or(Money::ZERO);
        Money::total(
            self.lines.iter().flat_map(|line| [read(&line.debit), read(&line.credit).negated()]),
        )
    }

    /// Save was pressed: what is sent, or the first field that is wrong.
    pub(super) fn save(&mut self) -> Result<CorrectionRequest, Field> {
        self.tried = true;
        self.read().map_err(|wrong| wrong.first().map_or(Field::Lines, |(field, _)| *field))
    }

    /// The server refused; whether it said which fields are wrong.
    pub(super) fn refuse(&mut self, errors: &[FieldProblem]) -> bool {
        let refused = errors
            .iter()
            .map(|error| (self.field(&error.place), Wrong::Said(error.detail.clone())));
        self.refused = refused.collect();
        !self.refused.is_empty()
    }

    /// What is wrong with a field, where that is to be said.
    pub(super) fn wrong(&self, field: Field) -> Option<Wrong> {
        let own = if self.tried { self.read().err().unwrap_or_default() } else { Vec::new() };
        let mut all = own.into_iter().chain(self.refused.iter().cloned());
        all.find(|(place, _)| *place == field).map(|(_, wrong)| wrong)
    }

    /// The field that the server means by a place such as `/lines/0/debit`.
    fn field(&self, place: &str) -> Field {
        let mut parts = place.split('/').skip(1);
        match (parts.next(), parts.next(), parts.next()) {
            (Some("reason"), ..) => Field::Reason,
            (Some("lines"), Some(index), part) => {
                let line = index.parse::<usize>().ok().and_then(|index| self.lines.get(index));
                match (line, part) {
                    (Some(line), Some("ledger_account")) => Field::Account(line.key),
                    (Some(line), Some("credit")) => Field::Credit(line.key),
                    (Some(line), _) => Field::Debit(line.key),
                    (None, _) => Field::Lines,
                }
            }
            _ => Field::Lines,
        }
    }

    /// What is sent. Amounts are typed in units and sent in minor units; everything else is for the
    /// rules to judge.
    fn read(&self) -> Result<CorrectionRequest, Vec<(Field, Wrong)>> {
        let mut wrong = Vec::new();
        let lines: Vec<CorrectionLine> =
            self.lines.iter().map(|line| self.read_line(line, &mut wrong)).collect();
        let reason = Typed::new(&self.reason);
        let request = CorrectionRequest { entry: self.entry, reason, lines };
        if let Err(faults) = check_form(&request, &self.before) {
            let faults = faults.iter().map(|one| (self.field(&one.place), Wrong::Field(one.fault)));
            wrong.extend(faults);
        }
        if wrong.is_empty() { Ok(request) } else { Err(wrong) }
    }

    /// A line as it is sent. What cannot be read is sent as it was typed, which is no amount either.
    fn read_line(&self, line: &LineDraft, wrong: &mut Vec<(Field, Wrong)>) -> CorrectionLine {
        let mut side = |field, text: &str| match amount(text, &self.currency) {
            Ok(amount) => Typed::new(&amount.minor().to_string()),
            Err(fault) => {
                wrong.push((field, Wrong::Field(fault)));
                Typed::new(text)
            }
        };
        CorrectionLine {
            ledger_account: Typed::new(&line.ledger_account),
            debit: side(Field::Debit(line.key), &line.debit),
            credit: side(Field::Credit(line.key), &line.credit),
        }
    }
}

/// What is typed on one side of a line; nothing, where nothing is.
fn amount(text: &str, currency: &Currency) -> Result<Money, Fault> {
    match amount_in_units(text, currency) {
        Err(Fault::Missing) => Ok(Money::ZERO),
        Ok(amount) if amount < Money::ZERO => Err(Fault::AmountNotPositive),
        read => read,
    }
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
