//! Amounts as people type them: in units of the currency.

use super::Fault;
use crate::account_id::trim_blanks;
use crate::money::{AMOUNT_MAX, Currency, Money};

/// How many digits stand in a group: `1,250,000`.
const GROUP_DIGITS: usize = 3;

/// Reads an amount in units of the currency into minor units, exactly.
///
/// Groups of three may be set apart by blanks, apostrophes, commas or points, and the decimal mark may
/// be a comma or a point. The currency's code may stand before or after it. What can be read as two
/// amounts is refused, whatever the currency: a thousand times too much is worse than typing it again.
///
/// # Errors
///
/// When nothing stands there, or no amount, or one that is ambiguous, has more decimals than the
/// currency, or is more than can be booked. An amount below nothing is read as it is.
///
/// ```
/// # use domain::form::{amount_in_units, Fault};
/// # use domain::money::{Currency, Money};
/// let kes = Currency { code: "KES".to_owned(), minor_digits: 2 };
/// assert_eq!(amount_in_units("1,250.50", &kes), Ok(Money::from_minor(125_050)));
/// assert_eq!(amount_in_units("1 250,5", &kes), Ok(Money::from_minor(125_050)));
/// assert_eq!(amount_in_units("1,250", &kes), Err(Fault::AmbiguousAmount));
/// assert_eq!(amount_in_units("0.125", &kes), Err(Fault::TooManyDecimals { digits: 2 }));
/// ```
pub fn amount_in_units(text: &str, currency: &Currency) -> Result<Money, Fault> {
    let text = without_code(trim_blanks(text), &currency.code);
    if text.is_empty() {
        return Err(Fault::Missing);
    }
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, trim_blanks(rest)),
        None => (false, text),
    };
    let minor = minor_units(text, currency.minor_digits)?;
    let amount = Money::from_minor(minor);
    Ok(if negative { amount.negated() } else { amount })
}

/// The text without the currency's code before or after it.
fn without_code<'a>(text: &'a str, code: &str) -> &'a str {
    let length = code.len();
    let begins = text.get(..length).is_some_and(|start| start.eq_ignore_ascii_case(code));
    if begins && length > 0 {
        return trim_blanks(text.get(length..).unwrap_or_default());
    }
    let end = text.len().saturating_sub(length);
    let ends = text.get(end..).is_some_and(|rest| rest.eq_ignore_ascii_case(code));
    if ends && end > 0 { trim_blanks(text.get(..end).unwrap_or_default()) } else { text }
}

/// Whether a character only sets groups of digits apart.
const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}')
}

fn minor_units(text: &str, digits: u8) -> Result<i64, Fault> {
    let known = |c: char| c.is_ascii_digit() || is_gap(c) || matches!(c, '.' | ',');
    if !text.chars().all(known) {
        return Err(Fault::NotAnAmount);
    }
    let (whole, decimals) = parts(text)?;
    if decimals.len() > usize::from(digits) {
        return Err(Fault::TooManyDecimals { digits });
    }
    let padding = "0".repeat(usize::from(digits) - decimals.len());
    let all = [&whole, decimals, &padding].concat();
    let minor: i64 = all.parse().map_err(|_| Fault::AmountTooLarge)?;
    if minor > AMOUNT_MAX.minor() { Err(Fault::AmountTooLarge) } else { Ok(minor) }
}

/// The digits before the decimal mark, and those after it.
fn parts(text: &str) -> Result<(String, &str), Fault> {
    let Some((at, mark)) = text.char_indices().rev().find(|(_, c)| matches!(c, '.' | ',')) else {
        return Ok((whole(text, is_gap)?, ""));
    };
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + 1..).unwrap_or_default();
    if before.contains(mark) {
        // A mark that stands twice sets groups apart.
        return Ok((whole(text, |c| c == mark)?, ""));
    }
    if !is_digits(after) {
        return Err(Fault::NotAnAmount);
    }
    let other = if mark == '.' { ',' } else { '.' };
    let grouped_otherwise = before.contains(|c| c == other || is_gap(c));
    let could_be_group = after.len() == GROUP_DIGITS
        && !grouped_otherwise
        && before.len() <= GROUP_DIGITS
        && !before.starts_with('0');
    if could_be_group {
        // Also where the currency has no decimals: what a spreadsheet has worked out may have some.
        return Err(Fault::AmbiguousAmount);
    }
    let whole = if before.contains(other) {
        whole(before, |c| c == other)?
    } else {
        whole(before, is_gap)?
    };
    Ok((whole, after))
}

