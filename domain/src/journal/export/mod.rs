//! The journal as a file for other systems, written entry by entry.

mod beancount;
mod decimal;
mod fec;
mod format;
mod hledger;
mod plain_csv;
mod text;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Cause, LedgerAccount};
use crate::account_id::AccountId;
use crate::language::Language;
use crate::money::{Currency, Money};

pub use decimal::decimal;
pub use format::ExportFormat;

/// A ledger account as the company's chart of accounts has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportAccount {
    /// Its role.
    pub role: LedgerAccount,
    /// The company's code, such as `1200`.
    pub code: String,
    /// The company's name.
    pub name: String,
}

/// An entry of the journal, as it is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportEntry {
    /// Its number in the company's journal, 1 or more.
    pub number: i64,
    /// The day for which it is booked.
    pub date: Date,
    /// Why.
    pub cause: Cause,
    /// What people read; any text.
    pub description: String,
    /// The account that it is about, where it is about one.
    pub account: Option<AccountId>,
    /// The day on which it was recorded: the same or a later one.
    pub recorded_on: Date,
    /// Its lines, whose debits equal their credits.
    pub lines: Vec<ExportLine>,
}

/// A line of an entry, as it is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportLine {
    /// The role of its ledger account.
    pub role: LedgerAccount,
    /// The company's code of the ledger account.
    pub code: String,
    /// The company's name of it.
    pub name: String,
    /// What is debited, never negative; nothing where it is credited.
    pub debit: Money,
    /// What is credited, never negative; nothing where it is debited.
    pub credit: Money,
}

/// Writes a journal: first its head, then its entries, last its tail, each appended to what is
/// there, so that no more than an entry needs to be held at a time.
///
/// The caller hands over entries in the order of their numbers. Everything is UTF-8.
#[derive(Clone, Debug)]
pub struct Exporter {
    format: ExportFormat,
    language: Language,
    currency: Currency,
    /// The accounts that are declared, by the names that the format gives them.
    declared: BTreeSet<String>,
}

impl Exporter {
    /// A journal in that format. The language is that of headings and causes in
    /// [`ExportFormat::Csv`]; other formats have words of their own.
    pub const fn new(format: ExportFormat, language: Language, currency: Currency) -> Self {
        Self { format, language, currency, declared: BTreeSet::new() }
    }

    /// Appends what stands before the first entry: headings, or declarations of the currency and of
    /// the accounts of the chart.
    pub fn head(&mut self, chart: &[ExportAccount], out: &mut Vec<u8>) {
        match self.format {
            ExportFormat::Csv => out.extend(plain_csv::head(self.language)),
            ExportFormat::Hledger => out.extend(hledger::head(&self.currency).into_bytes()),
            ExportFormat::Fec => out.extend(fec::head().into_bytes()),
            ExportFormat::Beancount => out.extend(beancount::head(&self.currency).into_bytes()),
        }
        for account in chart {
            self.declare(account.role, &account.code, &account.name, out);
        }
    }

    /// Appends an entry. An account that the chart did not have is declared before it.
    pub fn entry(&mut self, entry: &ExportEntry, out: &mut Vec<u8>) {
        for line in &entry.lines {
            self.declare(line.role, &line.code, &line.name, out);
        }
        let digits = self.currency.minor_digits;
        match self.format {
            ExportFormat::Csv => out.extend(plain_csv::entry(entry, digits, self.language)),
            ExportFormat::Hledger => out.extend(hledger::entry(entry, &self.currency).into_bytes()),
            ExportFormat::Fec => out.extend(fec::entry(entry, digits).into_bytes()),
            ExportFormat::Beancount => {
                out.extend(beancount::entry(entry, &self.currency).into_bytes());
            }
        }
    }

    /// Appends what stands after the last entry. No format has anything there yet.
    pub const fn tail(&self, _out: &mut Vec<u8>) {}

    /// Declares an account once, in a format where accounts are declared.
    fn declare(&mut self, role: LedgerAccount, code: &str, name: &str, out: &mut Vec<u8>) {
        let (account, declaration) = match self.format {
            ExportFormat::Csv | ExportFormat::Fec => return,
            ExportFormat::Hledger => {
                let account = hledger::account(role, code, name);
                let declaration = hledger::declaration(&account, role);
                (account, declaration)
            }
            ExportFormat::Beancount => {
                let account = beancount::account(role, code, name);
                let declaration = beancount::declaration(&account, &self.currency);
                (account, declaration)
            }
        };
        if self.declared.insert(account) {
            out.extend(declaration.into_bytes());
        }
    }
}
