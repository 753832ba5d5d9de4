//! The state that an account is in by its days and contracts.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::account::{AccountState, ContractStatus};
use crate::daily_run::DailyRun;

/// The days of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) paid_until: Option<Date>,
    /// The day of the latest default.
    pub(super) defaulted_on: Option<Date>,
}

/// The state of an account with these days today, and the day of its latest default. The contracts are
/// those that there are, if any; none was ended here.
///
/// Without an active contract it is Finished or Inactive. Otherwise its days say: it is late from the day after
/// it is paid until, and in default from the day that it is told, or that the daily run would have found. As
/// long as it has no contract at all it is late at most, so that contracts that come in a later file make the
/// same of it as in this one.
pub(super) fn state(
    days: Days,
    contracts: &[ContractStatus],
    today: Date,
    default_after_days: u32,
) -> (AccountState, Option<Date>) {
    let Days { paid_until, defaulted_on } = days;
    let ended = !contracts.is_empty()
        && contracts
            .iter()
            .all(|one| !matches!(one, ContractStatus::Active | ContractStatus::Draft));
    if ended {
        let finished = contracts.iter().all(|one| *one == ContractStatus::Finished);
        let state = if finished { AccountState::Finished } else { AccountState::Inactive };
        return (state, defaulted_on);
    }
    let Some(paid_until) = paid_until else {
        let told = defaulted_on.is_some() && !contracts.is_empty();
        let state = if told { AccountState::Defaulted } else { AccountState::PendingActivation };
        return (state, defaulted_on);
    };
    if paid_until >= today {
        return (AccountState::Normal, defaulted_on);
    }
    if contracts.is_empty() {
        return (AccountState::Late, defaulted_on);
    }
    if defaulted_on.is_some_and(|day| day > paid_until) {
        return (AccountState::Defaulted, defaulted_on);
    }
    let found = DailyRun::of(today, default_after_days)
        .transition_of(AccountState::Normal, Some(paid_until))
        .map(|transition| transition.to);
    match found {
        Some(AccountState::Defaulted) => {
            let day = paid_until.saturating_add(i64::from(default_after_days).days());
            (AccountState::Defaulted, Some(day))
        }
        _ => (AccountState::Late, defaulted_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AccountState::{Defaulted, Finished, Inactive, Late, Normal, PendingActivation};
    use ContractStatus::{Active, Cancelled, Terminated};

    fn on(text: &str) -> Option<Date> {
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    /// Today is 28 November 2026, and 30 late days make a default.
    #[test]
    fn days_and_contracts_say_the_state() {
        let finished = ContractStatus::Finished;
        for (paid_until, defaulted_on, contracts, state_then, defaulted_then) in [
            ("", "", &[][..], PendingActivation, ""),
            ("", "", &[Active], PendingActivation, ""),
            ("2026-11-28", "", &[Active], Normal, ""),
            ("2026-11-27", "", &[Active], Late, ""),
            ("2026-10-30", "", &[Active], Late, ""),
            ("2026-10-29", "", &[Active], Defaulted, "2026-11-28"),
            ("2026-06-01", "", &[Active], Defaulted, "2026-07-01"),
            // What contracts it has is still to come.
            ("2026-06-01", "", &[], Late, ""),
            ("2026-06-01", "2026-06-20", &[], Late, "2026-06-20"),
            ("", "2026-06-20", &[], PendingActivation, "2026-06-20"),
            // It is told when, and that stays.
            ("2026-06-01", "2026-06-20", &[Active], Defaulted, "2026-06-20"),
            ("", "2026-06-20", &[Active], Defaulted, "2026-06-20"),
            // It was in default once, and has paid since.
            ("2026-12-01", "2026-06-20", &[Active], Normal, "2026-06-20"),
            ("2026-11-20", "2026-06-20", &[Active], Late, "2026-06-20"),
            ("2026-08-01", "2026-06-20", &[Active], Defaulted, "2026-08-31"),
            ("2026-12-01", "", &[finished], Finished, ""),
            ("2026-06-01", "", &[finished, Cancelled], Inactive, ""),
            ("2026-12-01", "", &[Terminated], Inactive, ""),
            ("2026-12-01", "", &[Terminated, Active], Normal, ""),
            ("2026-12-01", "", &[ContractStatus::Draft], Normal, ""),
        ] {
            let days = Days { paid_until: on(paid_until), defaulted_on: on(defaulted_on) };
            let expected = (state_then, on(defaulted_then));
            let today = "2026-11-28".parse().unwrap();
            assert_eq!(state(days, contracts, today, 30), expected, "{days:?} {contracts:?}");
        }
    }
}
