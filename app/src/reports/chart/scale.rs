//! Where values stand on an axis.

/// More steps than these crowd an axis.
const STEPS_MAX: u64 = 5;

/// An axis from zero, in round steps: 1, 2 or 5 and zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    step: u64,
    steps: u64,
}

impl Scale {
    /// The axis on which a value is the largest. It has the smallest steps that are few enough.
    pub(super) fn up_to(largest: u64) -> Self {
        let largest = largest.max(1);
        let mut power = 1_u64;
        loop {
            for digit in [1, 2, 5] {
                let step = power.saturating_mul(digit);
                let steps = largest.div_ceil(step);
                if steps <= STEPS_MAX {
                    return Self { step, steps };
                }
            }
            power = power.saturating_mul(10);
        }
    }

    /// The distance from a tick to the next.
    pub(super) const fn step(self) -> u64 {
        self.step
    }

    /// The value at its end.
    pub(super) const fn top(self) -> u64 {
        self.step.saturating_mul(self.steps)
    }

    /// The values that are marked, from zero to the top.
    pub(super) fn ticks(self) -> impl Iterator<Item = u64> {
        (0..=self.steps).map(move |n| self.step.saturating_mul(n))
    }

    /// Where a value stands on an axis of that length, to the nearest whole: at its ends where it is
    /// below zero or beyond the top.
    pub(super) fn place(self, value: i64, length: u32) -> u32 {
        let value = u64::try_from(value).unwrap_or(0).min(self.top());
        let (value, top) = (u128::from(value), u128::from(self.top()));
        let doubled = value * u128::from(length) * 2 + top;
        u32::try_from(doubled / (top * 2)).unwrap_or(length)
    }
}

/// A part of a whole as a percentage to the hundredth: `12.34%`, as SVG reads it.
pub(super) fn percentage(part: u32, whole: u32) -> String {
    let whole = u64::from(whole.max(1));
    let hundredths = (u64::from(part) * 20_000 + whole) / (whole * 2);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Moves labels apart that would stand on each other: each stays as near to where it belongs as the
/// others allow, in their order, and within the length.
pub(super) fn spread(places: &[u32], gap: u32, length: u32) -> Vec<u32> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|index| places.get(*index).copied());
    let mut spread = places.to_vec();
    let mut least = 0;
    for index in &order {
        if let Some(place) = spread.get_mut(*index) {
            *place = (*place).max(least);
            least = *place + gap;
        }
    }
    // What was pushed past the end is pushed back, and pushes what stands before it.
    let mut most = length;
    for index in order.iter().rev() {
        if let Some(place) = spread.get_mut(*index) {
            *place = (*place).min(most);
            most = place.saturating_sub(gap);
        }
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_few_and_begin_at_zero() {
        for (largest, ticks) in [
            (0, vec![0, 1]),
            (1, vec![0, 1]),
            (3, vec![0, 1, 2, 3]),
            (6, vec![0, 2, 4, 6]),
            (11, vec![0, 5, 10, 15]),
            (100, vec![0, 20, 40, 60, 80, 100]),
            (101, vec![0, 50, 100, 150]),
            (184, vec![0, 50, 100, 150, 200]),
            (14_205_300, vec![0, 5_000_000, 10_000_000, 15_000_000]),
        ] {
            assert_eq!(Scale::up_to(largest).ticks().collect::<Vec<_>>(), ticks, "{largest}");
        }
    }

    #[test]
    fn every_value_has_its_scale() {
        for largest in (0..63).map(|power| 1_u64 << power).chain([u64::MAX]) {
            let scale = Scale::up_to(largest);
            assert!(scale.top() >= largest, "{largest}");
            assert!(scale.ticks().count() <= 6, "{largest}");
        }
    }

    #[test]
    fn values_stand_where_they_belong() {
        let scale = Scale::up_to(100);
        for (value, place) in [(0, 0), (-5, 0), (50, 110), (99, 218), (100, 220), (1_000, 220)] {
            assert_eq!(scale.place(value, 220), place, "{value}");
        }
        assert_eq!(Scale::up_to(u64::MAX).place(i64::MAX, 1_000), 500);
    }

    #[test]
    fn percentages_are_exact_to_the_hundredth() {
        for (part, whole, text) in [
            (0, 7, "0.00%"),
            (1, 3, "33.33%"),
            (2, 3, "66.67%"),
            (7, 7, "100.00%"),
            (1, 0, "100.00%"),
        ] {
            assert_eq!(percentage(part, whole), text);
        }
    }

    #[test]
    fn labels_keep_their_order_and_do_not_touch() {
        for (places, expected) in [
            (vec![10, 100], vec![10, 100]),
            (vec![100, 90, 95], vec![122, 90, 106]),
            (vec![220, 215, 218], vec![220, 188, 204]),
            (vec![], vec![]),
        ] {
            assert_eq!(spread(&places, 16, 220), expected);
        }
    }
}
