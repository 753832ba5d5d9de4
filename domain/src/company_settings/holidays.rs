//! The days on which nobody works.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::form::{Fault, Reader};
use crate::one_line;

/// The most holidays that a company sets up: ten years of them.
pub const HOLIDAYS_MAX: usize = 200;

/// A day on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub day: Date,
    /// What is celebrated, 1 to 100 characters.
    #[serde(deserialize_with = "one_line::deserialize")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
}

/// Each day stands once, and has a name.
pub(super) fn check_holidays(reader: &mut Reader, holidays: &[Holiday]) {
    if holidays.len() > HOLIDAYS_MAX {
        reader.fault("/holidays", Fault::NotSoMany { most: HOLIDAYS_MAX });
    }
    let mut seen = BTreeSet::new();
    for (index, holiday) in holidays.iter().enumerate() {
        if !seen.insert(holiday.day) {
            reader.fault(format!("/holidays/{index}/day"), Fault::StandsTwice);
        }
        reader.name(&format!("/holidays/{index}/name"), &holiday.name);
    }
}
