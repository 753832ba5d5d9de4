//! Contracts with their balances.

use super::accounts::ended as ended_here;
use super::view::Contract;
use super::{Changes, Deciding, Judged, New, none_of, refusal};
use crate::account::ContractStatus;
use crate::company_settings::name_key;
use crate::form::iso_day;
use crate::import::effects::link_end;
use crate::import::facts::{AsTold, ContractFact};
use crate::import::outcome::{FieldChange, Reason, RowRefusal, RowResult};
use crate::import::record::ContractRow;
use crate::import::{Field, Kind};
use crate::money::{Balance, Money};

/// What a new contract has of which nothing is told.
const NEW: AsTold = AsTold {
    status: ContractStatus::Active,
    balance: Balance { principal: Money::ZERO, fees: Money::ZERO, tax: Money::ZERO },
    paid: Money::ZERO,
};

impl Deciding<'_> {
    pub(super) fn contract(&mut self, row: &ContractRow) -> Judged {
        let before = self.view.contracts.get(&row.number).map(|one| one.now.clone());
        let mut refusals = Vec::new();
        let debt_class = self.debt_class(row, before.as_ref()).map_err(|why| refusals.push(why));
        if row.signed_on > self.terms.today {
            let found = iso_day(row.signed_on);
            refusals.push(refusal(Some(Field::SignedOn), Reason::InTheFuture, &found));
        }
        let after = told(row, before.as_ref(), debt_class.unwrap_or_default());
        let changes = before.as_ref().map(|before| differences(before, &after));
        match (&before, &changes) {
            (Some(before), Some(changes)) => {
                refusals.extend(self.change_refused(before, &after, changes));
            }
            _ => refusals.extend(self.addition_refused(&after)),
        }
        let ended = after.status != ContractStatus::Active;
        if refusals.is_empty() && ended && !after.balance.is_nothing() {
            let found = after.status.code();
            refusals.push(refusal(Some(Field::Principal), Reason::EndedOwesNothing, found));
        }
        none_of(refusals)?;
        let result = match changes {
            None => created(&after),
            Some(changes) => changes.result(),
        };
        self.put(before, after);
        Ok(result)
    }

    fn put(&mut self, before: Option<ContractFact>, after: ContractFact) {
        if let Some(account) = self.view.accounts.get_mut(&after.account) {
            account.contracts.insert(after.number.clone());
            account.derive |= before.is_none_or(|before| before.status != after.status);
        }
        let number = after.number.clone();
        if let Some(contract) = self.view.contracts.get_mut(&number) {
            contract.now = after;
        } else {
            let contract = Contract { now: after, before: None, place: usize::MAX };
            self.view.contracts.insert(number, Box::new(contract));
        }
    }

    /// The code of the debt class that the row names, by code or name.
    fn debt_class(
        &self,
        row: &ContractRow,
        before: Option<&ContractFact>,
    ) -> Result<String, RowRefusal> {
        let classes = &self.view.debt_classes;
        let Some(asked) = &row.debt_class else {
            let default = || classes.first().map(|(code, _)| code.clone());
            let stays = before.map(|contract| contract.debt_class.clone());
            return Ok(stays.or_else(default).unwrap_or_default());
        };
        self.debt_class_named(asked)
    }

    /// The code of the debt class that is called so, by code or name.
    pub(super) fn debt_class_named(&self, asked: &str) -> Result<String, RowRefusal> {
        self.view.debt_class_codes.get(&name_key(asked)).cloned().ok_or_else(|| {
            let known = self.view.debt_classes.iter().map(|(_, name)| name.clone()).collect();
            refusal(Some(Field::DebtClass), Reason::Unknown { known }, asked)
        })
    }

    fn addition_refused(&self, after: &ContractFact) -> Option<RowRefusal> {
        let found = after.account.as_str();
        let Some(account) = self.view.accounts.get(&after.account) else {
            let reason = self.missing(Kind::Accounts, found, None);
            return Some(refusal(Some(Field::Account), reason, found));
        };
        // Nothing that was ended here begins again.
        let how = self.view.ended_here(account)?;
        let begins = matches!(after.status, ContractStatus::Active | ContractStatus::Draft);
        begins.then(|| refusal(Some(Field::Account), ended_here(how), found))
    }

    fn change_refused(
        &self,
        before: &ContractFact,
        after: &ContractFact,
        changes: &Changes,
    ) -> Option<RowRefusal> {
        if before.account != after.account {
            let reason = Reason::OfAnotherAccount { account: before.account.to_string() };
            return Some(refusal(Some(Field::Account), reason, after.account.as_str()));
        }
        let first = changes.first()?;
        if let Some(how) = before.ended_here {
            return Some(refusal(Some(first.field), ended_here(how), &first.to));
        }
        // A process goes by the class of its contracts, unless the same row takes it out of there.
        let other_class = before.debt_class != after.debt_class;
        if before.in_process && other_class && link_end(before, after).is_none() {
            return Some(refusal(Some(Field::DebtClass), Reason::InProcess, &after.debt_class));
        }
        let (from, to) = (before.status, after.status);
        let (field, found) = (Some(Field::Status), to.code());
        if from == to {
            None
        } else if !may_become(from, to) {
            Some(refusal(field, Reason::StatusCannotBecome { from }, found))
        } else if to == ContractStatus::Cancelled && self.holds_anything(&before.number) {
            Some(refusal(field, Reason::StillHeld, found))
        } else {
            None
        }
    }

    fn holds_anything(&self, contract: &str) -> bool {
        let from = (contract.to_owned(), String::new());
        let held = self.view.held.range(from..).take_while(|((number, _), _)| number == contract);
        held.into_iter().any(|(_, (now, _))| *now > 0)
    }
}

