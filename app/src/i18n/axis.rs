//! Numbers at the ticks of an axis: short, because they stand beside a chart and are round.

use domain::language::Language;

use super::format::{NO_BREAK_SPACE, decimal_mark, number};

/// Writes the ticks of one axis, all in the same unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AxisNumbers {
    /// What a tick's value is divided by.
    divisor: u64,
    /// How many decimals the ticks need.
    decimals: u32,
    /// Thousands, millions or thousands of millions, or nothing.
    suffix: Option<Magnitude>,
    /// Whether they are tenths of a percent.
    percent: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Magnitude {
    Thousands,
    Millions,
    Milliards,
}

impl Magnitude {
    /// Thousands only begin at ten of them: `5,000` is as short as `5k`, and plainer.
    const fn of(units: u64) -> Option<Self> {
        match units {
            0..10_000 => None,
            10_000..1_000_000 => Some(Self::Thousands),
            1_000_000..1_000_000_000 => Some(Self::Millions),
            _ => Some(Self::Milliards),
        }
    }

    const fn size(self) -> u64 {
        match self {
            Self::Thousands => 1_000,
            Self::Millions => 1_000_000,
            Self::Milliards => 1_000_000_000,
        }
    }

    const fn letters(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Thousands, _) => "k",
            (Self::Millions, _) => "M",
            (Self::Milliards, Language::En) => "bn",
            (Self::Milliards, Language::Fr) => "Md",
        }
    }
}

impl AxisNumbers {
    /// Numbers with so many decimals, from nothing to `top` in steps.
    pub(crate) fn of(top: u64, step: u64, minor_digits: u8) -> Self {
        let unit = 10_u64.saturating_pow(u32::from(minor_digits));
        let suffix = Magnitude::of(top / unit);
        let divisor = unit.saturating_mul(suffix.map_or(1, Magnitude::size));
        Self { divisor, decimals: decimals(step, divisor), suffix, percent: false }
    }

    /// Shares in tenths of a percent.
    pub(crate) fn of_percent(step: u64) -> Self {
        Self { divisor: 10, decimals: decimals(step, 10), suffix: None, percent: true }
    }

    /// A tick.
    pub(crate) fn write(self, value: u64, language: Language) -> String {
        let mut text = number(value / self.divisor, language);
        if self.decimals > 0 && value > 0 {
            let shift = 10_u64.saturating_pow(self.decimals);
            let rest = (value % self.divisor).saturating_mul(shift) / self.divisor;
            let width = self.decimals as usize;
            text = format!("{text}{}{rest:0width$}", decimal_mark(language));
        }
        let unit = match self.suffix {
            _ if value == 0 && !self.percent => return text,
            Some(magnitude) => magnitude.letters(language),
            None if self.percent => "%",
            None => return text,
        };
        match language {
            Language::En => format!("{text}{unit}"),
            Language::Fr => format!("{text}{NO_BREAK_SPACE}{unit}"),
        }
    }
}

/// The fewest decimals that write every multiple of a step exactly, as far as there are any.
fn decimals(step: u64, divisor: u64) -> u32 {
    const MOST: u32 = 4;
    (0..MOST)
        .find(|digits| step.saturating_mul(10_u64.saturating_pow(*digits)).is_multiple_of(divisor))
        .unwrap_or(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_short_and_in_one_unit() {
        for (top, step, digits, value, en, fr) in [
            (5, 1, 0, 3, "3", "3"),
            (5_000, 1_000, 0, 4_000, "4,000", "4\u{202f}000"),
            (25_000, 5_000, 0, 5_000, "5k", "5\u{a0}k"),
            (2_500_000, 500_000, 0, 500_000, "0.5M", "0,5\u{a0}M"),
            (2_500_000, 500_000, 0, 2_000_000, "2.0M", "2,0\u{a0}M"),
            (100_000_000, 20_000_000, 2, 20_000_000, "0.2M", "0,2\u{a0}M"),
            (5_000_000_000, 1_000_000_000, 0, 1_000_000_000, "1bn", "1\u{a0}Md"),
            (250, 50, 2, 50, "0.5", "0,5"),
            (25_000, 5_000, 0, 0, "0", "0"),
        ] {
            let numbers = AxisNumbers::of(top, step, digits);
            assert_eq!(numbers.write(value, Language::En), en);
            assert_eq!(numbers.write(value, Language::Fr), fr);
        }
    }

    #[test]
    fn shares_are_percentages() {
        let whole = AxisNumbers::of_percent(50);
        assert_eq!(whole.write(150, Language::En), "15%");
        assert_eq!(whole.write(0, Language::Fr), "0\u{a0}%");
        assert_eq!(AxisNumbers::of_percent(5).write(15, Language::Fr), "1,5\u{a0}%");
    }
}
