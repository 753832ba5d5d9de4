//! Phone numbers, in whatever form they are written.

/// How many digits at the end of a number tell it from others within a country. What stands in
/// front, a country code or a zero, is written by some and left out by others.
const TELLING_DIGITS: usize = 9;

/// Fewer digits are found in too many numbers.
const DIGITS_MIN: usize = 6;

/// The digits by which a phone number is found, or none where the text is none.
///
/// Two ways to write a number have the same key: blanks, dots, brackets and hyphens do not count,
/// and a country code (`+254`, `00254`) says the same as a zero in front. A number that is not
/// written to its end has a key that the whole number's begins with, unless it begins with a
/// country code.
///
/// ```
/// # use domain::accounts::phone_key;
/// assert_eq!(phone_key("+254 712 345 678"), phone_key("0712345678"));
/// ```
pub fn phone_key(text: &str) -> Option<String> {
    let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-./()\u{ad}".contains(c);
    if !text.chars().all(known) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    if digits.len() < DIGITS_MIN {
        return None;
    }
    // Digits are one byte each.
    digits.get(digits.len().saturating_sub(TELLING_DIGITS)..).map(str::to_owned)
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
            assert_eq!(phone_key(text).as_deref(), Some("712345678"), "{text}");
        }
        assert_eq!(phone_key("0712 345").as_deref(), Some("712345"));
        for text in ["", "+254", "KE-0712345678", "12345", "0000000000"] {
            assert_eq!(phone_key(text), None, "{text}");
        }
    }
}
