//! Texts on one line that people type: names of people, companies, centres, products, customers and keys.
//!
//! What nobody sees makes two names of one, and what turns text round makes one name look like another.
//! A form says so at the field; an import, whose texts come from other systems, cleans.

use serde::{Deserialize, Deserializer};

use crate::account_id::{is_blank, trim_blanks};
use crate::form::Fault;

/// Whether it is none of the characters of a line that can be seen: a control character, a line break, of
/// no width, or one that turns the direction of text.
pub fn is_unseen(c: char) -> bool {
    breaks(c) || (is_blank(c) && !c.is_whitespace())
}

/// Whether it stands between two words or lines, and not for nothing.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The text without blanks at its ends, and with one blank where several were.
///
/// ```
/// # use domain::one_line::tidy;
/// assert_eq!(tidy(" Awa  Diop\u{a0}"), "Awa Diop");
/// ```
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in trim_blanks(text).chars() {
        match c {
            _ if is_unseen(c) || !c.is_whitespace() => tidy.push(c),
            _ if tidy.ends_with(' ') => (),
            _ => tidy.push(' '),
        }
    }
    tidy
}

/// The text of a form's field, tidy.
///
/// # Errors
///
/// When nothing is there, something in it cannot be seen, or it has more characters than that.
pub fn read(text: &str, chars_max: usize) -> Result<String, Fault> {
    let text = tidy(text);
    if text.is_empty() {
        Err(Fault::Missing)
    } else if text.contains(is_unseen) {
        Err(Fault::UnseenCharacters)
    } else if text.chars().count() > chars_max {
        Err(Fault::TooLong { most: chars_max })
    } else {
        Ok(text)
    }
}

/// The text of an import's cell, with nothing in it that cannot be seen. What [`read`] gives stays as it is.
///
/// ```
/// # use domain::one_line::clean;
/// assert_eq!(clean("Kisumu\r\nNorth\u{202e}"), "Kisumu North");
/// ```
pub fn clean(text: &str) -> String {
    let seen = text
        .chars()
        .map(|c| if breaks(c) { ' ' } else { c })
        .filter(|c| !is_unseen(*c))
        .collect::<String>();
    tidy(&seen)
}

/// Reads a text of a form tidy, for `deserialize_with`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    String::deserialize(from).map(|text| tidy(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_tidies_blanks_and_refuses_what_cannot_be_seen() {
        for (typed, expected) in [
            ("Awa Diop", Ok("Awa Diop")),
            (" Awa \u{a0} Diop\r\n", Ok("Awa Diop")),
            ("\u{200b}Awa\u{feff}", Ok("Awa")),
            ("D’Ба-é 王", Ok("D’Ба-é 王")),
            ("", Err(Fault::Missing)),
            ("\u{200b}", Err(Fault::Missing)),
            ("\u{202e}\t", Err(Fault::Missing)),
            ("Awa\r\nDiop", Err(Fault::UnseenCharacters)),
            ("Awa\tDiop", Err(Fault::UnseenCharacters)),
            ("Awa\u{2028}Diop", Err(Fault::UnseenCharacters)),
            ("Awa\u{85}Diop", Err(Fault::UnseenCharacters)),
            ("Awa\u{0}Diop", Err(Fault::UnseenCharacters)),
            ("Awa \u{202e}poiD", Err(Fault::UnseenCharacters)),
            ("Awa\u{200b}Diop", Err(Fault::UnseenCharacters)),
            ("Awa \u{2066}Diop", Err(Fault::UnseenCharacters)),
            ("eleven char", Err(Fault::TooLong { most: 10 })),
        ] {
            assert_eq!(read(typed, 10).as_deref(), expected.as_ref().copied(), "{typed:?}");
        }
    }

    #[test]
    fn an_import_cleans_and_leaves_what_a_form_gives() {
        for (cell, expected) in [
            (" Kisumu \t North\n", "Kisumu North"),
            ("Kis\u{200b}umu", "Kisumu"),
            ("Kisumu \u{202e} North", "Kisumu North"),
            ("\u{1}\u{202e}", ""),
        ] {
            assert_eq!(clean(cell), expected, "{cell:?}");
        }
        for typed in ["Awa Diop", " Thiès\u{202f}Nord ", "a  b   c"] {
            let read = read(typed, 100).unwrap();
            assert_eq!(clean(&read), read);
        }
    }
}
