//! Forms: what a person typed, and what is wrong with it, field by field.
//!
//! The page asks the same questions as the server, so that what is wrong stands at its field
//! before anything is sent.

mod amount;
mod fault;
mod typed;
pub mod words;

pub use amount::{amount_in_units, units};
pub use fault::{Fault, FieldFault};
pub use typed::Typed;

use jiff::civil::Date;

use crate::company_settings::NAME_CHARS_MAX;
use crate::one_line;

/// Reads a form's fields and keeps every problem with its place, instead of the first one.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    faults: Vec<FieldFault>,
}

impl Reader {
    /// Notes what is wrong at a place (a JSON pointer into the request).
    pub(crate) fn fault(&mut self, place: impl Into<String>, fault: Fault) {
        self.faults.push(FieldFault { place: place.into(), fault });
    }

    /// The value, or none and a note of what is wrong.
    pub(crate) fn take<T>(&mut self, place: &str, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.fault(place, fault)).ok()
    }

    /// A text that must be there, of at most so many characters.
    pub(crate) fn text(&mut self, place: &str, text: &str, chars_max: usize) {
        if text.trim().is_empty() {
            self.fault(place, Fault::Missing);
        } else if text.chars().count() > chars_max {
            self.fault(place, Fault::TooLong { most: chars_max });
        }
    }

    /// A name that the settings have; see [`one_line`].
    pub(crate) fn name(&mut self, place: &str, name: &str) {
        self.take(place, one_line::read(name, NAME_CHARS_MAX));
    }

    /// A day that must be there and lie between two others, both included.
    pub(crate) fn past_day(
        &mut self,
        place: &str,
        typed: &Typed,
        not_before: Option<Date>,
        today: Date,
    ) -> Option<Date> {
        let day = self.take(place, day(typed))?;
        let fault = match not_before {
            _ if day > today => Fault::InTheFuture { today },
            Some(defaulted_on) if day < defaulted_on => Fault::BeforeTheDefault { defaulted_on },
            _ => return Some(day),
        };
        self.fault(place, fault);
        None
    }

    /// The value that was read, unless anything was wrong anywhere.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldFault>> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(self.faults),
        }
    }
}

/// A text that must be there, of at most so many characters.
pub(crate) fn text(typed: &Typed, chars_max: usize) -> Result<String, Fault> {
    if typed.is_blank() {
        return Err(Fault::Missing);
    }
    if typed.as_str().chars().count() > chars_max {
        return Err(Fault::TooLong { most: chars_max });
    }
    Ok(typed.as_str().to_owned())
}

/// A day as `<input type=date>` writes it: `2026-11-21`.
pub(crate) fn day(typed: &Typed) -> Result<Date, Fault> {
    if typed.is_blank() {
        return Err(Fault::Missing);
    }
    crate::day::parse(typed.as_str()).ok_or(Fault::NotADate)
}

/// A day as `<input type=date>` and the API write it: `2026-11-21`.
pub fn iso_day(day: Date) -> String {
    let two = |number: i8| {
        let digits = number.to_string();
        if digits.len() < 2 { ["0", &digits].concat() } else { digits }
    };
    let year = day.year().to_string();
    let zeros = "0".repeat(4_usize.saturating_sub(year.len()));
    [&zeros, &year, "-", &two(day.month()), "-", &two(day.day())].concat()
}
