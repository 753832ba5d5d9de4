//! May this form be recorded, and if not, what is wrong and where.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{CuNumber, ProductCondition, Returns};
use crate::account::{AccountFacts, ContractId, ProductId, Quantity, Standing};
use crate::api::{RepossessionRequest, ReturnedTyped};
use crate::bulk_write_off::assess::counted_from;
use crate::bulk_write_off::{Change, Reason, Verdict, assess_account, changes};
use crate::form::{self, Fault, FieldFault, Typed};
use crate::role::{Permission, Role};
use crate::staff::{StaffId, StaffMember, may_complete};

/// What a form is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// The account as it stands.
    pub facts: &'a AccountFacts,
    /// The company's staff.
    pub staff: &'a [StaffMember],
    /// The role of who records it.
    pub role: Role,
    /// Today in the company's time zone.
    pub today: Date,
}

/// A form that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The day of the repossession.
    pub date: Date,
    /// Who did it.
    pub completed_by: StaffId,
    /// The control unit's serial, where it is known.
    pub cu_number: Option<CuNumber>,
    /// The condition of what came back; of a write-off, nothing recovered.
    pub condition: ProductCondition,
    /// What came back, none of nothing.
    pub returns: Returns,
    /// Whether this writes the customer off, by the tick or because nothing came back: the person
    /// is asked once more.
    pub write_off: bool,
}

/// Why a form may not be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The role may not do this.
    RoleMayNot(Permission),
    /// The account is not as it was when the form was opened; what changed, never empty.
    Changed(Vec<Change>),
    /// The account cannot be repossessed from, as the form showed.
    NotPossible(Reason),
    /// Fields are wrong; which and how, never empty.
    Form(Vec<FieldFault>),
}

/// Reads and judges a form.
///
/// # Errors
///
/// In this order: the role may record no repossession, or ticks a write-off that it may not make;
/// the account changed since the form was opened; it cannot be repossessed from; fields are wrong,
/// all of them at once; nothing comes back, which is a write-off, and the role may not make one.
pub fn check(form: &RepossessionRequest, grounds: &Grounds<'_>) -> Result<Checked, Refusal> {
    may(grounds.role, Permission::RecordRepossession)?;
    if form.write_off {
        may(grounds.role, Permission::PersonalWriteOff)?;
    }
    let standing = &grounds.facts.standing;
    let changed = changes(&form.seen, standing);
    if !changed.is_empty() {
        return Err(Refusal::Changed(changed));
    }
    possible(grounds.facts, grounds.today)?;
    let mut reader = form::Reader::default();
    let date = reader.past_day("/date", &form.date, counted_from(standing), grounds.today);
    let returns = returns(form, standing, &mut reader);
    let write_off = is_write_off(form, returns.as_ref());
    if write_off && !form.write_off {
        // Whoever may not write off is told so, rather than which field to mend for it.
        may(grounds.role, Permission::PersonalWriteOff)?;
    }
    let completed_by = completed_by(&form.completed_by, write_off, grounds.staff);
    let completed_by = reader.take("/completed_by", completed_by);
    let cu_number = reader.take("/cu_number", cu_number(&form.cu_number));
    let condition = condition(&form.product_condition, form.write_off, write_off);
    let condition = reader.take("/product_condition", condition);
    let checked = (|| {
        Some(Checked {
            date: date?,
            completed_by: completed_by?,
            cu_number: cu_number?,
            condition: condition?,
            returns: returns?,
            write_off,
        })
    })();
    reader.finish(checked).map_err(Refusal::Form)
}

/// Whether a form, as far as it is filled in, writes the customer off: by the tick, or because
/// nothing comes back of what is held.
pub fn writes_off(form: &RepossessionRequest, standing: &Standing) -> bool {
    is_write_off(form, returns(form, standing, &mut form::Reader::default()).as_ref())
}

fn is_write_off(form: &RepossessionRequest, returns: Option<&Returns>) -> bool {
    form.write_off || returns.is_some_and(Returns::is_empty)
}

fn may(role: Role, permission: Permission) -> Result<(), Refusal> {
    if role.may(permission) { Ok(()) } else { Err(Refusal::RoleMayNot(permission)) }
}

/// Whether somebody of that role may open the form for that account: what a page offers.
///
/// # Errors
///
/// In this order: the role may record no repossession; the account cannot be repossessed from.
pub fn may_begin(facts: &AccountFacts, role: Role, today: Date) -> Result<(), Refusal> {
    may(role, Permission::RecordRepossession)?;
    possible(facts, today)
}

