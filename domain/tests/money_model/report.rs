//! Which situations a step was one of.

use domain::account::{AccountState, ContractStatus};
use domain::payments::{LossKind, PartOf};

use super::model::{Ended, Model};
use super::paying::{Paid, Record, Reversed, Unit};
use super::seen::{Seen, Situation as S};

pub(crate) fn refused(seen: &Seen, code: Option<&str>) {
    seen.when(code == Some("amount_not_positive"), S::NotPositive);
    seen.when(code == Some("amount_too_large"), S::TooLarge);
    seen.when(code == Some("in_the_future"), S::InTheFuture);
    seen.when(code == Some("nothing_to_pay"), S::NothingToPay);
}

/// The contracts that a payment went to, by place, each once.
fn went(record: &Record, of: PartOf) -> Vec<usize> {
    let mut places = Vec::new();
    for unit in &record.units {
        if let Unit::Contract(place, to, _) = unit
            && *to == of
            && !places.contains(place)
        {
            places.push(*place);
        }
    }
    places
}

fn has_loss(model: &Model, kind: LossKind) -> bool {
    model.contracts.iter().filter_map(|one| one.loss).any(|loss| loss.kind == kind)
}

fn finished(model: &Model) -> usize {
    model.contracts.iter().filter(|one| one.status == ContractStatus::Finished).count()
}

pub(crate) fn paid(seen: &Seen, before: &Model, after: &Model, paid: &Paid) {
    use AccountState::{Defaulted, Finished, Inactive, Late, Normal, PendingActivation};
    let (balances, losses) =
        (went(&paid.record, PartOf::Balance), went(&paid.record, PartOf::Loss));
    let deposit = paid.record.units.contains(&Unit::Deposit);
    let becomes = |from, to| before.state == from && after.state == to;
    seen.when(!paid.recovery, S::Payment);
    seen.when(becomes(PendingActivation, Normal), S::Activated);
    seen.when(becomes(Late, Normal), S::BackToNormalFromLate);
    seen.when(becomes(Defaulted, Normal), S::BackToNormalFromDefault);
    let pending = after.repossession_pending_since.is_some();
    seen.when(becomes(Defaulted, Normal) && pending, S::NormalWithRepossessionPending);
    seen.when(finished(before) < finished(after), S::ContractFinished);
    seen.when(before.state != Finished && after.state == Finished, S::AccountFinished);
    seen.when(before.state != Inactive && after.state == Inactive, S::EndedByPaying);
    seen.when(balances.len() > 1, S::PaymentOfSeveral);
    seen.when(deposit && !paid.recovery, S::Deposit);
    seen.when(paid.record.credit < 0, S::CreditUsed);
    // What was not bought was forgiven.
    let units = i128::try_from(paid.record.units.len()).unwrap();
    let bought = (before.credit + units) / before.rate().max(1);
    let forgiven = before.paid_until.is_some() && i128::from(paid.record.days) > bought;
    seen.when(forgiven, S::LateDaysForgiven);
    let none = before.late_days_forgiven && before.state == Late && bought == 0;
    seen.when(none, S::NothingForgivenWithoutADay);
    seen.when(before.state == Late && after.state == Late && bought > 0, S::LateDaysOwed);
    seen.when(!losses.is_empty(), S::Recovery);
    seen.when(!losses.is_empty() && deposit, S::RecoveryCapped);
    seen.when(losses.len() > 1, S::RecoveryOfSeveral);
    seen.when(
        !losses.is_empty() && has_loss(before, LossKind::Repossession),
        S::RecoveryOfRepossession,
    );
    seen.when(!losses.is_empty() && !balances.is_empty(), S::RecoveryInPart);
    seen.when(losses.is_empty() && paid.recovery, S::NothingLeftToRecover);
    seen.when(paid.before_write_off, S::PaidBeforeWriteOff);
    let dates = before.contracts.iter().filter_map(|one| one.loss).map(|loss| loss.booked_on);
    let added_later = before.written_off_on.is_some() && dates.max() > before.written_off_on;
    seen.when(added_later && !losses.is_empty(), S::RecoveryOfAddition);
}

