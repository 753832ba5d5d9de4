//! Figures of the reports, to the minor unit and the tenth of a percent.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use domain::Date;
use domain::language::Language;
use domain::money::Money;
use domain::reports::words;
use domain::reports::{
    Aged, Ageing, Bound, Bucket, Month, PaidUntil, PastDueOver, Period, PeriodFault, Ratio,
    ReportName, days_past_due, month_ends, recovery_rate, write_off_ratio,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn money(minor: i64) -> Money {
    Money::from_minor(minor)
}

fn period(from: &str, to: &str) -> Period {
    Period::parse(from, to).unwrap()
}

/// Ten accounts that owe 100 each, on both sides of each boundary.
#[test]
fn ageing_adds_up_to_gross_receivables() {
    let date = day("2026-11-30");
    let ageing = Ageing::of(
        [
            "2026-11-30",
            "2026-11-29",
            "2026-10-31",
            "2026-10-30",
            "2026-10-01",
            "2026-09-30",
            "2026-09-01",
            "2026-08-31",
            "2026-06-03",
            "2026-06-02",
        ]
        .map(|paid_until| {
            let days = days_past_due(Some(day(paid_until)), date);
            (Bucket::of(days), Aged { amount: money(100), accounts: 1 })
        }),
    );
    let buckets: Vec<_> = ageing
        .buckets()
        .map(|(bucket, aged)| (bucket.code(), aged.amount.minor(), aged.accounts))
        .collect();
    assert_eq!(
        buckets,
        [
            ("current", 100, 1),
            ("1-30", 200, 2),
            ("31-60", 200, 2),
            ("61-90", 200, 2),
            ("91-180", 200, 2),
            ("over-180", 100, 1),
        ]
    );
    assert_eq!(ageing.total(), Aged { amount: money(1_000), accounts: 10 });
    assert_eq!(ageing.get(Bucket::From91To180), Aged { amount: money(200), accounts: 2 });
    for (over, amount, accounts, tenths) in [
        (PastDueOver::Days30, 700, 7, 700),
        (PastDueOver::Days60, 500, 5, 500),
        (PastDueOver::Days90, 300, 3, 300),
    ] {
        assert_eq!(ageing.past_due_over(over), Aged { amount: money(amount), accounts });
        let ratio = ageing.portfolio_at_risk(over);
        assert_eq!(ratio, Ratio::of(money(amount), money(1_000)));
        assert_eq!(ratio.percent_tenths(), Some(tenths));
    }
}

#[test]
fn nothing_is_at_risk_of_nothing() {
    let ageing = Ageing::default();
    assert_eq!(ageing.total(), Aged::default());
    for over in PastDueOver::ALL {
        assert_eq!(ageing.portfolio_at_risk(over).percent_tenths(), None);
    }
}

/// Each boundary from both sides.
#[test]
fn buckets_have_boundaries() {
    for (days, bucket) in [
        (i64::MIN, Bucket::Current),
        (-1, Bucket::Current),
        (0, Bucket::Current),
        (1, Bucket::From1To30),
        (30, Bucket::From1To30),
        (31, Bucket::From31To60),
        (60, Bucket::From31To60),
        (61, Bucket::From61To90),
        (90, Bucket::From61To90),
        (91, Bucket::From91To180),
        (180, Bucket::From91To180),
        (181, Bucket::Over180),
        (i64::MAX, Bucket::Over180),
    ] {
        assert_eq!(Bucket::of(days), bucket, "{days}");
    }
}

#[test]
fn an_account_without_a_day_is_current() {
    let date = day("2026-11-30");
    assert_eq!(days_past_due(None, date), 0);
    assert_eq!(days_past_due(Some(day("2026-12-02")), date), -2);
    for bucket in Bucket::ALL {
        assert_eq!(bucket.paid_until(date).contains(None), bucket == Bucket::Current);
    }
}

#[test]
fn buckets_are_ranges_of_days() {
    let date = day("2026-11-30");
    for (bucket, first, last) in [
        (Bucket::Current, Some("2026-11-30"), None),
        (Bucket::From1To30, Some("2026-10-31"), Some("2026-11-29")),
        (Bucket::From31To60, Some("2026-10-01"), Some("2026-10-30")),
        (Bucket::From61To90, Some("2026-09-01"), Some("2026-09-30")),
        (Bucket::From91To180, Some("2026-06-03"), Some("2026-08-31")),
        (Bucket::Over180, None, Some("2026-06-02")),
    ] {
        let or_no_day = bucket == Bucket::Current;
        let expected = PaidUntil { first: first.map(day), last: last.map(day), or_no_day };
        assert_eq!(bucket.paid_until(date), expected, "{bucket:?}");
    }
    // At the beginning of the calendar days are held rather than refused.
    assert_eq!(Bucket::Over180.paid_until(Date::MIN).last, Some(Date::MIN));
}

/// Half a year: seven month ends, 1,000 on average.
#[test]
fn the_write_off_ratio_is_over_the_average_of_month_ends() {
    let gross = [1_000, 1_100, 1_200, 1_100, 1_000, 900, 700].map(money);
    let first_half = period("2026-01-01", "2026-06-30");
    let ends: Vec<String> = month_ends(first_half).map(|end| end.to_string()).collect();
    assert_eq!(
        ends,
        [
            "2025-12-31",
            "2026-01-31",
            "2026-02-28",
            "2026-03-31",
            "2026-04-30",
            "2026-05-31",
            "2026-06-30",
        ]
    );
    let ratio = write_off_ratio(money(140), &gross);
    assert_eq!((ratio.part(), ratio.whole()), (980, 7_000));
    assert_eq!(ratio.percent_tenths(), Some(140));
    assert_eq!(ratio.percent(Language::En).unwrap(), "14.0%");
    assert_eq!(ratio.percent(Language::Fr).unwrap(), "14,0\u{a0}%");
}

#[test]
fn the_average_is_not_rounded() {
    // The average is 1,000 / 3. With 333 it would be 30.0 %, with 334 29.9 %.
    let ratio = write_off_ratio(money(100), &[0, 0, 1_000].map(money));
    assert_eq!(ratio.percent_tenths(), Some(300));
    // 1 / 1.5 would be 1 / 2 with a rounded average.
    let ratio = write_off_ratio(money(1), &[1, 2].map(money));
    assert_eq!(ratio.percent_tenths(), Some(667));
    assert_eq!(write_off_ratio(money(5), &[]).percent_tenths(), None);
    assert_eq!(write_off_ratio(money(5), &[money(0)]).percent_tenths(), None);
    let largest = write_off_ratio(money(i64::MAX), &[money(i64::MAX); 121]);
    assert_eq!(largest.percent_tenths(), Some(1_000));
}

#[test]
fn only_month_ends_of_the_period_and_the_one_before_count() {
    for (from, to, expected) in [
        ("2026-03-05", "2026-03-20", vec!["2026-02-28"]),
        ("2026-03-31", "2026-03-31", vec!["2026-02-28", "2026-03-31"]),
        ("2026-01-15", "2026-03-20", vec!["2025-12-31", "2026-01-31", "2026-02-28"]),
        ("2024-02-01", "2024-02-29", vec!["2024-01-31", "2024-02-29"]),
    ] {
        let ends: Vec<String> = month_ends(period(from, to)).map(|end| end.to_string()).collect();
        assert_eq!(ends, expected, "{from} {to}");
    }
    assert_eq!(month_ends(period("2016-01-01", "2025-12-31")).count(), 121);
}

#[test]
fn percents_are_rounded_half_up() {
    for (part, whole, tenths, en, fr) in [
        (700, 1_000, Some(700), "70.0%", "70,0\u{a0}%"),
        (1, 3, Some(333), "33.3%", "33,3\u{a0}%"),
        (2, 3, Some(667), "66.7%", "66,7\u{a0}%"),
        (1, 2_000, Some(1), "0.1%", "0,1\u{a0}%"),
        (1, 2_001, Some(0), "0.0%", "0,0\u{a0}%"),
        (3, 2_000, Some(2), "0.2%", "0,2\u{a0}%"),
        (-1, 2_000, Some(0), "0.0%", "0,0\u{a0}%"),
        (-3, 2_000, Some(-1), "-0.1%", "-0,1\u{a0}%"),
        (0, 9, Some(0), "0.0%", "0,0\u{a0}%"),
        (5, 1, Some(5_000), "500.0%", "500,0\u{a0}%"),
        (i64::MAX, i64::MAX, Some(1_000), "100.0%", "100,0\u{a0}%"),
        (1, 0, None, "", ""),
        (0, 0, None, "", ""),
        (1, -1, None, "", ""),
    ] {
        let ratio = Ratio::of(money(part), money(whole));
        assert_eq!(ratio.percent_tenths(), tenths, "{part} / {whole}");
        assert_eq!(ratio.percent(Language::En).unwrap_or_default(), en, "{part} / {whole}");
        assert_eq!(ratio.percent(Language::Fr).unwrap_or_default(), fr, "{part} / {whole}");
    }
    // Held at the largest there is.
    let beyond = Ratio::of(money(i64::MAX), money(1));
    assert_eq!(beyond.percent_tenths(), Some(i64::MAX));
}

#[test]
fn the_recovery_rate_is_over_what_was_written_off() {
    let rate = recovery_rate(money(1_050), money(500));
    assert_eq!(rate, Ratio::of(money(500), money(1_050)));
    assert_eq!(rate.percent_tenths(), Some(476));
    assert_eq!(recovery_rate(money(0), money(0)).percent_tenths(), None);
}

#[test]
fn periods_are_read_from_two_texts() {
    let fault = |from, to| Period::parse(from, to).unwrap_err();
    for (from, to, expected) in [
        ("", "", PeriodFault::Missing(Bound::From)),
        ("2026-01-01", " \u{a0}", PeriodFault::Missing(Bound::To)),
        ("2026-02-30", "", PeriodFault::NotADate(Bound::From)),
        ("1/1/2026", "2026-01-31", PeriodFault::NotADate(Bound::From)),
        ("2026-01-01", "2026-1-31", PeriodFault::NotADate(Bound::To)),
        ("2026-02-01", "2026-01-31", PeriodFault::FromAfterTo),
        ("2016-01-01", "2026-01-01", PeriodFault::TooLong),
        ("0000-01-01", "9999-12-31", PeriodFault::TooLong),
    ] {
        assert_eq!(fault(from, to), expected, "{from:?} {to:?}");
        for language in Language::ALL {
            let said = words::period_fault(expected, language);
            assert!(said.ends_with('.'), "{said}");
        }
    }
    for (from, to) in [
        ("2016-01-01", "2025-12-31"),
        ("2026-01-01", "2026-01-01"),
        ("2016-02-29", "2026-02-27"),
        (" 9990-01-01\t", "\u{feff}9999-12-31"),
    ] {
        let period = period(from, to);
        assert!(period.contains(period.from()) && period.contains(period.to()), "{from} {to}");
    }
    assert_eq!(PeriodFault::NotADate(Bound::From).bound().code(), "from");
    assert_eq!(PeriodFault::TooLong.bound().code(), "to");
}

#[test]
fn a_period_has_months() {
    for (from, to, expected) in [
        ("2025-11-30", "2026-02-01", vec!["2025-11", "2025-12", "2026-01", "2026-02"]),
        ("2026-03-05", "2026-03-06", vec!["2026-03"]),
        ("9999-11-30", "9999-12-31", vec!["9999-11", "9999-12"]),
    ] {
        let months: Vec<String> = period(from, to).months().map(Month::code).collect();
        assert_eq!(months, expected);
    }
    let february = Month::of(day("2024-02-17"));
    assert_eq!(february.first_day(), day("2024-02-01"));
    assert_eq!(february.last_day(), day("2024-02-29"));
    assert_eq!(february.previous(), Some(Month::of(day("2024-01-01"))));
    assert_eq!(february.next(), Some(Month::of(day("2024-03-31"))));
    assert_eq!(Month::of(Date::MAX).next(), None);
    assert_eq!(Month::of(Date::MIN).previous(), None);
}

#[test]
fn codes_are_stable_and_lead_back() {
    let reports = ReportName::ALL.map(ReportName::code);
    assert_eq!(
        reports,
        [
            "write-off-register",
            "write-offs",
            "delinquency",
            "ageing",
            "portfolio-at-risk",
            "write-off-ratio",
            "recovery-rate",
            "trial-balance",
            "journal-export",
        ]
    );
    for report in ReportName::ALL {
        assert_eq!(ReportName::from_code(report.code()), Some(report));
        assert_eq!(serde_json::to_string(&report).unwrap(), format!("\"{}\"", report.code()));
    }
    for bucket in Bucket::ALL {
        assert_eq!(Bucket::from_code(bucket.code()), Some(bucket));
        assert_eq!(serde_json::to_string(&bucket).unwrap(), format!("\"{}\"", bucket.code()));
    }
    assert_eq!(ReportName::from_code("Ageing"), None);
    assert_eq!(Bucket::from_code("31"), None);
}

#[test]
fn every_report_says_what_it_is_in_both_languages() {
    let mut titles = Vec::new();
    for report in ReportName::ALL {
        for language in Language::ALL {
            let title = words::title(report, language);
            titles.push((language.tag(), title));
            assert!(!title.is_empty() && !title.ends_with('.'), "{title}");
            for text in [words::definition(report, language), words::source(report, language)] {
                assert!(text.ends_with('.'), "{text}");
                // What a broken line of the source leaves behind, and blanks that may not break.
                assert!(!text.contains("  ") && !text.contains('\n'), "{text}");
                if language == Language::Fr {
                    assert!(!text.contains(" :") && !text.contains(" ;"), "{text}");
                    assert!(!text.contains('\''), "{text}");
                }
            }
        }
    }
    let count = titles.len();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), count);
    for bucket in Bucket::ALL {
        let [en, fr] = Language::ALL.map(|language| words::bucket(bucket, language));
        assert!(!en.is_empty() && !fr.is_empty() && en != fr);
    }
}
