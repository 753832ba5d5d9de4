//! The journal as a ledger of Beancount.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use super::ExportEntry;
use super::decimal::net;
use super::text::one_line;
use crate::journal::LedgerAccount;
use crate::money::Currency;

/// Accounts are open before any entry.
const OPENED_ON: &str = "1900-01-01";

pub(super) fn head(currency: &Currency) -> String {
    let code = code(currency);
    format!("option \"operating_currency\" \"{code}\"\n\n{OPENED_ON} commodity {code}\n\n")
}

/// The declaration of an account.
pub(super) fn declaration(account: &str, currency: &Currency) -> String {
    format!("{OPENED_ON} open {account} {}\n", code(currency))
}

pub(super) fn entry(entry: &ExportEntry, currency: &Currency) -> String {
    let mut text = format!("\n{} *", entry.date);
    if let Some(payee) = &entry.account {
        let _ = write!(text, " {}", quoted(payee.as_str()));
    }
    let _ = writeln!(text, " {}", quoted(&one_line(&entry.description)));
    let _ = writeln!(text, "  entry: {}", quoted(&entry.number.to_string()));
    let _ = writeln!(text, "  cause: {}", quoted(entry.cause.code()));
    for line in &entry.lines {
        let account = account(line.role, &line.code, &line.name);
        let amount = net(line.debit, line.credit, currency.minor_digits);
        let _ = writeln!(text, "  {account}  {amount} {}", code(currency));
    }
    text
}

/// The name of an account: what kind it is, its code and its name.
pub(super) fn account(role: LedgerAccount, code: &str, name: &str) -> String {
    [kind(role).to_owned(), component(code, role), component(name, role)].join(":")
}

/// A part of an account's name: ASCII letters, digits and dashes, of which the first is a capital or
/// a digit. Accents go; where nothing remains, the role stands in.
fn component(text: &str, role: LedgerAccount) -> String {
    let plain = words(text);
    let plain = if plain.is_empty() { words(role.code()) } else { plain };
    let mut chars = plain.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

fn words(text: &str) -> String {
    let decomposed: String = text.nfd().filter(|c| !is_accent(*c)).collect();
    let words = decomposed.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// What a letter is followed by when its accent is taken apart from it.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A currency is in capitals there.
fn code(currency: &Currency) -> String {
    currency.code.to_ascii_uppercase()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

const fn kind(role: LedgerAccount) -> &'static str {
    match role {
        LedgerAccount::ClearingMobileMoney
        | LedgerAccount::ClearingCash
        | LedgerAccount::ClearingBank
        | LedgerAccount::Receivables
        | LedgerAccount::RepossessedStock => "Assets",
        LedgerAccount::CustomerDeposits | LedgerAccount::TaxLiability => "Liabilities",
        LedgerAccount::OpeningEquity => "Equity",
        LedgerAccount::RecoveryIncome => "Income",
        LedgerAccount::WriteOffExpense | LedgerAccount::LossOnRepossession => "Expenses",
    }
}