pub(crate) fn reversed(
    seen: &Seen,
    before: &Model,
    after: &Model,
    (record, reversed): (&Record, &Reversed),
) {
    use AccountState::{Finished, Inactive, Normal};
    let becomes = |from, to| before.state == from && after.state == to;
    let added = |kind| reversed.additions.values().any(|(of, _)| *of == kind);
    let (to_write_off, to_repossession) =
        (added(LossKind::WriteOff), added(LossKind::Repossession));
    let active = |model: &Model| model.active().count();
    let reactivated = active(after) > active(before);
    let fresh = |model: &Model| model.contracts.iter().filter(|one| one.loss.is_some()).count();
    seen.when(true, S::Reversal);
    seen.when(!went(record, PartOf::Loss).is_empty(), S::ReversalOfRecovery);
    seen.when(record.units.contains(&Unit::Deposit), S::ReversalOfDeposit);
    seen.when(reversed.days > record.days, S::CreditBorrowed);
    let moves = before.written_off_on.is_none();
    let short = before.credit < record.credit && after.rate() == 0;
    seen.when(moves && short, S::CreditWithoutRate);
    seen.when(reactivated, S::ContractReactivated);
    seen.when(becomes(Finished, Normal), S::AccountNoLongerFinished);
    seen.when(becomes(Inactive, Normal), S::AccountNoLongerInactive);
    let beside = has_loss(before, LossKind::Repossession);
    seen.when(reactivated && beside, S::ReactivatedBesideRepossession);
    seen.when(to_write_off, S::AddedToWriteOff);
    seen.when(to_repossession, S::AddedToRepossession);
    seen.when(to_write_off && to_repossession, S::AddedToBoth);
    seen.when(fresh(after) > fresh(before), S::FinishedContractLost);
}

pub(crate) fn ran(seen: &Seen, before: &Model, after: &Model, missed: bool) {
    use AccountState::{Defaulted, Late, Normal};
    let becomes = |from, to| before.state == from && after.state == to;
    let defaulted = becomes(Normal, Defaulted) || becomes(Late, Defaulted);
    seen.when(true, S::Run);
    seen.when(becomes(Normal, Late), S::BecameLate);
    seen.when(defaulted, S::Defaulted);
    seen.when(becomes(Normal, Defaulted), S::DefaultedFromNormal);
    seen.when(defaulted && before.defaulted_on.is_some(), S::DefaultedAgain);
    seen.when(defaulted && missed, S::DefaultedOnAMissedDay);
}

pub(crate) fn ended(seen: &Seen, before: &Model, (ended, value): (&Ended, i128)) {
    let several = ended.contracts.len() > 1;
    let covered = ended.contracts.values().filter(|(_, covered)| covered.total() > 0).count();
    let all: i128 = ended.contracts.values().map(|(_, covered)| covered.total()).sum();
    let nothing_lost = ended.contracts.values().all(|(owed, covered)| owed == covered);
    let again = has_loss(before, LossKind::Repossession);
    if ended.write_off {
        seen.when(true, S::WriteOff);
        seen.when(several, S::WriteOffOfSeveral);
        seen.when(again, S::WriteOffAfterRepossession);
        return;
    }
    seen.when(true, S::Repossession);
    seen.when(several, S::RepossessionOfSeveral);
    seen.when(before.state != AccountState::Defaulted, S::RepossessionWhileNotDefaulted);
    let fees = ended.contracts.values().any(|(_, covered)| covered.fees > 0);
    seen.when(fees, S::ValueReachesFees);
    seen.when(covered > 1, S::ValueReachesSecondContract);
    seen.when(value > all, S::ValueCapped);
    seen.when(nothing_lost, S::NothingLost);
}
