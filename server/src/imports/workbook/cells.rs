//! Values of cells as text.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use jiff::civil::{DateTime, Time};
use jiff::{SignedDuration, ToSpan as _};

/// Numbers of workbooks are exact to fifteen digits.
const EXACT_BELOW: f64 = 1e15;

/// The first day after the last of spreadsheets, 31 December 9999.
const DAYS_END: f64 = 2_958_466.0;

const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// A number as people write it: without an exponent and with no more digits than a spreadsheet keeps.
/// One that has more digits than that was rounded when it was typed, and is written so that this shows.
pub(super) fn number(value: f64) -> String {
    // Fifteen digits, so that 0.1 + 0.2 is 0.3.
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    if rounded == 0.0 {
        return "0".to_owned();
    }
    if rounded.abs() < EXACT_BELOW {
        rounded.to_string()
    } else {
        format!("{rounded:.14E}").replace('E', "E+")
    }
}

/// A day, with its time where there is one; a time alone where there is no day.
pub(super) fn date_time(value: ExcelDateTime) -> String {
    let days = value.as_f64();
    if !(0.0..DAYS_END).contains(&days) {
        return number(days);
    }
    let from_1904 = value == ExcelDateTime::new(days, ExcelDateTimeType::DateTime, true);
    if days < 1.0 && !from_1904 {
        return duration(days);
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let parts = [month, day, hour, minute, second].map(i8::try_from);
    let (Ok(year), [Ok(month), Ok(day), Ok(hour), Ok(minute), Ok(second)]) =
        (i16::try_from(year), parts)
    else {
        return number(days);
    };
    DateTime::new(year, month, day, hour, minute, second, i32::from(milli) * 1_000_000)
        .ok()
        .and_then(to_the_second)
        .map_or_else(|| number(days), written)
}

/// Times of a spreadsheet are some milliseconds beside.
fn to_the_second(at: DateTime) -> Option<DateTime> {
    let at = at.checked_add(500.milliseconds()).ok()?;
    at.with().subsec_nanosecond(0).build().ok()
}

fn written(at: DateTime) -> String {
    if at.time() == Time::midnight() {
        at.date().to_string()
    } else {
        at.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// Hours, minutes and seconds.
pub(super) fn duration(days: f64) -> String {
    let Ok(length) = SignedDuration::try_from_secs_f64((days * SECONDS_OF_A_DAY).round()) else {
        return number(days);
    };
    let seconds = length.as_secs().unsigned_abs();
    let sign = if length.is_negative() { "-" } else { "" };
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A day that a workbook writes in ISO 8601, with its time where that is not midnight.
pub(super) fn iso(text: &str) -> String {
    let text = text.trim().trim_end_matches('Z');
    match text.parse::<DateTime>() {
        Ok(at) => to_the_second(at).map_or_else(|| text.to_owned(), written),
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::DateTime;

    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1200.0, "1200"),
            (-12.5, "-12.5"),
            (0.1 + 0.2, "0.3"),
            (0.000_001, "0.000001"),
            (254_712_345_678.0, "254712345678"),
            (999_999_999_999_999.0, "999999999999999"),
            (1_234_567_890_123_456_789.0, "1.23456789012346E+18"),
        ] {
            assert_eq!(number(value), expected);
        }
    }

    #[test]
    fn days_are_counted_as_spreadsheets_count_them() {
        for (days, is_1904, expected) in [
            (46_354.0, false, "2026-11-28"),
            (44_892.0, true, "2026-11-28"),
            (46_354.5, false, "2026-11-28 12:00:00"),
            (46_353.999_999_9, false, "2026-11-28"),
            (1.0, false, "1900-01-01"),
            (61.0, false, "1900-03-01"),
            (0.25, false, "06:00:00"),
            (0.0, true, "1904-01-01"),
            (-1.0, false, "-1"),
            (1e12, false, "1000000000000"),
        ] {
            assert_eq!(date_time(ExcelDateTime::new(days, DateTime, is_1904)), expected, "{days}");
        }
        assert_eq!(duration(1.5), "36:00:00");
        assert_eq!(duration(f64::MAX), number(f64::MAX));
    }

    #[test]
    fn days_in_iso_lose_a_midnight() {
        for (text, expected) in [
            ("2026-11-28", "2026-11-28"),
            ("2026-11-28T00:00:00", "2026-11-28"),
            ("2026-11-28T00:00:00Z", "2026-11-28"),
            ("2026-11-28T09:29:59.999999", "2026-11-28 09:30:00"),
            ("no day", "no day"),
        ] {
            assert_eq!(iso(text), expected);
        }
    }
}
