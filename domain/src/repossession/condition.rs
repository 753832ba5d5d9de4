//! In which condition products came back.

use serde::{Deserialize, Serialize};

/// The condition of what was returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProductCondition {
    /// May be handed to the next customer as it is.
    AsNew,
    /// Works, and shows its age.
    Used,
    /// Works once it is repaired.
    Damaged,
    /// Worth its parts at most.
    Unusable,
    /// Nothing came back: the condition of every write-off, and of nothing else.
    NothingRecovered,
}

impl ProductCondition {
    /// Every condition, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::AsNew, Self::Used, Self::Damaged, Self::Unusable, Self::NothingRecovered];

    /// The conditions in which something can be returned.
    pub fn of_returned() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|condition| *condition != Self::NothingRecovered)
    }

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AsNew => "as_new",
            Self::Used => "used",
            Self::Damaged => "damaged",
            Self::Unusable => "unusable",
            Self::NothingRecovered => "nothing_recovered",
        }
    }

    /// The condition of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.code() == code)
    }
}
