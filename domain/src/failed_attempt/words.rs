//! What is said about attempts that failed, to people who read English or French.

use super::AttemptReason;
use crate::language::Language;

/// A reason, as it is offered and listed.
pub const fn reason(reason: AttemptReason, language: Language) -> &'static str {
    match language {
        Language::En => match reason {
            AttemptReason::HomeNotFound => "home not found",
            AttemptReason::CustomerAbsent => "customer absent",
            AttemptReason::HouseholdMemberSpokenTo => "absent, household member spoken to",
            AttemptReason::ProductLostStolenOrBurnt => "product lost, stolen or burnt",
            AttemptReason::RefusedOrThreatened => "refused or threatened",
            AttemptReason::PromisedToPay => "promised to pay",
            AttemptReason::CustomerPaid => "customer paid",
            AttemptReason::ProductIssue => "product issue to resolve first",
        },
        Language::Fr => match reason {
            AttemptReason::HomeNotFound => "domicile introuvable",
            AttemptReason::CustomerAbsent => "client absent",
            AttemptReason::HouseholdMemberSpokenTo => "absent, membre du foyer rencontré",
            AttemptReason::ProductLostStolenOrBurnt => "produit perdu, volé ou brûlé",
            AttemptReason::RefusedOrThreatened => "refus ou menace",
            AttemptReason::PromisedToPay => "promesse de paiement",
            AttemptReason::CustomerPaid => "client a payé",
            AttemptReason::ProductIssue => "problème de produit à résoudre d’abord",
        },
    }
}
