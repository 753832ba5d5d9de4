//! The kinds of accounts that there are, and how many of each.

use domain::account::ContractStatus;

/// What has happened to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Signed, nothing handed over yet.
    PendingActivation,
    /// Paid up.
    Normal,
    /// A few days behind.
    Late,
    /// In default for a while.
    Defaulted,
    /// In default for less than the company's early-write-off days.
    DefaultedLately,
    /// In default; the products are back, or some of them, and the contracts ended.
    Repossessed,
    /// Was in default and has paid since; the repossession is still pending.
    PaidAfterDefault,
    /// Paid to the end.
    Finished,
    /// Cancelled before it began.
    Cancelled,
    /// Was never valid.
    Void,
    /// Was written off some time ago.
    WrittenOff,
}

/// Out of a thousand. Many are in default: a portfolio that needs this program.
const WEIGHTS: [(Kind, u32); 11] = [
    (Kind::Normal, 340),
    (Kind::Late, 140),
    (Kind::Defaulted, 300),
    (Kind::DefaultedLately, 25),
    (Kind::Repossessed, 15),
    (Kind::PaidAfterDefault, 15),
    (Kind::Finished, 55),
    (Kind::Cancelled, 25),
    (Kind::Void, 15),
    (Kind::PendingActivation, 30),
    (Kind::WrittenOff, 40),
];

impl Kind {
    /// One of each first, so that even a small portfolio has them all; then as they come.
    pub(super) fn pick(number: u32, rng: &mut fastrand::Rng) -> Self {
        let in_turn = WEIGHTS.get(usize::try_from(number).unwrap_or(usize::MAX));
        if let Some((kind, _)) = in_turn {
            return *kind;
        }
        let mut roll = rng.u32(0..1_000);
        for (kind, weight) in WEIGHTS {
            if roll < weight {
                return kind;
            }
            roll -= weight;
        }
        Self::Normal
    }

    /// What contracts are before anything happens to them.
    pub(super) fn contract_status(self) -> ContractStatus {
        match self {
            Self::Cancelled => ContractStatus::Cancelled,
            Self::Void => ContractStatus::Void,
            _ => ContractStatus::Active,
        }
    }

    /// Whether there was a default.
    pub(super) fn has_defaulted(self) -> bool {
        matches!(
            self,
            Self::Defaulted
                | Self::DefaultedLately
                | Self::Repossessed
                | Self::PaidAfterDefault
                | Self::WrittenOff
        )
    }

    /// Whether products were handed over.
    pub(super) fn is_delivered(self) -> bool {
        !matches!(self, Self::PendingActivation | Self::Void)
    }
}
