//! How much is written off, and how much of it comes back.

use jiff::civil::Date;

use super::period::{Month, Period};
use super::ratio::Ratio;
use crate::money::Money;

/// What was written off in a period over its average gross receivables.
///
/// The average is that of the month ends, those of [`month_ends`]. It is not rounded: the ratio is
/// `written off x number of month ends / their sum`. Nor is it annualised: it is that of the period.
pub fn write_off_ratio(written_off: Money, gross_at_month_ends: &[Money]) -> Ratio {
    // A slice is shorter than 2^63.
    let count = i128::try_from(gross_at_month_ends.len()).unwrap_or(i128::MAX);
    let sum = gross_at_month_ends.iter().map(|gross| i128::from(gross.minor())).sum();
    Ratio::exact(i128::from(written_off.minor()).saturating_mul(count), sum)
}

/// The days whose gross receivables the write-off ratio of a period averages, the earliest first: the
/// last month end before the period, and each one in it.
///
/// A period that ends within a month does not count that month's end, which may not have come yet.
pub fn month_ends(period: Period) -> impl Iterator<Item = Date> {
    let before = Month::of(period.from()).previous().map(Month::last_day);
    before
        .into_iter()
        .chain(period.months().map(Month::last_day).take_while(move |end| *end <= period.to()))
}

/// What was recovered over what was written off.
pub fn recovery_rate(written_off: Money, recovered: Money) -> Ratio {
    Ratio::of(recovered, written_off)
}
