//! Why an attempt came to nothing.

use serde::{Deserialize, Serialize};

/// Why an attempt at a repossession came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttemptReason {
    /// The home was not found.
    HomeNotFound,
    /// The customer was absent.
    CustomerAbsent,
    /// The customer was absent; somebody of the household was spoken to.
    HouseholdMemberSpokenTo,
    /// The product is lost, stolen or burnt.
    ProductLostStolenOrBurnt,
    /// The customer refused, or threatened.
    RefusedOrThreatened,
    /// The customer promised to pay, on a day that was said.
    PromisedToPay,
    /// The customer paid.
    CustomerPaid,
    /// There is an issue with the product to resolve first.
    ProductIssue,
}

impl AttemptReason {
    /// Every reason, in the order in which the form offers them.
    pub const ALL: [Self; 8] = [
        Self::HomeNotFound,
        Self::CustomerAbsent,
        Self::HouseholdMemberSpokenTo,
        Self::ProductLostStolenOrBurnt,
        Self::RefusedOrThreatened,
        Self::PromisedToPay,
        Self::CustomerPaid,
        Self::ProductIssue,
    ];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HomeNotFound => "home_not_found",
            Self::CustomerAbsent => "customer_absent",
            Self::HouseholdMemberSpokenTo => "household_member_spoken_to",
            Self::ProductLostStolenOrBurnt => "product_lost_stolen_or_burnt",
            Self::RefusedOrThreatened => "refused_or_threatened",
            Self::PromisedToPay => "promised_to_pay",
            Self::CustomerPaid => "customer_paid",
            Self::ProductIssue => "product_issue",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Whether a day of payment goes with it.
    pub const fn has_promise(self) -> bool {
        matches!(self, Self::PromisedToPay)
    }
}
