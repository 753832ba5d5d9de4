//! The order of a list of accounts, and how its pages follow on each other.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;

/// In which order accounts are listed. Ties are in the order of account IDs, so that every order
/// is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// By account ID.
    #[default]
    Account,
    /// By the day of the latest default, the longest in default first; those that never defaulted
    /// come last.
    LongestInDefault,
    /// By the day of the latest default, the latest first; those that never defaulted come last.
    LatestDefault,
}

impl SortBy {
    /// Every order, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Account, Self::LongestInDefault, Self::LatestDefault];

    /// The stable code that the API uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::LongestInDefault => "longest_in_default",
            Self::LatestDefault => "latest_default",
        }
    }

    /// The order of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// The row that a page ended with: the next one begins after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Its day of the latest default.
    pub defaulted_on: Option<Date>,
    /// Its account.
    pub account: AccountId,
}

/// The text is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedCursor;

impl fmt::Display for MalformedCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not what an earlier page gave as `next`")
    }
}

impl std::error::Error for MalformedCursor {}

impl fmt::Display for Cursor {
    /// `2026-11-21.KE-1`, or `-.KE-1` where there is no default.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.defaulted_on {
            Some(day) => {
                write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())?;
            }
            None => f.write_str("-")?,
        }
        write!(f, ".{}", self.account)
    }
}

impl std::str::FromStr for Cursor {
    type Err = MalformedCursor;

    fn from_str(text: &str) -> Result<Self, MalformedCursor> {
        let (day, account) = text.split_once('.').ok_or(MalformedCursor)?;
        let defaulted_on = match day {
            "-" => None,
            day => Some(crate::day::parse(day).ok_or(MalformedCursor)?),
        };
        let account = AccountId::parse(account).map_err(|_| MalformedCursor)?;
        Ok(Self { defaulted_on, account })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_the_api_says() {
        for sort in SortBy::ALL {
            assert_eq!(SortBy::from_code(sort.code()), Some(sort));
            assert_eq!(serde_json::to_value(sort).unwrap(), sort.code());
        }
        assert_eq!(SortBy::from_code("price"), None);
    }

    #[test]
    fn a_cursor_leads_back_to_its_row() {
        for text in ["2026-11-21.KE-1", "-.KE_2"] {
            assert_eq!(text.parse::<Cursor>().unwrap().to_string(), text);
        }
        for text in ["", "KE-1", "2026-11-31.KE-1", "2026-11-21.", "-.K E"] {
            assert_eq!(text.parse::<Cursor>(), Err(MalformedCursor), "{text:?}");
        }
    }
}
