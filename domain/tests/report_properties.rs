//! What holds for every day and every amount.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use domain::Date;
use domain::journal::export::decimal;
use domain::money::Money;
use domain::reports::{
    Aged, Ageing, Bucket, PastDueOver, Period, Ratio, days_past_due, month_ends,
};
use proptest::prelude::*;

fn date() -> impl Strategy<Value = Date> {
    (1900_i16..2200, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

/// Days near the boundaries turn up far more often than by chance.
fn days() -> impl Strategy<Value = i64> {
    prop_oneof![-5_i64..200, -100_000_i64..100_000, any::<i64>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Each number of days is in one bucket: the one that it is said to be in.
    #[test]
    fn buckets_cover_all_days_once(days in days()) {
        let holds = |bucket: &Bucket| {
            bucket.first_day().is_none_or(|first| first <= days)
                && bucket.last_day().is_none_or(|last| days <= last)
        };
        let holding: Vec<Bucket> = Bucket::ALL.into_iter().filter(holds).collect();
        prop_assert_eq!(holding, [Bucket::of(days)]);
    }

    /// The ranges of days are the same buckets.
    #[test]
    fn ranges_of_days_agree_with_days_past_due(
        today in date(),
        paid_until in prop::option::of((0_i32..250, date()).prop_map(|(near, far)| (near, far))),
        is_near in any::<bool>(),
    ) {
        let paid_until = paid_until.map(|(near, far)| {
            if is_near { today.saturating_sub(jiff::Span::new().days(near)) } else { far }
        });
        let bucket = Bucket::of(days_past_due(paid_until, today));
        for one in Bucket::ALL {
            prop_assert_eq!(one.paid_until(today).contains(paid_until), one == bucket);
        }
    }

    /// Nothing is lost between buckets, and what is past due by more is part of what is by less.
    #[test]
    fn ageing_adds_up(owed in prop::collection::vec((days(), 0_i64..1_000_000), 0..50)) {
        let ageing = Ageing::of(owed.iter().map(|(days, amount)| {
            (Bucket::of(*days), Aged { amount: Money::from_minor(*amount), accounts: 1 })
        }));
        let total: i64 = owed.iter().map(|(_, amount)| amount).sum();
        prop_assert_eq!(ageing.total().amount.minor(), total);
        prop_assert_eq!(ageing.total().accounts, u64::try_from(owed.len()).unwrap());
        for over in PastDueOver::ALL {
            let late = owed.iter().filter(|(days, _)| *days > over.days());
            let late: i64 = late.map(|(_, amount)| amount).sum();
            prop_assert_eq!(ageing.past_due_over(over).amount.minor(), late);
        }
    }

    /// The number written is the amount, with that many digits.
    #[test]
    fn decimal_round_trips(minor in prop_oneof![any::<i64>(), -2_000_i64..2_000], digits in 0_u8..=4) {
        let text = decimal(Money::from_minor(minor), digits);
        prop_assert_eq!(text.replace('.', "").parse::<i64>().unwrap(), minor);
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        prop_assert_eq!(rest.len(), usize::from(digits));
        prop_assert_eq!(text.contains('.'), digits > 0);
        let whole = whole.trim_start_matches('-');
        prop_assert!(whole == "0" || !whole.starts_with('0'), "{}", text);
    }

    /// What is written is no further from the ratio than half a tenth of a percent.
    #[test]
    fn percents_are_the_nearest_tenth(part in 0_i64..1_000_000_000, whole in 1_i64..1_000_000_000) {
        let tenths = Ratio::of(Money::from_minor(part), Money::from_minor(whole))
            .percent_tenths()
            .unwrap();
        let twice_off =
            2 * (i128::from(part) * 1_000 - i128::from(tenths) * i128::from(whole));
        // Half up: never half below what is written.
        prop_assert!(-i128::from(whole) <= twice_off && twice_off < i128::from(whole));
    }

    /// Months follow each other without a gap from the first day to the last, and month ends rise.
    #[test]
    fn months_cover_the_period(from in date(), length in 0_i32..3_600) {
        let to = from.saturating_add(jiff::Span::new().days(length));
        let period = Period::new(from, to).unwrap();
        let months: Vec<_> = period.months().collect();
        prop_assert!(months.first().unwrap().first_day() <= from);
        prop_assert!(to <= months.last().unwrap().last_day());
        prop_assert!(months.windows(2).all(|pair| pair[0].next() == Some(pair[1])));
        let ends: Vec<Date> = month_ends(period).collect();
        prop_assert!(ends.is_sorted() && ends[0] < from);
        prop_assert!(ends[1..].iter().all(|end| period.contains(*end)));
    }
}