/// The rule of the bulk write-off says which accounts can be repossessed from: no policy matters
/// to that, only to what is marked as early.
fn possible(facts: &AccountFacts, today: Date) -> Result<(), Refusal> {
    let policy = crate::bulk_write_off::Policy { early_write_off_days: 0 };
    match assess_account(facts, today, &policy) {
        Verdict::Eligible { .. } => Ok(()),
        Verdict::Ineligible(reason) => Err(Refusal::NotPossible(reason)),
    }
}

fn completed_by(typed: &Typed, write_off: bool, staff: &[StaffMember]) -> Result<StaffId, Fault> {
    if typed.is_blank() {
        return Err(Fault::Missing);
    }
    let number: Option<i64> = typed.as_str().parse().ok();
    let person = staff.iter().find(|person| Some(person.id.0) == number);
    let person = person.ok_or(Fault::UnknownStaff)?;
    if !may_complete(person.role, false) {
        return Err(Fault::MayNotRecord);
    }
    if !may_complete(person.role, write_off) {
        return Err(Fault::MayNotWriteOff);
    }
    Ok(person.id)
}

fn cu_number(typed: &Typed) -> Result<Option<CuNumber>, Fault> {
    if typed.is_blank() {
        return Ok(None);
    }
    CuNumber::parse(typed.as_str()).map(Some).map_err(|_| Fault::MalformedCuNumber)
}

/// The condition, which of a write-off is settled: by the tick it is locked, and where nothing
/// came back it does not matter what was chosen before.
fn condition(typed: &Typed, ticked: bool, write_off: bool) -> Result<ProductCondition, Fault> {
    let chosen = ProductCondition::from_code(typed.as_str());
    match (chosen, ticked) {
        (Some(ProductCondition::NothingRecovered), _) if write_off => {
            Ok(ProductCondition::NothingRecovered)
        }
        (None, true) if typed.is_blank() => Ok(ProductCondition::NothingRecovered),
        (Some(_), true) => Err(Fault::WriteOffRecoversNothing),
        (Some(ProductCondition::NothingRecovered), false) => {
            Err(Fault::NothingRecoveredButReturned)
        }
        (Some(_), false) if write_off => Ok(ProductCondition::NothingRecovered),
        (Some(condition), false) => Ok(condition),
        (None, _) if typed.is_blank() => Err(Fault::Missing),
        (None, _) => Err(Fault::UnknownCondition),
    }
}

/// How many of each product came back; none where any line is wrong.
fn returns(
    form: &RepossessionRequest,
    standing: &Standing,
    reader: &mut form::Reader,
) -> Option<Returns> {
    let mut returns = Returns::new();
    let mut listed = BTreeSet::new();
    let mut wrong = false;
    for (index, line) in form.returned.iter().enumerate() {
        let place = ["/returned/", &index.to_string(), "/quantity"].concat();
        let once = listed.insert((line.contract, line.product));
        let read = returned(line, once, form.write_off, standing);
        match reader.take(&place, read) {
            Some(Quantity(0)) => {}
            Some(quantity) => {
                returns.insert((line.contract, line.product), quantity);
            }
            None => wrong = true,
        }
    }
    let left_out =
        held(standing).any(|(contract, product, _)| !listed.contains(&(contract, product)));
    if left_out && !form.write_off {
        reader.fault("/returned", Fault::LeftOut);
        wrong = true;
    }
    (!wrong).then_some(returns)
}

fn returned(
    line: &ReturnedTyped,
    once: bool,
    ticked: bool,
    standing: &Standing,
) -> Result<Quantity, Fault> {
    let held = held(standing)
        .find(|(contract, product, _)| (*contract, *product) == (line.contract, line.product))
        .map(|(_, _, held)| held)
        .ok_or(Fault::NotHeld)?;
    if !once {
        return Err(Fault::ListedTwice);
    }
    let quantity = quantity(&line.quantity, held)?;
    if ticked && quantity.0 > 0 { Err(Fault::WriteOffRecoversNothing) } else { Ok(quantity) }
}

/// A whole number from none to what is held, in digits.
fn quantity(typed: &Typed, held: Quantity) -> Result<Quantity, Fault> {
    let text = typed.as_str();
    if text.is_empty() {
        return Err(Fault::Missing);
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::NotAQuantity { held: held.0 });
    }
    match text.parse() {
        Ok(quantity) if quantity <= held.0 => Ok(Quantity(quantity)),
        // Also where there are more digits than a number takes.
        _ => Err(Fault::MoreThanHeld { held: held.0 }),
    }
}

fn held(standing: &Standing) -> impl Iterator<Item = (ContractId, ProductId, Quantity)> {
    standing.contracts.iter().flat_map(|contract| {
        contract.held.iter().map(|held| (contract.id, held.product, held.quantity))
    })
}
