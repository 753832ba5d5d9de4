//! Numbers and sizes as each language writes them.

use crate::language::Language;

/// A whole number: `1,187`, or `1 187` with a narrow no-break space.
pub fn number(n: u64, language: Language) -> String {
    grouped(&n.to_string(), language)
}

/// A count, which is a number that came from a length.
pub fn count(n: usize, language: Language) -> String {
    grouped(&n.to_string(), language)
}

fn grouped(digits: &str, language: Language) -> String {
    let mut text = String::new();
    push_grouped(&mut text, digits, language);
    text
}

/// Appends digits in groups of three.
pub fn push_grouped(out: &mut String, digits: &str, language: Language) {
    let separator = match language {
        Language::En => ',',
        Language::Fr => '\u{202f}',
    };
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
}

/// A size in bytes: `812 B`, `14.2 kB`, `14,2 ko`.
pub fn bytes(n: u64, language: Language) -> String {
    let (mark, [b, kilo, mega, giga]) = match language {
        Language::En => ('.', ["B", "kB", "MB", "GB"]),
        Language::Fr => (',', ["o", "ko", "Mo", "Go"]),
    };
    let (name, size) = match n {
        0..1_000 => return format!("{n}\u{a0}{b}"),
        1_000..1_000_000 => (kilo, 1_000),
        1_000_000..1_000_000_000 => (mega, 1_000_000),
        _ => (giga, 1_000_000_000),
    };
    let tenths = n / (size / 10);
    format!("{}{mark}{}\u{a0}{name}", number(tenths / 10, language), tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_groups_them() {
        for (n, en, fr) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_187, "1,187", "1\u{202f}187"),
            (1_234_567, "1,234,567", "1\u{202f}234\u{202f}567"),
        ] {
            assert_eq!(number(n, Language::En), en);
            assert_eq!(number(n, Language::Fr), fr);
        }
    }

    #[test]
    fn sizes_are_rounded_down_to_a_tenth() {
        for (n, en, fr) in [
            (999, "999\u{a0}B", "999\u{a0}o"),
            (14_250, "14.2\u{a0}kB", "14,2\u{a0}ko"),
            (1_073_741_824, "1.0\u{a0}GB", "1,0\u{a0}Go"),
        ] {
            assert_eq!(bytes(n, Language::En), en);
            assert_eq!(bytes(n, Language::Fr), fr);
        }
    }
}
