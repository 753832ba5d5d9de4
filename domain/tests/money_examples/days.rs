//! The days on which accounts become late and default, and what cannot be paid.

use super::*;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn m10_late_from_the_next_day_and_defaulted_after_the_threshold() {
    use AccountState::{Defaulted, Late, Normal};
    let on = |date: &str, state, paid_until: &str| {
        let run = DailyRun::of(day(date), 30);
        run.transition_of(state, Some(day(paid_until))).map(|one| one.to)
    };
    assert_eq!(on("2026-01-31", Normal, "2026-01-31"), None);
    assert_eq!(on("2026-02-01", Normal, "2026-01-31"), Some(Late));
    assert_eq!(on("2026-03-01", Late, "2026-01-31"), None);
    assert_eq!(on("2026-03-02", Late, "2026-01-31"), Some(Defaulted));
    let late = behind("2026-01-31", Late);
    let back = paid(&late, 2_900, "2026-03-01").account;
    assert_eq!((back.state, back.paid_until), (Normal, Some(day("2026-03-01"))));
    assert_eq!(on("2026-03-02", Normal, "2026-03-01"), Some(Late));
    assert_eq!(on("2026-03-30", Late, "2026-03-01"), None);
    assert_eq!(on("2026-03-31", Late, "2026-03-01"), Some(Defaulted));
    // Others stay as they are.
    for state in
        [AccountState::PendingActivation, AccountState::Finished, AccountState::Inactive, Defaulted]
    {
        assert_eq!(on("2026-03-31", state, "2026-01-01"), None);
    }
}

#[test]
fn m11_missed_days_are_made_up_one_by_one() {
    let due = |last: Option<&str>, today| {
        days_due(last.map(day), day(today)).map(|one| one.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due(Some("2026-02-27"), "2026-03-02"), ["2026-02-28", "2026-03-01", "2026-03-02"]);
    assert_eq!(due(Some("2026-03-02"), "2026-03-02"), Vec::<String>::new());
    assert_eq!(due(None, "2026-03-02"), ["2026-03-02"]);
}

#[test]
fn what_cannot_be_paid_is_refused_and_nothing_wraps() {
    let before = behind("2026-11-10", AccountState::Late);
    let refused = |account: &PayingAccount, amount, on| {
        pay(account, payment(amount, on), terms("2026-11-20")).unwrap_err()
    };
    assert_eq!(refused(&before, 0, "2026-11-20"), Refusal::AmountNotPositive);
    assert_eq!(refused(&before, -5, "2026-11-20"), Refusal::AmountNotPositive);
    for amount in [AMOUNT_MAX.minor() + 1, i64::MAX] {
        assert_eq!(refused(&before, amount, "2026-11-20"), Refusal::AmountTooLarge);
    }
    // More days than the calendar has.
    assert_eq!(refused(&before, AMOUNT_MAX.minor(), "2026-11-20"), Refusal::PaidUntilTooLate);
    let today = day("2026-11-20");
    assert_eq!(refused(&before, 5, "2026-11-21"), Refusal::InTheFuture { today });
    let finished = paid(&before, 6_000, "2026-11-20").account;
    assert_eq!(finished.state, AccountState::Finished);
    assert_eq!(refused(&finished, 5, "2026-11-20"), Refusal::NothingToPay);
    // A deposit that would not fit.
    let mut full = settled(&write_off(&facts([1, 0, 0], &[])), "2026-11-15");
    full.deposit = Money::from_minor(i64::MAX);
    assert_eq!(refused(&full, 5, "2026-11-20"), Refusal::AmountTooLarge);
}

#[test]
fn the_first_payment_activates_and_its_days_begin_with_it() {
    let mut new = behind("2026-11-10", AccountState::PendingActivation);
    new.paid_until = None;
    let done = pay(&new, payment(230, "2026-11-18"), terms("2026-11-20")).unwrap();
    assert_eq!(done.account.state, AccountState::Normal);
    assert_eq!(done.account.paid_until, Some(day("2026-11-20")));
    assert_eq!((done.effect.days, done.account.credit.minor()), (2, 30));
}
