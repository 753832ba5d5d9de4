//! The journal as a table for spreadsheets.

use std::iter;

use super::{ExportEntry, ExportLine};
use crate::csv_file::{amount, csv_file, csv_rows};
use crate::journal::words;
use crate::language::Language;
use crate::money::Money;

pub(super) fn head(language: Language) -> Vec<u8> {
    let heading = match language {
        Language::En => [
            "entry",
            "date",
            "ledger code",
            "name",
            "description",
            "debit",
            "credit",
            "cause",
            "account",
        ],
        Language::Fr => [
            "écriture",
            "date",
            "compte comptable",
            "libellé",
            "description",
            "débit",
            "crédit",
            "cause",
            "compte client",
        ],
    };
    csv_file(heading, iter::empty(), language)
}

pub(super) fn entry(entry: &ExportEntry, digits: u8, language: Language) -> Vec<u8> {
    let row = |line: &ExportLine| {
        [
            entry.number.to_string(),
            entry.date.to_string(),
            line.code.clone(),
            line.name.clone(),
            entry.description.clone(),
            side(line.debit, digits, language),
            side(line.credit, digits, language),
            words::cause(entry.cause, language).to_owned(),
            entry.account.as_ref().map(ToString::to_string).unwrap_or_default(),
        ]
    };
    csv_rows(entry.lines.iter().map(row), language)
}

/// What is not debited or credited has an empty cell.
fn side(side: Money, digits: u8, language: Language) -> String {
    if side == Money::ZERO { String::new() } else { amount(side, digits, language) }
}
