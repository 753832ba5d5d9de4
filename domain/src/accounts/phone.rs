//! Phone numbers, in whatever form they are written.

/// Fewer digits are found in too many numbers.
const DIGITS_MIN: usize = 6;

/// National numbers have at most ten digits where this is used: more have a country code.
const NATIONAL_DIGITS_MAX: usize = 10;

/// Calling codes of two digits (ITU-T E.164). `1` and `7` have one digit, all others three.
const CODES_OF_TWO: [&str; 41] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65",
    "66", "81", "82", "84", "86", "90", "91", "92", "93",
];

/// The national significant number of a phone number: its digits without the country code and
/// without the zero that is dialled in front of it within a country. None where the text is no
/// phone number.
///
/// ```
/// # use domain::accounts::national_number;
/// assert_eq!(national_number("+254 712 345 678"), national_number("0712345678"));
/// ```
pub fn national_number(text: &str) -> Option<String> {
    let (international, digits) = read(text)?;
    // No country code begins with a zero.
    let too_long = digits.len() > NATIONAL_DIGITS_MAX && !digits.starts_with('0');
    let national = if international || too_long { without_country_code(&digits) } else { &digits };
    let national = national.trim_start_matches('0');
    (national.len() >= DIGITS_MIN).then(|| national.to_owned())
}

/// The end of a national number, the last digit first, so that endings are found like beginnings.
/// None where what was typed cannot be an end: it has a country code, or is too short.
pub fn phone_ending(text: &str) -> Option<String> {
    let (international, digits) = read(text)?;
    let is_end =
        !international && digits.len() >= DIGITS_MIN && digits.len() <= NATIONAL_DIGITS_MAX;
    is_end.then(|| digits.chars().rev().collect())
}

/// The digits of a phone number, and whether a country code stands in front of them.
fn read(text: &str) -> Option<(bool, String)> {
    let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-./()\u{ad}".contains(c);
    if !text.chars().all(known) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plus = text.trim_start().starts_with('+');
    // Two zeros may also begin the end of a number.
    let dialled = digits.strip_prefix("00").filter(|_| digits.len() > NATIONAL_DIGITS_MAX);
    match dialled {
        Some(rest) => Some((true, rest.to_owned())),
        None => Some((plus, digits)),
    }
}

fn without_country_code(digits: &str) -> &str {
    let two = digits.get(..2).is_some_and(|code| CODES_OF_TWO.contains(&code));
    let length = match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        _ if two => 2,
        _ => 3,
    };
    digits.get(length..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_number_finds_it() {
        for text in [
            "+254 712 345 678",
            "+254712345678",
            "00254 712-345-678",
            "0712 345 678",
            "(0)712.345.678",
            "712345678",
            "254712345678",
            "+254 (0) 712 345 678",
        ] {
            assert_eq!(national_number(text).as_deref(), Some("712345678"), "{text}");
        }
        for (text, national) in [
            ("0712 345", "712345"),
            ("+221 77 123 45 67", "771234567"),
            ("+27 82 123 4567", "821234567"),
            ("0803 123 4567", "8031234567"),
            ("+254 75598954", "75598954"),
            ("075598954", "75598954"),
        ] {
            assert_eq!(national_number(text).as_deref(), Some(national), "{text}");
        }
        for text in ["", "+254", "+254 712", "KE-0712345678", "12345", "0000000000"] {
            assert_eq!(national_number(text), None, "{text}");
        }
    }

    #[test]
    fn an_ending_is_read_backwards_and_keeps_its_zeros() {
        for (text, ending) in [
            ("345 678", Some("876543")),
            ("098954", Some("459890")),
            ("000 111", Some("111000")),
            ("712345678", Some("876543217")),
            ("45678", None),
            ("+254712345678", None),
            ("254712345678", None),
            ("KE-1", None),
        ] {
            assert_eq!(phone_ending(text).as_deref(), ending, "{text}");
        }
        let number = national_number("+254 712 098 954").unwrap();
        let whole: String = number.chars().rev().collect();
        assert!(whole.starts_with(&phone_ending("098954").unwrap()));
    }
}