impl Changes {
    fn first(&self) -> Option<&FieldChange> {
        self.0.first()
    }
}

/// Whether another system may tell that a contract went from one status to another. Terminated is what
/// a repossession or a write-off makes of it, and nothing that has ended begins again.
const fn may_become(from: ContractStatus, to: ContractStatus) -> bool {
    use ContractStatus::{Active, Cancelled, Draft, Finished, Void};
    matches!((from, to), (Draft, Active | Cancelled | Void) | (Active, Finished | Cancelled))
}

/// What the row tells; what it leaves out is as it was.
fn as_told(row: &ContractRow, was: AsTold) -> AsTold {
    AsTold {
        status: row.status.unwrap_or(was.status),
        balance: Balance {
            principal: row.principal,
            fees: row.fees.unwrap_or(was.balance.fees),
            tax: row.tax.unwrap_or(was.balance.tax),
        },
        paid: row.paid.unwrap_or(was.paid),
    }
}

/// The contract as the row tells, where it tells anything.
///
/// The status that was told last time is nothing new: it stays what payments have made of it since. So it is with
/// amounts, if they are all the same. What contradicts that the contract was ended here is told so.
fn told(row: &ContractRow, before: Option<&ContractFact>, debt_class: String) -> ContractFact {
    let here = before.map_or(NEW, |one| {
        let ContractFact { status, balance, paid, .. } = *one;
        AsTold { status, balance, paid }
    });
    let last = before.and_then(|one| one.told);
    let told = as_told(row, last.unwrap_or(here));
    let last = last.filter(|_| before.is_none_or(|one| one.ended_here.is_none()));
    let of_row = as_told(row, here);
    let status_again = last.is_some_and(|last| last.status == told.status);
    let amounts_again =
        last.is_some_and(|last| (last.balance, last.paid) == (told.balance, told.paid));
    let status = if status_again { here } else { of_row }.status;
    let AsTold { balance, paid, .. } = if amounts_again { here } else { of_row };
    ContractFact {
        number: row.number.clone(),
        account: row.account.clone(),
        status,
        debt_class,
        signed_on: row.signed_on,
        price: row.price,
        daily_rate: row.daily_rate,
        paid,
        balance,
        told: Some(told),
        ended_here: before.and_then(|one| one.ended_here),
        in_process: before.is_some_and(|one| one.in_process),
    }
}

/// What a contract that is new comes to.
fn created(contract: &ContractFact) -> RowResult {
    let mut new = New::default();
    new.text(Field::Account, contract.account.as_str());
    new.text(Field::SignedOn, &iso_day(contract.signed_on));
    new.amount(Field::Price, contract.price);
    new.amount(Field::Principal, contract.balance.principal);
    new.amount(Field::Fees, contract.balance.fees);
    new.amount(Field::Tax, contract.balance.tax);
    new.amount(Field::Paid, contract.paid);
    new.amount(Field::DailyRate, contract.daily_rate);
    new.text(Field::Status, contract.status.code());
    new.text(Field::DebtClass, &contract.debt_class);
    new.result()
}

fn differences(before: &ContractFact, after: &ContractFact) -> Changes {
    let mut changes = Changes::default();
    changes.note(Field::SignedOn, iso_day(before.signed_on), iso_day(after.signed_on));
    let text = |money: Money| money.minor().to_string();
    let mut amount = |field, from: Money, to: Money| changes.note(field, text(from), text(to));
    amount(Field::Price, before.price, after.price);
    amount(Field::Principal, before.balance.principal, after.balance.principal);
    amount(Field::Fees, before.balance.fees, after.balance.fees);
    amount(Field::Tax, before.balance.tax, after.balance.tax);
    amount(Field::Paid, before.paid, after.paid);
    amount(Field::DailyRate, before.daily_rate, after.daily_rate);
    changes.note(Field::Status, before.status.code(), after.status.code());
    changes.note(Field::DebtClass, &*before.debt_class, &*after.debt_class);
    changes
}
