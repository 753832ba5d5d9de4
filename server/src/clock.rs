//! The server's one clock.

use std::fmt;
use std::sync::Arc;

use domain::Date;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What time it is. A value, so that tests can say.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    /// A clock that shows what the function says.
    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// The calendar date of an instant in a company's time zone.
pub fn date_in(time_zone: &TimeZone, instant: Timestamp) -> Date {
    time_zone.to_datetime(instant).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_midnight_where_the_company_is() {
        let nairobi = TimeZone::get("Africa/Nairobi").unwrap();
        let dakar = TimeZone::get("Africa/Dakar").unwrap();
        let instant: Timestamp = "2026-11-21T21:00:00Z".parse().unwrap();
        assert_eq!(date_in(&nairobi, instant).to_string(), "2026-11-22");
        assert_eq!(date_in(&dakar, instant).to_string(), "2026-11-21");
    }
}
