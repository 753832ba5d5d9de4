//! What somebody who types into the search field may mean.

use std::fmt;

use super::{name_words, phone_key};
use crate::account_id::{AccountId, trim_blanks};
use crate::repossession::CuNumber;

/// Longer than any name, number and identifier together.
pub const QUERY_CHARS_MAX: usize = 100;

/// The ways in which accounts may answer to what was typed. An account answers if it does in any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountQuery {
    /// The account ID begins with this, in its normal form.
    pub account_prefix: Option<String>,
    /// Each of these begins a word of the customer's name; none where it is empty.
    pub name_words: Vec<String>,
    /// The customer's phone number has a key that begins with this.
    pub phone: Option<String>,
    /// A control unit of the account has a serial that begins with this.
    pub cu_number: Option<String>,
}

/// Nothing can be looked for by this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSearchable {
    /// There is no letter or digit in it.
    Nothing,
    /// It is longer than [`QUERY_CHARS_MAX`].
    TooLong,
}

impl fmt::Display for NotSearchable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("type letters or digits of an ID, a name or a number"),
            Self::TooLong => write!(f, "at most {QUERY_CHARS_MAX} characters"),
        }
    }
}

impl std::error::Error for NotSearchable {}

impl AccountQuery {
    /// Reads what was typed: it may be several things at once, such as `12345678`.
    ///
    /// # Errors
    ///
    /// When it is too long, or could not be anything.
    pub fn read(typed: &str) -> Result<Self, NotSearchable> {
        let typed = trim_blanks(typed);
        if typed.chars().count() > QUERY_CHARS_MAX {
            return Err(NotSearchable::TooLong);
        }
        let wanted = Self {
            // Any beginning of an identifier is one itself.
            account_prefix: AccountId::parse(typed).ok().map(|id| id.as_str().to_owned()),
            name_words: name_words(typed),
            phone: phone_key(typed),
            cu_number: CuNumber::parse(typed).ok().map(|number| number.as_str().to_owned()),
        };
        if wanted.account_prefix.is_none() && wanted.name_words.is_empty() {
            Err(NotSearchable::Nothing)
        } else {
            Ok(wanted)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(typed: &str) -> (Option<String>, String, Option<String>, Option<String>) {
        let wanted = AccountQuery::read(typed).unwrap();
        (wanted.account_prefix, wanted.name_words.join(" "), wanted.phone, wanted.cu_number)
    }

    #[test]
    fn what_is_typed_may_be_several_things() {
        let text = |text: &str| Some(text.to_owned());
        for (typed, expected) in [
            ("ke-00", (text("KE-00"), "ke 00".to_owned(), None, text("KE-00"))),
            (
                "Odhiambo achieng",
                (None, "odhiambo achieng".to_owned(), None, text("ODHIAMBOACHIENG")),
            ),
            (
                "0712 345 678",
                (None, "0712 345 678".to_owned(), text("712345678"), text("0712345678")),
            ),
            ("k", (text("K"), "k".to_owned(), None, None)),
            ("Aïda", (None, "aida".to_owned(), None, None)),
        ] {
            assert_eq!(wanted(typed), expected, "{typed}");
        }
        assert_eq!(AccountQuery::read(" ' "), Err(NotSearchable::Nothing));
        assert_eq!(AccountQuery::read(&"a".repeat(101)), Err(NotSearchable::TooLong));
    }
}
