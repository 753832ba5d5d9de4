//! The daily run: which accounts are late or in default on a day.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::account::AccountState;

/// What the run of one day changes. A rule of dates and states, so that a whole portfolio can be
/// asked at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyRun {
    /// The day that the run is for.
    pub date: Date,
    /// The last day until which an account may be paid to be in default on that day.
    defaulted_through: Date,
}

/// A change of state that a run makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The states that it leads out of.
    pub from: &'static [AccountState],
    /// The last day until which an account may be paid for it.
    pub paid_until_at_most: Date,
    /// The state that it leads to.
    pub to: AccountState,
    /// Whether a repossession becomes pending, unless one is.
    pub repossession_becomes_pending: bool,
}

impl DailyRun {
    /// The run of a day, for a company whose accounts are in default after that many consecutive late
    /// days, at least one. An account is late from the day after it is paid until: a day that is paid
    /// afterwards was not late.
    pub fn of(date: Date, default_after_days: u32) -> Self {
        Self { date, defaulted_through: date.saturating_sub(i64::from(default_after_days).days()) }
    }

    /// What it changes, in the order in which it does.
    pub fn transitions(&self) -> [Transition; 2] {
        [
            Transition {
                from: &[AccountState::Normal, AccountState::Late],
                paid_until_at_most: self.defaulted_through,
                to: AccountState::Defaulted,
                repossession_becomes_pending: true,
            },
            Transition {
                from: &[AccountState::Normal],
                paid_until_at_most: self.date.saturating_sub(1.day()),
                to: AccountState::Late,
                repossession_becomes_pending: false,
            },
        ]
    }

    /// What an account becomes on that day, if anything changes.
    pub fn transition_of(
        &self,
        state: AccountState,
        paid_until: Option<Date>,
    ) -> Option<Transition> {
        let paid_until = paid_until?;
        self.transitions()
            .into_iter()
            .find(|one| one.from.contains(&state) && paid_until <= one.paid_until_at_most)
    }
}

/// The days that a run has yet to be made for, the earliest first: each after the last one until
/// today. A company that has never run begins today.
pub fn days_due(last: Option<Date>, today: Date) -> impl Iterator<Item = Date> {
    let first = last.map_or(today, |day| day.saturating_add(1.day()));
    first.series(1.day()).take_while(move |day| *day <= today)
}
