//! Reading a file of payments: bytes to payments that can be sent, and what is wrong line by line.

mod columns;

use jiff::civil::Date;

use super::{BATCH_MAX, Channel, check};
use crate::api::BatchedPayment;
use crate::csv_file::csv_file;
use crate::day;
use crate::form::{Fault, Typed, amount_in_units, iso_day};
use crate::language::Language;
use crate::money::{Currency, Money};
use crate::upload::{self, Entry, EntryProblem, Refusal, without_guard};
pub(crate) use columns::channel;
use columns::{Columns, columns};

pub use columns::Column;

/// A file of payments that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentsFile {
    /// Every row that is not blank, in the order of the file, at most [`BATCH_MAX`].
    pub rows: Vec<PaymentRow>,
}

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// The line on which it begins, from 1, as a text editor counts.
    pub line: u32,
    /// What stands in it.
    pub cells: PaymentCells,
    /// The payment as it can be sent, or everything that is wrong with it.
    pub payment: Result<ReadPayment, Vec<Problem>>,
}

/// What stands in the columns of a row, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentCells {
    /// The payment's identifier.
    pub id: String,
    /// The account.
    pub account: String,
    /// The day.
    pub day: String,
    /// The amount.
    pub amount: String,
    /// How it was paid.
    pub channel: String,
}

impl PaymentCells {
    /// What stands in a column.
    pub fn get(&self, column: Column) -> &str {
        match column {
            Column::Id => &self.id,
            Column::Account => &self.account,
            Column::Day => &self.day,
            Column::Amount => &self.amount,
            Column::Channel => &self.channel,
        }
    }
}

/// A payment that can be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPayment {
    /// What is sent.
    pub request: BatchedPayment,
    /// The day.
    pub paid_on: Date,
    /// How much.
    pub amount: Money,
    /// How.
    pub channel: Channel,
}

/// One thing that is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In which column.
    pub column: Column,
    /// What.
    pub fault: Fault,
}

/// Why a file as a whole is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// It is no text, or empty, or cannot be told into rows.
    Upload(Refusal),
    /// Columns that are not named, or named more than once.
    Columns(Vec<Column>),
    /// More payments than are taken at once.
    TooMany {
        /// How many it has.
        payments: usize,
        /// How many may be.
        limit: usize,
    },
}

/// Reads a file of payments in a currency.
///
/// # Errors
///
/// When the file as a whole cannot be taken; see [`FileProblem`].
pub fn read(bytes: &[u8], currency: &Currency) -> Result<PaymentsFile, FileProblem> {
    let file = upload::read(bytes, None).map_err(|refusal| match refusal {
        Refusal::WhichColumn { .. } => FileProblem::Columns(vec![Column::Account]),
        Refusal::TooManyEntries { entries, .. } => too_many(entries),
        other => FileProblem::Upload(other),
    })?;
    let Some(heading) = file.heading else {
        return Err(FileProblem::Columns(Column::ALL.to_vec()));
    };
    let columns = columns(&heading, file.column, &currency.code).map_err(FileProblem::Columns)?;
    if file.entries.len() > BATCH_MAX {
        return Err(too_many(file.entries.len()));
    }
    let rows = file.entries.iter().map(|entry| row(entry, columns, currency)).collect();
    Ok(PaymentsFile { rows })
}

const fn too_many(payments: usize) -> FileProblem {
    FileProblem::TooMany { payments, limit: BATCH_MAX }
}

fn row(entry: &Entry, columns: Columns, currency: &Currency) -> PaymentRow {
    let cell = |column: usize| {
        without_guard(entry.cells.get(column).map_or("", String::as_str)).to_owned()
    };
    let cells = PaymentCells {
        id: cell(columns.id),
        account: entry.text.clone(),
        day: cell(columns.day),
        amount: cell(columns.amount),
        channel: cell(columns.channel),
    };
    let payment = payment(entry, &cells, currency);
    PaymentRow { line: entry.line, cells, payment }
}

fn payment(
    entry: &Entry,
    cells: &PaymentCells,
    currency: &Currency,
) -> Result<ReadPayment, Vec<Problem>> {
    // That an account stands above already is no problem: people pay more than once.
    let account = match &entry.account {
        Ok(_) | Err(EntryProblem::DuplicateEntry { .. }) => entry.label().into_owned(),
        Err(_) => cells.account.clone(),
    };
    let paid_on = day::read(&cells.day);
    let amount = amount_in_units(&cells.amount, currency);
    let channel = channel(&cells.channel);
    let request = BatchedPayment {
        id: Typed::new(&cells.id),
        account: Typed::new(&account),
        paid_on: Typed::new(&paid_on.map_or_else(|| cells.day.clone(), iso_day)),
        amount: Typed::new(
            &amount.map_or_else(|_| cells.amount.clone(), |amount| amount.minor().to_string()),
        ),
        channel: Typed::new(channel.map_or(cells.channel.as_str(), |channel| channel.code())),
    };
    let mut problems = match check(&request.id, &request.request()) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().filter_map(|one| problem(&one.place, one.fault)).collect(),
    };
    if let Err(fault) = amount {
        // Said better by what the cell was read with than by what cannot be sent.
        problems.retain(|problem| problem.column != Column::Amount);
        problems.push(Problem { column: Column::Amount, fault });
    }
    match (paid_on, amount, channel) {
        (Some(paid_on), Ok(amount), Some(channel)) if problems.is_empty() => {
            Ok(ReadPayment { request, paid_on, amount, channel })
        }
        _ => Err(problems),
    }
}

fn problem(place: &str, fault: Fault) -> Option<Problem> {
    let column = Column::ALL.into_iter().find(|column| column.place() == place)?;
    Some(Problem { column, fault })
}

/// Rows that were refused, with why, to be corrected and chosen again.
pub fn refused_csv<'a>(
    rows: impl IntoIterator<Item = (&'a PaymentRow, String)>,
    language: Language,
) -> Vec<u8> {
    let [id, account, day, amount, channel] = Column::ALL.map(|column| column.name(language));
    let (reason, line) = match language {
        Language::En => ("reason", "line"),
        Language::Fr => ("motif", "ligne"),
    };
    let rows = rows.into_iter().map(|(row, reason)| {
        let [id, account, day, amount, channel] =
            Column::ALL.map(|column| row.cells.get(column).to_owned());
        [id, account, day, amount, channel, reason, row.line.to_string()]
    });
    csv_file([id, account, day, amount, channel, reason, line], rows, language)
}

/// A file to fill in: the names of the columns, and nothing else.
pub fn template_csv(language: Language) -> Vec<u8> {
    let delimiter = match language {
        Language::En => ",",
        Language::Fr => ";",
    };
    let names = Column::ALL.map(|column| column.name(language)).join(delimiter);
    ["\u{feff}", &names, "\r\n"].concat().into_bytes()
}

#[cfg(test)]
mod tests;
