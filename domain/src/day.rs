//! Days as they travel: `2026-11-21`, and nothing else.
//!
//! The calendar library reads and explains many more forms, and its explanations alone would be a
//! fifth of what a browser loads to show the page.

use jiff::civil::{Date, DateTime};

use crate::account_id::trim_blanks;
use crate::language::Language;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
pub(crate) fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::custom("a day is written as `2026-11-21`"))
}

/// A day, or none.
pub(crate) mod optional {
    use super::{Date, Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
    #[cfg_attr(
        target_pointer_width = "64",
        expect(clippy::trivially_copy_pass_by_ref, reason = "the same; small only on 64 bits")
    )]
    pub(crate) fn serialize<S: Serializer>(
        day: &Option<Date>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => super::serialize(day, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
    }

    #[derive(Deserialize)]
    struct Day(#[serde(with = "super")] Date);
}

/// The day of `2026-11-21`, or none where it is written differently or not in the calendar.
pub fn parse(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let number = |part: &str, digits: usize| -> Option<i16> {
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse().ok() } else { None }
    };
    let (month, day) = (number(month, 2)?, number(day, 2)?);
    Date::new(number(year, 4)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads a day as people and programs write it: the year first, as `2026-11-20`, or the day first, as
/// `20/11/2026`. A time may follow, but none with a zone: the day here may be another then.
pub fn read(text: &str) -> Option<Date> {
    let text = trim_blanks(text);
    let is_time = |text: &str| {
        text.contains(':') && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b':' | b'.'))
    };
    let timed = text.split_once([' ', 'T']).filter(|(_, time)| is_time(time));
    let text = timed.map_or(text, |(day, _)| day);
    if let Some(day) = parse(text) {
        return Some(day);
    }
    let mark = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = text.split(mark);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str, lengths: &[usize]| -> Option<i16> {
        let plain = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse().ok() } else { None }
    };
    let (day, month, year) = (number(day, &[1, 2])?, number(month, &[1, 2])?, number(year, &[4])?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The months in English and in French, as they stand in a date.
const MONTHS: [(&str, &str); 12] = [
    ("January", "janvier"),
    ("February", "février"),
    ("March", "mars"),
    ("April", "avril"),
    ("May", "mai"),
    ("June", "juin"),
    ("July", "juillet"),
    ("August", "août"),
    ("September", "septembre"),
    ("October", "octobre"),
    ("November", "novembre"),
    ("December", "décembre"),
];

/// A moment as a mail says it, to the minute, with the time zone that it is in:
/// `29 November 2026, 23:09 (Africa/Nairobi)`.
pub fn moment_in_words(moment: DateTime, time_zone: &str, language: Language) -> String {
    let month = usize::try_from(moment.month() - 1).ok().and_then(|month| MONTHS.get(month));
    let (english, french) = month.copied().unwrap_or_default();
    let (day, month) = match language {
        Language::En => (moment.day().to_string(), english),
        Language::Fr if moment.day() == 1 => ("1er".to_owned(), french),
        Language::Fr => (moment.day().to_string(), french),
    };
    let (year, hour, minute) = (moment.year(), moment.hour(), moment.minute());
    format!("{day} {month} {year}, {hour:02}:{minute:02} ({time_zone})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Eq, serde::Serialize, Deserialize)]
    struct Days {
        #[serde(with = "super")]
        one: Date,
        #[serde(with = "optional", default)]
        other: Option<Date>,
    }

    #[test]
    fn days_travel_as_the_calendar_writes_them() {
        for (json, days) in [
            (
                r#"{"one":"2026-11-21","other":"0999-01-02"}"#,
                Days { one: Date::constant(2026, 11, 21), other: Some(Date::constant(999, 1, 2)) },
            ),
            (
                r#"{"one":"2024-02-29","other":null}"#,
                Days { one: Date::constant(2024, 2, 29), other: None },
            ),
        ] {
            assert_eq!(serde_json::to_string(&days).unwrap(), json);
            assert_eq!(serde_json::from_str::<Days>(json).unwrap(), days);
        }
    }

    #[test]
    fn days_are_read_as_people_and_programs_write_them() {
        let day = Some(Date::constant(2026, 11, 8));
        for (text, expected) in [
            ("2026-11-08", day),
            (" 2026-11-08 00:00:00", day),
            ("2026-11-08T14:02:11.123", day),
            ("8/11/2026", day),
            ("08.11.2026 09:00", day),
            ("08-11-2026", day),
            ("2026-11-08T14:02:11Z", None),
            ("2026-11-08 14:02:11+03:00", None),
            ("2026-11-08 12", None),
            ("11/28/2026", None),
            ("45965", None),
            ("2026-11-31", None),
            ("8/11/26", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_moment_is_said_to_the_minute_in_its_time_zone() {
        for (day, english, french) in [
            (
                29,
                "29 November 2026, 23:09 (Africa/Nairobi)",
                "29 novembre 2026, 23:09 (Africa/Nairobi)",
            ),
            (
                1,
                "1 November 2026, 23:09 (Africa/Nairobi)",
                "1er novembre 2026, 23:09 (Africa/Nairobi)",
            ),
        ] {
            let moment = DateTime::constant(2026, 11, day, 23, 9, 40, 302_000_000);
            let said = Language::ALL.map(|one| moment_in_words(moment, "Africa/Nairobi", one));
            assert_eq!(said, [english, french]);
        }
    }

    #[test]
    fn nothing_else_is_a_day() {
        for text in [
            "2026-11-31",
            "2026-2-01",
            "26-11-21",
            "2026-11-21T00:00",
            "+026-11-21",
            "2026/11/21",
            "",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
