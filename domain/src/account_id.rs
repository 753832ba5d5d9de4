//! Account identifiers: what users type and what files hold.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An account identifier in its one normal form.
///
/// Guaranteed: 1 to 32 ASCII letters, digits, `-` or `_`, letters in upper case. Two identifiers that
/// people would call the same are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountId(String);

/// The longest account identifier, in characters.
pub const ACCOUNT_ID_CHARS_MAX: usize = 32;

/// The text is not an account identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedAccountId;

impl fmt::Display for MalformedAccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an account ID is 1 to {ACCOUNT_ID_CHARS_MAX} letters, digits, `-` or `_`")
    }
}

impl std::error::Error for MalformedAccountId {}

impl AccountId {
    /// Reads an identifier as a person typed it: blanks around it do not count, nor does the case.
    ///
    /// # Errors
    ///
    /// When what remains is empty, longer than [`ACCOUNT_ID_CHARS_MAX`], or holds anything but
    /// ASCII letters, digits, `-` and `_`.
    ///
    /// ```
    /// # use domain::AccountId;
    /// assert_eq!(AccountId::parse("\u{feff} ke-0010482\u{a0}")?.as_str(), "KE-0010482");
    /// assert!(AccountId::parse("KE 0010482").is_err());
    /// # Ok::<(), domain::account_id::MalformedAccountId>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, MalformedAccountId> {
        let trimmed = trim_blanks(text);
        let well_formed = !trimmed.is_empty()
            && trimmed.len() <= ACCOUNT_ID_CHARS_MAX
            && trimmed.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if well_formed { Ok(Self(trimmed.to_ascii_uppercase())) } else { Err(MalformedAccountId) }
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for AccountId {
    type Error = MalformedAccountId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<AccountId> for String {
    fn from(id: AccountId) -> Self {
        id.0
    }
}

/// Whether a character is a blank: white space, or one of the invisible characters that files and
/// web pages put around what people copy.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '\u{ad}'                    // soft hyphen
            | '\u{180e}'                // Mongolian vowel separator
            | '\u{200b}'..='\u{200f}'   // zero-width characters and direction marks
            | '\u{202a}'..='\u{202e}'   // direction embeddings
            | '\u{2060}'..='\u{2069}'   // word joiner, invisible operators, direction isolates
            | '\u{feff}') // byte order mark
}

/// The text without the blanks around it.
pub fn trim_blanks(text: &str) -> &str {
    text.trim_matches(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (typed, expected) in [
            ("KE-1", Some("KE-1")),
            (" ke_1\t", Some("KE_1")),
            ("\u{200b}0001\u{202f}", Some("0001")),
            ("\u{feff}\u{feff}A", Some("A")),
            ("", None),
            (" \u{a0} ", None),
            ("KE 1", None),
            ("KE\u{200b}1", None),
            ("１００", None),
            ("É1", None),
            ("KE/1", None),
            ("12345678901234567890123456789012", Some("12345678901234567890123456789012")),
            ("123456789012345678901234567890123", None),
        ] {
            let read = AccountId::parse(typed).ok();
            assert_eq!(read.as_ref().map(AccountId::as_str), expected, "{typed:?}");
        }
    }
}
