//! What stands in a field.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};

use crate::account_id::trim_blanks;

/// What a person typed into a field, not yet read. As JSON a text, a number or null.
///
/// Guaranteed: no blanks around it. That nothing was typed is [`Typed::is_blank`], so that a field
/// which is missing is said at its place like any other problem.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Typed(String);

impl Typed {
    /// What was typed.
    pub fn new(text: &str) -> Self {
        Self(trim_blanks(text).to_owned())
    }

    /// What was typed, without blanks around it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TypedVisitor)
    }
}

struct TypedVisitor;

impl Visitor<'_> for TypedVisitor {
    type Value = Typed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or null")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Typed, E> {
        Ok(Typed::new(text))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Typed, E> {
        Ok(Typed(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Typed, E> {
        Ok(Typed(number.to_string()))
    }

    #[expect(
        clippy::disallowed_types,
        reason = "JSON has such numbers: it is written down and never counted with"
    )]
    fn visit_f64<E: Error>(self, number: f64) -> Result<Typed, E> {
        Ok(Typed(number.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Typed, E> {
        Ok(Typed::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_json_holds_is_what_was_typed() {
        for (json, typed) in [
            ("\" 2 \"", "2"),
            ("\"\u{a0}\"", ""),
            ("2", "2"),
            ("-1", "-1"),
            ("1.5", "1.5"),
            ("1e20", "100000000000000000000"),
            ("null", ""),
        ] {
            assert_eq!(serde_json::from_str::<Typed>(json).unwrap().as_str(), typed, "{json}");
        }
        for json in ["true", "[1]", "{}"] {
            assert!(serde_json::from_str::<Typed>(json).is_err(), "{json}");
        }
    }
}
