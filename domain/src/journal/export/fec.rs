//! The French *fichier des écritures comptables* (article A47 A-1 of the tax procedures code).
//!
//! Eighteen columns with fixed names, separated by tabs; dates without separators; a decimal comma.
//! Its labels are French in every language.

use jiff::civil::Date;

use super::text::{one_line, one_line_or};
use super::{ExportEntry, ExportLine, decimal};
use crate::journal::{Cause, LedgerAccount, words};
use crate::language::Language;
use crate::money::Money;

const COLUMNS: [&str; 18] = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
];

/// The journal that entries of a cause belong to: its code and its label.
const fn journal(cause: Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::OpeningBalance => ("AN", "À-nouveaux"),
        Cause::Sync => ("SY", "Synchronisation"),
        Cause::Payment => ("RG", "Règlements clients"),
        Cause::Reversal => ("AR", "Annulations de règlements"),
        Cause::Repossession => ("RP", "Reprises de produits"),
        Cause::WriteOff => ("PC", "Pertes sur créances"),
        Cause::WriteDown => ("PS", "Abandons de petits soldes"),
        Cause::Recovery => ("RC", "Recouvrements"),
        Cause::Correction => ("OD", "Opérations diverses"),
    }
}

pub(super) fn head() -> String {
    row(&COLUMNS.map(str::to_owned))
}

pub(super) fn entry(entry: &ExportEntry, digits: u8) -> String {
    entry.lines.iter().map(|line| row(&cells(entry, line, digits))).collect()
}

fn cells(entry: &ExportEntry, line: &ExportLine, digits: u8) -> [String; 18] {
    let (journal_code, journal_label) = journal(entry.cause);
    let receivables = line.role == LedgerAccount::Receivables;
    let customer = entry.account.as_ref().filter(|_| receivables).map(ToString::to_string);
    let customer = customer.unwrap_or_default();
    let number = entry.number.to_string();
    // What is left empty: nothing is lettered here, and there is no currency but the company's.
    let (matched, matched_on) = (String::new(), String::new());
    let (foreign_amount, foreign_currency) = (String::new(), String::new());
    [
        journal_code.to_owned(),
        journal_label.to_owned(),
        number.clone(),
        day(entry.date),
        one_line_or(&line.code, line.role.code()),
        one_line_or(&line.name, words::ledger_account(line.role, Language::Fr)),
        customer.clone(),
        customer,
        number,
        day(entry.date),
        one_line_or(&entry.description, words::cause(entry.cause, Language::Fr)),
        amount(line.debit, digits),
        amount(line.credit, digits),
        matched,
        matched_on,
        day(entry.recorded_on),
        foreign_amount,
        foreign_currency,
    ]
}

fn row(cells: &[String; 18]) -> String {
    // No cell may hold what separates cells and rows.
    let mut row = cells.each_ref().map(|cell| one_line(cell)).join("\t");
    row.push_str("\r\n");
    row
}

fn day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn amount(amount: Money, digits: u8) -> String {
    decimal(amount, digits).replace('.', ",")
}
