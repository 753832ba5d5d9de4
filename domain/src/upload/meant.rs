//! Account IDs as word processors, chat apps and people's lists write them.

use crate::AccountId;
use crate::account_id::{is_blank, trim_blanks};

/// The account that is meant by a text that is no account ID as it stands.
///
/// Dashes, quotation marks, full-width letters and the mark of a list before it cannot be part of an
/// account ID. Where the text can be read in two ways, nothing is meant: `10482–10490` may be a
/// range, and `–7` an item of a list.
pub(super) fn meant(text: &str) -> Option<AccountId> {
    let text = without_list_mark(trim_blanks(text));
    let text = text.trim_matches(|c| is_blank(c) || is_quotation_mark(c));
    let plain: String = text.chars().map(plain_character).collect();
    if is_ambiguous(text) || is_mixed(text) { None } else { AccountId::parse(&plain).ok() }
}

/// Whether some letters and digits have full width and some have not. An input method writes all of
/// an account ID in the one or in the other; a mix was put together from two texts.
fn is_mixed(text: &str) -> bool {
    let full = |c: char| ('\u{ff01}'..='\u{ff5e}').contains(&c);
    text.contains(full) && text.contains(|c: char| c.is_ascii_alphanumeric())
}

/// Whether a dash in the text may stand for something else than the hyphen of an account ID.
fn is_ambiguous(text: &str) -> bool {
    let has_digit = |text: &str| text.chars().any(|c| plain_character(c).is_ascii_digit());
    text.match_indices(is_dash).any(|(at, dash)| {
        let (before, after) = text.split_at(at);
        let after = after.get(dash.len()..).unwrap_or_default();
        before.is_empty() || (has_digit(before) && has_digit(after))
    })
}

/// The text behind a bullet, or behind the number of an item: `• KE-1`, `1. KE-1`, `2) KE-2`.
fn without_list_mark(text: &str) -> &str {
    let bullet = |c: char| {
        is_dash(c)
            || matches!(c, '-' | '*' | '•' | '·' | '‣' | '▪' | '●' | '◦' | '○' | '■' | '\u{f0b7}')
    };
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - numbered.len();
    let rest = match numbered.strip_prefix(['.', ')']) {
        Some(rest) if (1..=ENTRY_DIGITS_MAX).contains(&digits) => rest,
        _ => match text.strip_prefix(bullet) {
            Some(rest) => rest,
            None => return text,
        },
    };
    // Without a blank it may be a part of what follows.
    if rest.starts_with(is_blank) { trim_blanks(rest) } else { text }
}

/// Digits of the largest number that an item of a list can have here.
const ENTRY_DIGITS_MAX: usize = super::ENTRIES_MAX.ilog10() as usize + 1;

/// Dashes that people also write between two numbers.
const fn is_dash(c: char) -> bool {
    matches!(c, '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{fe58}')
}

const fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | '″' | '′' | '\u{2018}'
            ..='\u{201f}' | '\u{ff02}' | '\u{ff07}'
    )
}

/// A character as it stands on a keyboard: hyphens and dashes, full-width letters and digits.
fn plain_character(c: char) -> char {
    match c {
        c if is_dash(c) => '-',
        // Hyphen, non-breaking hyphen, small hyphen.
        '\u{2010}' | '\u{2011}' | '\u{fe63}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_part_of_an_account_id_is_read_as_it_is_meant() {
        for (text, expected) in [
            ("KE–0010482", Some("KE-0010482")),
            ("KE\u{2011}0010482", Some("KE-0010482")),
            ("10\u{2011}482", Some("10-482")),
            ("KE−0010482", Some("KE-0010482")),
            ("“KE-1”", Some("KE-1")),
            ("« KE-1 »", Some("KE-1")),
            ("‘ke-1’", Some("KE-1")),
            ("ＫＥ－００１", Some("KE-001")),
            ("• KE-1", Some("KE-1")),
            ("- KE-1", Some("KE-1")),
            ("– KE-1", Some("KE-1")),
            ("1. KE-1", Some("KE-1")),
            ("12) “KE–1”", Some("KE-1")),
            ("1. 10482", Some("10482")),
            // Two readings each.
            ("–KE-1", None),
            ("ＫＥ-１00", None),
            ("10482–10490", None),
            ("KE-1–KE-9", None),
            ("1.10482", None),
            ("1.KE-1", None),
            // Not an account ID in any reading.
            ("KE 1", None),
            ("KE/1", None),
            ("20011. KE-1", None),
            ("•", None),
            ("", None),
        ] {
            assert_eq!(meant(text).as_ref().map(AccountId::as_str), expected, "{text}");
        }
    }
}
