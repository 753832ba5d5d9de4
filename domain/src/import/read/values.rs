//! What single cells say.

use super::super::{Reason, Terms};
use crate::AccountId;
use crate::account_id::is_blank;
use crate::day;
use crate::form::{Fault, amount_in_units};
use crate::money::Money;
use crate::one_line;
use crate::people::{USER_NAME_CHARS_MAX, is_user_name};
use crate::upload::is_rounded;

/// The longest number of a contract or a customer.
const NUMBER_CHARS_MAX: usize = 64;

/// Whether a spreadsheet's formula has failed: what such cells show, in English and French.
pub(super) fn is_error(text: &str) -> bool {
    let number = text.strip_prefix("Err:");
    let numbered = number.is_some_and(|code| code.len() == 3 && code.parse::<u16>().is_ok());
    numbered
        || matches!(text, "#N/A" | "#REF!" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NUM!" | "#NULL!")
        || matches!(text, "#SPILL!" | "#CALC!" | "#DATA!" | "#GETTING_DATA")
        || matches!(
            text,
            "#VALEUR!" | "#NOM?" | "#NOMBRE!" | "#NUL!" | "#PROPAGATION!" | "#CALCUL!"
        )
}

/// A text of at most so many characters, cleaned to one line.
pub(super) fn short(text: &str, most: usize) -> Result<String, Reason> {
    let text = one_line::clean(text);
    if text.is_empty() { Err(Reason::Missing) } else { within(&text, most) }
}

fn within(text: &str, most: usize) -> Result<String, Reason> {
    if text.chars().count() > most {
        Err(Reason::TooLong { most: u32::try_from(most).unwrap_or(u32::MAX) })
    } else {
        Ok(text.to_owned())
    }
}

/// What is no identifier: also one that a spreadsheet has rounded.
pub(super) fn malformed(text: &str) -> Reason {
    if is_rounded(text) { Reason::RoundedBySpreadsheet } else { Reason::Malformed }
}

pub(super) fn account_id(text: &str) -> Result<AccountId, Reason> {
    AccountId::parse(text).map_err(|_| malformed(text))
}

/// What another system calls a contract or a customer. Characters that nobody sees make two of one.
pub(super) fn number(text: &str) -> Result<String, Reason> {
    if is_rounded(text) {
        return Err(Reason::RoundedBySpreadsheet);
    }
    if text.contains(|c: char| c.is_control() || (is_blank(c) && c != ' ')) {
        return Err(Reason::Malformed);
    }
    within(text, NUMBER_CHARS_MAX)
}

pub(super) fn user_name(text: &str) -> Result<String, Reason> {
    let text = within(text, USER_NAME_CHARS_MAX)?;
    if is_user_name(&text) { Ok(text) } else { Err(Reason::Malformed) }
}

pub(super) fn date(text: &str) -> Result<jiff::civil::Date, Reason> {
    day::read(text).ok_or(Reason::NotADate)
}

pub(super) fn amount(text: &str, terms: &Terms) -> Result<Money, Reason> {
    match amount_in_units(text, &terms.currency) {
        Ok(amount) if amount >= Money::ZERO => Ok(amount),
        Ok(_) => Err(Reason::NotPositive),
        Err(Fault::AmountTooLarge) => Err(Reason::TooLarge),
        Err(_) => Err(Reason::NotAnAmount),
    }
}

/// None of the codes: people read what they are called.
pub(super) fn unknown<const N: usize>(codes: [&str; N]) -> Reason {
    Reason::Unknown { known: codes.map(str::to_owned).to_vec() }
}
