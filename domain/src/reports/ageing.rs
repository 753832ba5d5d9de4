//! Gross receivables by how long accounts are past due.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ratio::Ratio;
use crate::money::Money;

/// Whole days from the day until which an account is paid to a date. Nothing or less where it is
/// paid until that date or beyond; nothing where it has no such day.
pub fn days_past_due(paid_until: Option<Date>, date: Date) -> i64 {
    paid_until.map_or(0, |paid_until| i64::from((date - paid_until).get_days()))
}

/// A range of days past due. Each number of days is in exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Bucket {
    /// Not past due.
    #[serde(rename = "current")]
    Current,
    /// 1 to 30 days.
    #[serde(rename = "1-30")]
    From1To30,
    /// 31 to 60 days.
    #[serde(rename = "31-60")]
    From31To60,
    /// 61 to 90 days.
    #[serde(rename = "61-90")]
    From61To90,
    /// 91 to 180 days.
    #[serde(rename = "91-180")]
    From91To180,
    /// More than 180 days.
    #[serde(rename = "over-180")]
    Over180,
}

impl Bucket {
    /// Every bucket, the least past due first.
    pub const ALL: [Self; 6] = [
        Self::Current,
        Self::From1To30,
        Self::From31To60,
        Self::From61To90,
        Self::From91To180,
        Self::Over180,
    ];

    /// The stable code that addresses, files and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::From1To30 => "1-30",
            Self::From31To60 => "31-60",
            Self::From61To90 => "61-90",
            Self::From91To180 => "91-180",
            Self::Over180 => "over-180",
        }
    }

    /// The bucket of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bucket| bucket.code() == code)
    }

    /// The fewest days past due in it; none for [`Current`](Self::Current), which has no fewest.
    pub const fn first_day(self) -> Option<i64> {
        match self {
            Self::Current => None,
            Self::From1To30 => Some(1),
            Self::From31To60 => Some(31),
            Self::From61To90 => Some(61),
            Self::From91To180 => Some(91),
            Self::Over180 => Some(181),
        }
    }

    /// The most days past due in it; none for [`Over180`](Self::Over180), which has no most.
    pub const fn last_day(self) -> Option<i64> {
        match self {
            Self::Current => Some(0),
            Self::From1To30 => Some(30),
            Self::From31To60 => Some(60),
            Self::From61To90 => Some(90),
            Self::From91To180 => Some(180),
            Self::Over180 => None,
        }
    }

    /// The bucket of a number of days past due.
    pub fn of(days_past_due: i64) -> Self {
        Self::ALL
            .into_iter()
            .find(|bucket| bucket.last_day().is_some_and(|last| days_past_due <= last))
            .unwrap_or(Self::Over180)
    }

    /// Until when the accounts are paid that are in it on a date.
    ///
    /// Dates are held at the beginning of the calendar, the year -9999.
    pub fn paid_until(self, date: Date) -> PaidUntil {
        let before = |days: i64| date.saturating_sub(days.days());
        PaidUntil {
            first: self.last_day().map(before),
            last: self.first_day().map(before),
            or_no_day: self == Self::Current,
        }
    }
}

/// A range of days until which accounts are paid, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidUntil {
    /// The earliest day; none where there is no earliest.
    pub first: Option<Date>,
    /// The latest day; none where there is no latest.
    pub last: Option<Date>,
    /// Whether accounts without such a day belong to it too.
    pub or_no_day: bool,
}

impl PaidUntil {
    /// Whether an account that is paid until then belongs to it.
    pub fn contains(&self, paid_until: Option<Date>) -> bool {
        paid_until.map_or(self.or_no_day, |day| {
            self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
        })
    }
}

/// A number of days past due above which an account is at risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PastDueOver {
    /// More than 30 days.
    Days30,
    /// More than 60 days.
    Days60,
    /// More than 90 days.
    Days90,
}

impl PastDueOver {
    /// Every one, the fewest days first.
    pub const ALL: [Self; 3] = [Self::Days30, Self::Days60, Self::Days90];

    /// The days that are not yet too many.
    pub const fn days(self) -> i64 {
        match self {
            Self::Days30 => 30,
            Self::Days60 => 60,
            Self::Days90 => 90,
        }
    }
}

/// What some accounts owe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Aged {
    /// All that they owe: the whole balances, not only what is overdue.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
    /// How many they are.
    pub accounts: u64,
}

impl Aged {
    /// The sum of many, held at the largest there is.
    fn sum(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::default(), |sum, one| Self {
            amount: Money::total([sum.amount, one.amount]),
            accounts: sum.accounts.saturating_add(one.accounts),
        })
    }
}

/// Gross receivables of one date by bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ageing {
    /// In the order of [`Bucket::ALL`].
    buckets: [Aged; Bucket::ALL.len()],
}

impl Ageing {
    /// The ageing of what is owed, in any order: single accounts, or sums of them.
    pub fn of(owed: impl IntoIterator<Item = (Bucket, Aged)>) -> Self {
        let mut ageing = Self::default();
        for (bucket, aged) in owed {
            ageing.add(bucket, aged);
        }
        ageing
    }

    /// Adds to a bucket.
    pub fn add(&mut self, bucket: Bucket, aged: Aged) {
        for (one, sum) in Bucket::ALL.into_iter().zip(&mut self.buckets) {
            if one == bucket {
                *sum = Aged::sum([*sum, aged]);
            }
        }
    }

    /// Each bucket once, in their order, also where nothing is in it.
    pub fn buckets(&self) -> impl Iterator<Item = (Bucket, Aged)> {
        Bucket::ALL.into_iter().zip(self.buckets)
    }

    /// What is in a bucket.
    pub fn get(&self, bucket: Bucket) -> Aged {
        Aged::sum(self.where_bucket(|one| one == bucket))
    }

    /// What is in all of them: the amount is gross receivables.
    pub fn total(&self) -> Aged {
        Aged::sum(self.buckets)
    }

    /// What the accounts owe that are past due by more than that.
    pub fn past_due_over(&self, over: PastDueOver) -> Aged {
        Aged::sum(
            self.where_bucket(|bucket| bucket.first_day().is_some_and(|day| day > over.days())),
        )
    }

    /// What the accounts owe that are past due by more than that, over gross receivables.
    pub fn portfolio_at_risk(&self, over: PastDueOver) -> Ratio {
        Ratio::of(self.past_due_over(over).amount, self.total().amount)
    }

    fn where_bucket(&self, holds: impl Fn(Bucket) -> bool) -> impl Iterator<Item = Aged> {
        self.buckets().filter(move |(bucket, _)| holds(*bucket)).map(|(_, aged)| aged)
    }
}
