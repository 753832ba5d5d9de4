//! Values as each database keeps them.
//!
//! `SQLite` keeps a date, an instant and a UUID as text, so that their order is that of the text;
//! `PostgreSQL` has types of its own. (A crate for dates exists, `jiff-sqlx`; its instants are texts
//! of different lengths on `SQLite`, which do not sort by time.)

use std::fmt::Display;

use domain::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, Serializer};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Encode, Postgres, Sqlite, Type};
use uuid::Uuid;

use crate::instant;

/// A calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Day(pub(in crate::store) Date);

/// An instant, to the millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Instant(pub(in crate::store) Timestamp);

/// A UUID that a client made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Key(pub(in crate::store) Uuid);

/// The day from which `PostgreSQL` counts.
const EPOCH: Date = jiff::civil::date(2000, 1, 1);

/// The microseconds at that day's beginning in UTC since 1970.
const EPOCH_MICROS: i64 = 946_684_800_000_000;

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&instant::to_text(self.0))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is text on `SQLite`.
macro_rules! text_on_sqlite {
    ($value:ty, $to_text:expr, $from_text:expr) => {
        impl Type<Sqlite> for $value {
            fn type_info() -> <Sqlite as Database>::TypeInfo {
                <String as Type<Sqlite>>::type_info()
            }

            fn compatible(found: &<Sqlite as Database>::TypeInfo) -> bool {
                <String as Type<Sqlite>>::compatible(found)
            }
        }

        impl Encode<'_, Sqlite> for $value {
            fn encode_by_ref(
                &self,
                buffer: &mut <Sqlite as Database>::ArgumentBuffer,
            ) -> Result<IsNull, BoxDynError> {
                let to_text: fn(&Self) -> String = $to_text;
                <String as Encode<'_, Sqlite>>::encode(to_text(self), buffer)
            }
        }

        impl<'r> Decode<'r, Sqlite> for $value {
            fn decode(value: <Sqlite as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let from_text: fn(&str) -> Result<Self, BoxDynError> = $from_text;
                from_text(<&str as Decode<'r, Sqlite>>::decode(value)?)
            }
        }
    };
}

text_on_sqlite!(Day, |day| day.0.to_string(), |text| Ok(Day(text.parse()?)));
text_on_sqlite!(Instant, ToString::to_string, |text| Ok(Instant(instant::from_text(text)?)));
text_on_sqlite!(Key, |key| key.0.to_string(), |text| Ok(Key(Uuid::parse_str(text)?)));

/// What `PostgreSQL` sends as a number, of a type of its own.
macro_rules! number_on_postgres {
    ($value:ty, $named:literal, $number:ty, $to_number:expr, $from_number:expr) => {
        impl Type<Postgres> for $value {
            fn type_info() -> <Postgres as Database>::TypeInfo {
                <Postgres as Database>::TypeInfo::with_name($named)
            }
        }

        impl Encode<'_, Postgres> for $value {
            fn encode_by_ref(
                &self,
                buffer: &mut <Postgres as Database>::ArgumentBuffer,
            ) -> Result<IsNull, BoxDynError> {
                let to_number: fn(&Self) -> Result<$number, BoxDynError> = $to_number;
                buffer.extend_from_slice(&to_number(self)?.to_be_bytes());
                Ok(IsNull::No)
            }
        }

        impl<'r> Decode<'r, Postgres> for $value {
            fn decode(value: <Postgres as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let from_number: fn($number) -> Result<Self, BoxDynError> = $from_number;
                from_number(<$number>::from_be_bytes(value.as_bytes()?.try_into()?))
            }
        }
    };
}

number_on_postgres!(
    Day,
    "date",
    i32,
    |day| Ok(day.0.since((jiff::Unit::Day, EPOCH))?.get_days()),
    |days| Ok(Day(EPOCH.checked_add(SignedDuration::from_hours(i64::from(days) * 24))?))
);
number_on_postgres!(
    Instant,
    "timestamptz",
    i64,
    |instant| Ok(instant.0.as_millisecond() * 1_000 - EPOCH_MICROS),
    |micros| Ok(Instant(Timestamp::from_microsecond(micros + EPOCH_MICROS)?))
);
number_on_postgres!(Key, "uuid", u128, |key| Ok(key.0.as_u128()), |number| Ok(Key(
    Uuid::from_u128(number)
)));
