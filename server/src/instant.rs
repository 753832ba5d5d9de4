//! Instants as they are stored.

use jiff::Timestamp;

/// RFC 3339 in UTC with milliseconds, always as long: text order is time order.
pub fn to_text(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// As the command line says it, to the minute.
pub fn to_minute(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// The instant of a stored text.
///
/// # Errors
///
/// When it is not a timestamp.
pub fn from_text(text: &str) -> Result<Timestamp, jiff::Error> {
    text.parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instant_is_as_long_and_comes_back() {
        for text in ["2026-11-21T09:05:07.000Z", "2026-11-21T09:05:07.120Z"] {
            let instant = from_text(text).unwrap();
            assert_eq!(to_text(instant), text);
        }
    }

    #[test]
    fn people_are_told_the_minute() {
        let instant = from_text("2026-11-29T23:09:40.302Z").unwrap();
        assert_eq!(to_minute(instant), "2026-11-29 23:09 UTC");
    }

    #[test]
    fn what_is_finer_than_a_millisecond_is_cut_off() {
        let instant = from_text("2026-11-21T09:05:07.999999Z").unwrap();
        assert_eq!(to_text(instant), "2026-11-21T09:05:07.999Z");
    }
}
