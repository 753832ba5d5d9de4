//! The days that a report covers.

use std::iter;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::account_id::trim_blanks;
use crate::day;

/// The longest period of a report, in years.
pub const PERIOD_YEARS_MAX: i8 = 10;

/// The days from one to another, both included.
///
/// Guaranteed: the last is not before the first, and the period is no longer than
/// [`PERIOD_YEARS_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

/// One of the two days of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The first day.
    From,
    /// The last day.
    To,
}

impl Bound {
    /// The name of its parameter in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
        }
    }
}

/// Why there is no such period. [`words::period_fault`](super::words::period_fault) says it to
/// people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodFault {
    /// The day is left out or blank.
    Missing(Bound),
    /// Not a day of the calendar, written as `2026-11-21`.
    NotADate(Bound),
    /// The first day lies after the last.
    FromAfterTo,
    /// Longer than [`PERIOD_YEARS_MAX`].
    TooLong,
}

impl PeriodFault {
    /// Which of the two days to change.
    pub const fn bound(self) -> Bound {
        match self {
            Self::Missing(bound) | Self::NotADate(bound) => bound,
            Self::FromAfterTo | Self::TooLong => Bound::To,
        }
    }
}

impl Period {
    /// The days from one to another.
    ///
    /// # Errors
    ///
    /// When the first lies after the last, or ten years or more before it.
    pub fn new(from: Date, to: Date) -> Result<Self, PeriodFault> {
        if from > to {
            return Err(PeriodFault::FromAfterTo);
        }
        match from.checked_add(PERIOD_YEARS_MAX.years()) {
            Ok(end) if end <= to => Err(PeriodFault::TooLong),
            // A period that the calendar ends is short enough.
            Ok(_) | Err(_) => Ok(Self { from, to }),
        }
    }

    /// The period of two texts such as `2026-01-01`. Blanks around them do not count.
    ///
    /// # Errors
    ///
    /// The first of: a day is missing, is not a day, and what [`new`](Self::new) refuses. The first
    /// day is judged before the last.
    pub fn parse(from: &str, to: &str) -> Result<Self, PeriodFault> {
        Self::new(bound(from, Bound::From)?, bound(to, Bound::To)?)
    }

    /// The first day.
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub const fn to(self) -> Date {
        self.to
    }

    /// Whether the day is one of its days.
    pub fn contains(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The months of which it covers at least a day, the earliest first.
    pub fn months(self) -> impl Iterator<Item = Month> {
        iter::successors(Some(Month::of(self.from)), |month| month.next())
            .take_while(move |month| month.first <= self.to)
    }
}

fn bound(text: &str, bound: Bound) -> Result<Date, PeriodFault> {
    match trim_blanks(text) {
        "" => Err(PeriodFault::Missing(bound)),
        text => day::parse(text).ok_or(PeriodFault::NotADate(bound)),
    }
}

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self { first: day.first_of_month() }
    }

    /// Its first day.
    pub const fn first_day(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.first.last_of_month()
    }

    /// Its stable label, such as `2026-03`: in the order of time when sorted as text.
    pub fn code(self) -> String {
        format!("{:04}-{:02}", self.first.year(), self.first.month())
    }

    /// The month after it; none at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.first.checked_add(1.month()).ok().map(Self::of)
    }

    /// The month before it; none at the beginning of the calendar.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.first.checked_sub(1.month()).ok().map(Self::of)
    }
}