/// The digits of a whole number whose groups may be set apart, by one and the same character.
fn whole(text: &str, gap: impl Fn(char) -> bool) -> Result<String, Fault> {
    let mut gaps = text.chars().filter(|c| gap(*c));
    let first_gap = gaps.next();
    let same = gaps.all(|gap| Some(gap) == first_gap);
    let mut groups = text.split(gap);
    let first = groups.next().unwrap_or_default();
    let others: Vec<&str> = groups.collect();
    let grouped = others.iter().all(|group| group.len() == GROUP_DIGITS && is_digits(group));
    let begins = is_digits(first) && (others.is_empty() || first.len() <= GROUP_DIGITS);
    if same && grouped && begins {
        Ok([first, &others.concat()].concat())
    } else {
        Err(Fault::NotAnAmount)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An amount as it stands in a field that [`amount_in_units`] reads again: `1250.50`.
pub fn units(amount: Money, currency: &Currency) -> String {
    crate::journal::export::decimal(amount, currency.minor_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, digits: u8) -> Result<i64, Fault> {
        let currency = Currency { code: "KES".to_owned(), minor_digits: digits };
        amount_in_units(text, &currency).map(Money::minor)
    }

    #[test]
    fn amounts_are_read_as_people_of_either_language_write_them() {
        for (text, digits, minor) in [
            ("1250", 2, 125_000),
            ("1250.5", 2, 125_050),
            ("1250,50", 2, 125_050),
            ("1,250.50", 2, 125_050),
            ("1.250,50", 2, 125_050),
            ("1 250,50", 2, 125_050),
            ("1\u{a0}250,50", 2, 125_050),
            ("1\u{202f}250.50", 2, 125_050),
            ("1'250.50", 2, 125_050),
            ("1,250,000", 2, 125_000_000),
            ("1.250.000", 0, 1_250_000),
            ("1 250", 0, 1_250),
            ("1 250,500", 3, 1_250_500),
            ("1250,500", 3, 1_250_500),
            ("0.125", 3, 125),
            ("KES 1,250.50", 2, 125_050),
            ("1 250,50 kes", 2, 125_050),
            ("0", 2, 0),
            ("-5", 2, -500),
            ("\u{2212} 5.25", 2, -525),
            ("10000000000", 2, 1_000_000_000_000),
        ] {
            assert_eq!(read(text, digits), Ok(minor), "{text}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for (text, digits, fault) in [
            ("", 2, Fault::Missing),
            (" \u{a0}", 2, Fault::Missing),
            ("KES", 2, Fault::Missing),
            ("1,250", 2, Fault::AmbiguousAmount),
            ("1,250", 0, Fault::AmbiguousAmount),
            ("1.250", 0, Fault::AmbiguousAmount),
            ("44.125", 0, Fault::AmbiguousAmount),
            ("1250.125", 0, Fault::TooManyDecimals { digits: 0 }),
            ("1.250", 3, Fault::AmbiguousAmount),
            ("12.505", 2, Fault::AmbiguousAmount),
            ("1250.505", 2, Fault::TooManyDecimals { digits: 2 }),
            ("0.505", 2, Fault::TooManyDecimals { digits: 2 }),
            ("1 250,505", 2, Fault::TooManyDecimals { digits: 2 }),
            ("12.5", 0, Fault::TooManyDecimals { digits: 0 }),
            ("12.5000", 2, Fault::TooManyDecimals { digits: 2 }),
            ("1,2,3", 2, Fault::NotAnAmount),
            ("12,50,000.00", 2, Fault::NotAnAmount),
            ("1 2345", 2, Fault::NotAnAmount),
            ("1 250'000", 2, Fault::NotAnAmount),
            ("1.2E+05", 2, Fault::NotAnAmount),
            (".50", 2, Fault::NotAnAmount),
            ("50.", 2, Fault::NotAnAmount),
            ("--5", 2, Fault::NotAnAmount),
            ("USD 5", 2, Fault::NotAnAmount),
            ("10000000000.01", 2, Fault::AmountTooLarge),
            ("99999999999999999999999999", 2, Fault::AmountTooLarge),
        ] {
            assert_eq!(read(text, digits), Err(fault), "{text}");
        }
    }

    #[test]
    fn what_a_field_is_filled_with_is_read_again() {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        for minor in [0, 5, 125_050, 1_250_000_000] {
            let amount = Money::from_minor(minor);
            assert_eq!(amount_in_units(&units(amount, &currency), &currency), Ok(amount));
        }
    }
}
