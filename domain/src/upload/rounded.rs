//! Numbers that a spreadsheet has rounded.

use crate::account_id::trim_blanks;

/// Whether a cell is a number in the scientific notation into which spreadsheets turn long
/// account numbers, such as `1.23E+15` or `1,00200E+11`.
///
/// `0E123` is not: it is an account ID with an E in it. What makes the difference is a decimal mark
/// or a plus sign, which no account ID has.
pub(crate) fn is_rounded(cell: &str) -> bool {
    let cell = trim_blanks(cell);
    let Some((mantissa, exponent)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (mantissa_ok, decimal) = match unsigned.split_once(['.', ',']) {
        Some((whole, fraction)) => (digits(whole) && digits(fraction), true),
        None => (digits(unsigned), false),
    };
    let (exponent, plus) = match exponent.strip_prefix('+') {
        Some(rest) => (rest, true),
        None => (exponent.strip_prefix('-').unwrap_or(exponent), false),
    };
    mantissa_ok && digits(exponent) && (decimal || plus)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_spreadsheet_writes() {
        for (cell, expected) in [
            ("1.23E+15", true),
            ("1,00200E+11", true),
            ("1E+15", true),
            ("1.5e12", true),
            ("-1.5E-3", true),
            (" 1.23E+15\u{a0}", true),
            ("0E123", false),
            ("00012E5", false),
            ("1E-5", false),
            ("1.23", false),
            ("E+15", false),
            ("1.E+15", false),
            ("KE+15", false),
            ("", false),
        ] {
            assert_eq!(is_rounded(cell), expected, "{cell:?}");
        }
    }
}
