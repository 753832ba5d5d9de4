//! Serial numbers of control units.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::account_id::trim_blanks;

/// A control unit's serial number in its one normal form.
///
/// Guaranteed: 3 to 32 ASCII letters, digits or `-`, letters in upper case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CuNumber(String);

/// The text is no serial number of a control unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedCuNumber;

impl fmt::Display for MalformedCuNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a CU number is {} to {} letters, digits or `-`",
            CuNumber::CHARS_MIN,
            CuNumber::CHARS_MAX
        )
    }
}

impl std::error::Error for MalformedCuNumber {}

impl CuNumber {
    /// No control unit has a shorter one.
    pub const CHARS_MIN: usize = 3;

    /// Longer than any that is printed on a control unit.
    pub const CHARS_MAX: usize = 32;

    /// Reads a serial number as a person typed it: blanks in it and around it do not count, nor
    /// does the case.
    ///
    /// # Errors
    ///
    /// When what remains is too short, too long, or holds anything but ASCII letters, digits and
    /// `-`.
    ///
    /// ```
    /// # use domain::repossession::CuNumber;
    /// assert_eq!(CuNumber::parse(" cu00 1234\u{a0}")?.as_str(), "CU001234");
    /// assert!(CuNumber::parse("CU/1").is_err());
    /// # Ok::<(), domain::repossession::MalformedCuNumber>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, MalformedCuNumber> {
        let plain: String = trim_blanks(text).chars().filter(|c| *c != ' ').collect();
        let well_formed = (Self::CHARS_MIN..=Self::CHARS_MAX).contains(&plain.len())
            && plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if well_formed { Ok(Self(plain.to_ascii_uppercase())) } else { Err(MalformedCuNumber) }
    }

    /// The serial number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CuNumber {
    type Error = MalformedCuNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<CuNumber> for String {
    fn from(number: CuNumber) -> Self {
        number.0
    }
}
