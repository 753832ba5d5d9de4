//! A part of a whole, exact until it is written.

use crate::language::Language;
use crate::money::Money;

/// A part over a whole. Nothing is rounded before [`percent_tenths`](Self::percent_tenths).
///
/// Two of them are equal when both their parts and their wholes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    part: i128,
    whole: i128,
}

impl Ratio {
    /// One amount over another of the same currency.
    pub fn of(part: Money, whole: Money) -> Self {
        Self { part: i128::from(part.minor()), whole: i128::from(whole.minor()) }
    }

    /// One number over another.
    pub(super) const fn exact(part: i128, whole: i128) -> Self {
        Self { part, whole }
    }

    /// The part. In minor units, or in a multiple of them that is the same in the whole.
    pub const fn part(self) -> i128 {
        self.part
    }

    /// The whole, in the unit of the part.
    pub const fn whole(self) -> i128 {
        self.whole
    }

    /// The ratio in tenths of a percent, rounded half up: 140 is 14.0 %. None where the whole is
    /// nothing or less.
    pub fn percent_tenths(self) -> Option<i64> {
        if self.whole <= 0 {
            return None;
        }
        // Floor of the ratio plus one half, over twice the whole. Amounts are 64 bits wide, so that
        // nothing here comes near 128.
        let doubled = self.part.saturating_mul(2_000).saturating_add(self.whole);
        let tenths = doubled.div_euclid(self.whole.saturating_mul(2));
        let held = tenths.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
        i64::try_from(held).ok()
    }

    /// The ratio as people read it: `14.0%` in English, `14,0 %` in French, with a no-break space.
    /// None where the whole is nothing or less.
    pub fn percent(self, language: Language) -> Option<String> {
        let tenths = self.percent_tenths()?;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        Some(match language {
            Language::En => format!("{sign}{whole}.{tenth}%"),
            Language::Fr => format!("{sign}{whole},{tenth}\u{a0}%"),
        })
    }
}
