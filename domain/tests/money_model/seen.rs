//! How often the histories reach what they are there to reach.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// Names every situation once, and lists them all.
macro_rules! situations {
    ($($name:ident),+ $(,)?) => {
        /// A kind of step, or something worth testing that came of one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Situation { $($name),+ }

        impl Situation {
            const ALL: &[Self] = &[$(Self::$name),+];
        }
    };
}

situations!(
    Payment,
    PaymentOfSeveral,
    NotPositive,
    TooLarge,
    InTheFuture,
    NothingToPay,
    Activated,
    ContractFinished,
    AccountFinished,
    EndedByPaying,
    Deposit,
    CreditUsed,
    BackToNormalFromLate,
    BackToNormalFromDefault,
    NormalWithRepossessionPending,
    LateDaysForgiven,
    NothingForgivenWithoutADay,
    LateDaysOwed,
    Run,
    RunAgainForNothing,
    MissedDaysMadeUp,
    BecameLate,
    Defaulted,
    DefaultedFromNormal,
    DefaultedAgain,
    DefaultedOnAMissedDay,
    NotEligible,
    Repossession,
    RepossessionOfSeveral,
    RepossessionWhileNotDefaulted,
    ValueReachesFees,
    ValueReachesSecondContract,
    ValueCapped,
    NothingLost,
    MoreReturnedThanHeld,
    WriteOff,
    WriteOffOfSeveral,
    WriteOffByReturningNothing,
    WriteOffAfterRepossession,
    Recovery,
    RecoveryCapped,
    RecoveryOfSeveral,
    RecoveryOfRepossession,
    RecoveryInPart,
    NothingLeftToRecover,
    PaidBeforeWriteOff,
    RecoveryOfAddition,
    Reversal,
    ReversalOfOlder,
    ReversalOfRecovery,
    ReversalOfDeposit,
    CreditBorrowed,
    CreditWithoutRate,
    ContractReactivated,
    AccountNoLongerFinished,
    AccountNoLongerInactive,
    ReactivatedBesideRepossession,
    AddedToWriteOff,
    AddedToRepossession,
    AddedToBoth,
    FinishedContractLost,
);

/// The counts.
#[derive(Debug, Default)]
pub(crate) struct Seen(RefCell<BTreeMap<Situation, u32>>);

impl Seen {
    /// Counts a situation where it is one.
    pub(crate) fn when(&self, is: bool, situation: Situation) {
        if is {
            *self.0.borrow_mut().entry(situation).or_default() += 1;
        }
    }

    /// What was never reached.
    pub(crate) fn never(&self) -> Vec<Situation> {
        let seen = self.0.borrow();
        Situation::ALL.iter().copied().filter(|one| !seen.contains_key(one)).collect()
    }
}
