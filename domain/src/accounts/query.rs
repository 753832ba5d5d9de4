//! What somebody who types into the search field may mean.

use std::fmt;

use super::id_key::{id_key, typed_ending};
use super::{name_words, national_number, phone_ending};
use crate::account_id::trim_blanks;
use crate::repossession::CuNumber;

/// Longer than any name, number and identifier together.
pub const QUERY_CHARS_MAX: usize = 100;

/// How many accounts that answer are counted, sorted and listed: nobody reads ten thousand, and more
/// would make people wait.
pub const MATCHES_MAX: u32 = 10_000;

/// The ways in which accounts may answer to what was typed. An account answers if it does in any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountQuery {
    /// The letters and digits of the account ID begin with this; see [`id_key`].
    pub id: Option<String>,
    /// The number of the account ID ends with this, the last digit first.
    pub id_ending: Option<String>,
    /// Each of these begins a word of the customer's name; none where it is empty.
    pub name_words: Vec<String>,
    /// The customer's national phone number begins with this.
    pub phone: Option<String>,
    /// It ends with this, the last digit first.
    pub phone_ending: Option<String>,
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
            name_words: name_words(typed),
            id: id_key(typed),
            id_ending: typed_ending(typed),
            phone: national_number(typed),
            phone_ending: phone_ending(typed),
            cu_number: CuNumber::parse(typed).ok().map(|number| number.as_str().to_owned()),
        };
        if wanted.id.is_none() && wanted.name_words.is_empty() {
            Err(NotSearchable::Nothing)
        } else {
            Ok(wanted)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_may_be_several_things() {
        for (typed, expected) in [
            ("ke-00", "id=KE00 names=ke,00 cu=KE-00"),
            ("KE 0010482", "id=KE0010482 names=ke,0010482 cu=KE0010482"),
            ("10482", "id=10482 id_ending=28401 names=10482 cu=10482"),
            ("Odhiambo achieng", "id=ODHIAMBOACHIENG names=odhiambo,achieng cu=ODHIAMBOACHIENG"),
            (
                "0712 345 678",
                "id=0712345678 id_ending=8765432170 names=0712,345,678 phone=712345678 \
                 phone_ending=8765432170 cu=0712345678",
            ),
            ("k", "id=K names=k"),
            ("Aïda", "names=aida"),
        ] {
            let query = AccountQuery::read(typed).unwrap();
            let found: Vec<String> = [
                ("id", query.id),
                ("id_ending", query.id_ending),
                ("names", Some(query.name_words.join(","))),
                ("phone", query.phone),
                ("phone_ending", query.phone_ending),
                ("cu", query.cu_number),
            ]
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
            .collect();
            assert_eq!(found.join(" "), expected, "{typed}");
        }
        assert_eq!(AccountQuery::read(" ' "), Err(NotSearchable::Nothing));
        assert_eq!(AccountQuery::read(&"a".repeat(101)), Err(NotSearchable::TooLong));
    }
}
