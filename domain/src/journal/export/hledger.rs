//! The journal as one of hledger, such that its strict checks accept it.

use std::fmt::Write as _;

use super::decimal::net;
use super::text::{one_line, one_line_or};
use super::{ExportEntry, ExportLine, decimal};
use crate::journal::LedgerAccount;
use crate::money::{Currency, Money};

pub(super) fn head(currency: &Currency) -> String {
    let sample = decimal(Money::ZERO, currency.minor_digits);
    // A sample amount must show its decimal mark, also where no digits follow.
    let sample = if sample.contains('.') { sample } else { sample + "." };
    format!(
        "decimal-mark .\n\ncommodity {currency} {sample}\n\ntag cause\ntag account\n\n",
        currency = currency.code
    )
}

/// The declaration of an account. What kind it is lets hledger make a balance sheet and an income
/// statement.
pub(super) fn declaration(account: &str, role: LedgerAccount) -> String {
    format!("account {account}  ; type: {}\n", kind(role))
}

pub(super) fn entry(entry: &ExportEntry, currency: &Currency) -> String {
    let mut text = format!("\n{} ({})", entry.date, entry.number);
    let description = without_comment(&one_line(&entry.description));
    if !description.is_empty() {
        let _ = write!(text, " {description}");
    }
    let _ = write!(text, "\n    ; cause:{}", entry.cause.code());
    if let Some(account) = &entry.account {
        let _ = write!(text, ", account:{account}");
    }
    text.push('\n');
    for line in &entry.lines {
        let amount = net(line.debit, line.credit, currency.minor_digits);
        let _ = writeln!(text, "    {}  {} {amount}", posted_to(line), currency.code);
    }
    text
}

fn posted_to(line: &ExportLine) -> String {
    account(line.role, &line.code, &line.name)
}

/// The name of an account: its code, and below it its name.
///
/// Two blanks would end it, a semicolon would begin a comment, a colon another level. A sign in front
/// of it, such as `(` or `*`, would mean something else.
pub(super) fn account(role: LedgerAccount, code: &str, name: &str) -> String {
    let level = |text: &str| without_comment(&one_line(text)).replace(':', "-");
    let code = level(code);
    let code = code.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = level(name);
    [one_line_or(code, role.code()), one_line_or(&name, role.code())].join(":")
}

fn without_comment(text: &str) -> String {
    text.replace(';', ",")
}

/// Asset, liability, equity, revenue or expense.
const fn kind(role: LedgerAccount) -> char {
    match role {
        LedgerAccount::ClearingMobileMoney
        | LedgerAccount::ClearingCash
        | LedgerAccount::ClearingBank
        | LedgerAccount::Receivables
        | LedgerAccount::RepossessedStock => 'A',
        LedgerAccount::CustomerDeposits | LedgerAccount::TaxLiability => 'L',
        LedgerAccount::OpeningEquity => 'E',
        LedgerAccount::RecoveryIncome => 'R',
        LedgerAccount::WriteOffExpense | LedgerAccount::LossOnRepossession => 'X',
    }
}
