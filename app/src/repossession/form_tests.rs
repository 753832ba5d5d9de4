//! The form, driven as a person and a network would.

use std::sync::Arc;

use domain::account::{
    AccountState, ActiveContract, ContractId, ContractStatus, Held, ProductId, Quantity, Standing,
};
use domain::api::{
    AccountReply, Centre, ContractProduct, ContractRecord, Customer, Meanwhile, Problem,
    ProblemCode, RepossessionRecord, RepossessionRequest,
};
use domain::bulk_write_off::{Change, Reason};
use domain::form::Fault;
use domain::money::{Balance, Money};
use domain::repossession::ProductCondition;
use domain::role::Role;
use domain::staff::{StaffId, StaffMember};
use domain::{AccountId, Date};

use super::draft::{Draft, Step};
use super::form::{Form, Known, Screen};
use crate::api::ApiError;
use crate::recording::{Filling, KeptDraft, Pressed, RecordingForm};
use crate::submission::Stage;

const DEFAULTED_ON: Date = Date::constant(2026, 8, 1);

fn staff() -> Vec<StaffMember> {
    [(1, "A. Wanjiku", Role::Admin), (4, "D. Kiptoo", Role::FieldTechnician)]
        .map(|(id, name, role)| StaffMember { id: StaffId(id), name: name.to_owned(), role })
        .into()
}

fn standing(held: &[(i64, u32)]) -> Standing {
    let held = held.iter().map(|(product, quantity)| Held {
        product: ProductId(*product),
        quantity: Quantity(*quantity),
    });
    let principal = Money::from_minor(1_120_000);
    Standing {
        collection: None,
        state: AccountState::Defaulted,
        defaulted_on: Some(DEFAULTED_ON),
        repossession_pending_since: Some(DEFAULTED_ON),
        contracts: vec![ActiveContract {
            id: ContractId(31),
            balance: Balance { principal, ..Balance::default() },
            held: held.collect(),
        }],
    }
}

fn product(id: i64, name: &str, held: u32) -> ContractProduct {
    ContractProduct {
        product: ProductId(id),
        name: name.to_owned(),
        delivered: held,
        held,
        returned: 0,
        lost: 0,
    }
}

fn account(standing: Standing) -> AccountReply {
    AccountReply {
        today: Date::constant(2026, 11, 21),
        account: AccountId::parse("KE-1").unwrap(),
        state: standing.state,
        paid_until: None,
        credit: Money::ZERO,
        deposit: Money::ZERO,
        lost: Balance::default(),
        recovered: Balance::default(),
        days_since_default: Some(112),
        customer: Customer {
            name: "Achieng <Odhiambo>".to_owned(),
            class: "residential".to_owned(),
            phone: "0712".to_owned(),
        },
        other_accounts: Vec::new(),
        centre: Centre { id: 1, name: "Kisumu".to_owned() },
        balance: standing.balance(),
        contracts: vec![ContractRecord {
            id: ContractId(31),
            status: ContractStatus::Active,
            write_off_debt_class: "standard".to_owned(),
            signed_on: DEFAULTED_ON,
            price: Money::ZERO,
            daily_rate: Money::ZERO,
            paid: Money::ZERO,
            balance: standing.balance(),
            cu_numbers: vec!["CU0001".to_owned()],
            products: vec![product(7, "Solar home system", 2), product(8, "Radio", 1)],
        }],
        standing,
        payments: Vec::new(),
        channels: Vec::new(),
        payments_in_all: 0,
        actions: Vec::new(),
        failed_attempts_since_default: 0,
        attempts: Vec::new(),
        repossessions: Vec::new(),
        history: Vec::new(),
    }
}

/// An account that holds two of one product and one of another.
pub(super) fn known() -> Known {
    Known::new(account(standing(&[(7, 2), (8, 1)])), staff())
}

fn opened(role: Role) -> Form {
    let mut form = Form::open(Filling::new(role, None));
    form.loaded(Ok(known()));
    form
}

/// The first step filled in as it should be.
fn filled(role: Role) -> Form {
    let mut form = opened(role);
    type_into(&mut form, |draft| {
        draft.date = "2026-11-20".to_owned();
        draft.completed_by = "1".to_owned();
        draft.condition = "used".to_owned();
    });
    form
}

fn with_quantities(role: Role, quantities: [&str; 2]) -> Form {
    let mut form = filled(role);
    assert_eq!(form.next(), Pressed::Focus("/returned/0/quantity".to_owned()));
    type_into(&mut form, |draft| {
        for (line, quantity) in draft.returned.iter_mut().zip(quantities) {
            line.quantity = quantity.to_owned();
        }
    });
    form
}

fn record() -> Arc<RepossessionRecord> {
    Arc::new(RepossessionRecord {
        number: 1,
        account: AccountId::parse("KE-1").unwrap(),
        date: DEFAULTED_ON,
        completed_by: Some("A. Wanjiku".to_owned()),
        recorded_by: None,
        recorded_at: String::new(),
        cu_number: None,
        product_condition: ProductCondition::Used,
        lines: Vec::new(),
        write_off: None,
    })
}

fn sent(pressed: Pressed<RepossessionRequest>) -> (String, RepossessionRequest) {
    let Pressed::Send(sent) = pressed else { panic!("not sent: {pressed:?}") };
    (sent.id, sent.request)
}

fn to_keep(form: &Form) -> Option<KeptDraft<Draft, RepossessionRequest>> {
    form.filling().to_keep(form.is_blank())
}

fn type_into(form: &mut Form, change: impl FnOnce(&mut Draft)) {
    change(&mut form.filling_mut().draft);
}

fn id() -> String {
    "id-1".to_owned()
}

#[test]
fn two_steps_lead_to_a_repossession() {
    let mut form = with_quantities(Role::FieldTechnician, ["2", "0"]);
    assert_eq!(form.screen(), Screen::Step(Step::Two, 1));
    assert_eq!(form.back_and_lost(), Some((2, 1)));
    let (sent_as, request) = sent(form.save(id()));
    assert_eq!(sent_as, "id-1");
    assert!(!request.write_off);
    assert_eq!(request.seen, standing(&[(7, 2), (8, 1)]));
    assert_eq!(form.save("id-2".to_owned()), Pressed::Shown, "a double click");
    assert!(form.filling_mut().answered(Ok(record())), "the account is looked at again");
    assert!(form.filling().submission.done().is_some());
    assert_eq!(to_keep(&form), None);
}

#[test]
fn next_leads_to_the_first_field_that_is_wrong_and_nothing_is_lost() {
    let mut form = opened(Role::FieldTechnician);
    assert_eq!(form.fault("/date"), None, "nobody has tried yet");
    assert_eq!(form.next(), Pressed::Focus("/date".to_owned()));
    assert_eq!(form.fault("/date"), Some(Fault::Missing));
    for (date, fault) in [
        ("2026-02-30", Some(Fault::NotADate)),
        ("?", Some(Fault::NotADate)),
        ("2026-11-22", Some(Fault::InTheFuture { today: Date::constant(2026, 11, 21) })),
        ("2026-07-31", Some(Fault::BeforeTheDefault { defaulted_on: DEFAULTED_ON })),
        ("2026-08-01", None),
    ] {
        type_into(&mut form, |draft| draft.date = date.to_owned());
        assert_eq!(form.fault("/date"), fault, "{date}");
    }
    type_into(&mut form, |draft| draft.completed_by = "99".to_owned());
    assert_eq!(form.fault("/completed_by"), Some(Fault::UnknownStaff));
    assert_eq!(form.next(), Pressed::Focus("/completed_by".to_owned()));
    assert_eq!(form.draft().date, "2026-08-01");
    assert_eq!(form.screen(), Screen::Step(Step::One, 1));
}

#[test]
fn each_quantity_says_what_is_wrong_with_it_as_one_types() {
    let at = "/returned/0/quantity";
    for (quantity, fault) in [
        ("-1", Some(Fault::NotAQuantity { held: 2 })),
        ("1.5", Some(Fault::NotAQuantity { held: 2 })),
        ("two", Some(Fault::NotAQuantity { held: 2 })),
        ("3", Some(Fault::MoreThanHeld { held: 2 })),
        ("100000000000000000000", Some(Fault::MoreThanHeld { held: 2 })),
        ("", None),
        ("2", None),
    ] {
        let mut form = with_quantities(Role::Admin, [quantity, "1"]);
        assert_eq!(form.fault(at), fault, "{quantity}");
        if quantity.is_empty() {
            assert_eq!(form.save(id()), Pressed::Focus(at.to_owned()));
            assert_eq!(form.fault(at), Some(Fault::Missing));
        }
        assert_eq!(form.draft().returned[0].quantity, quantity);
    }
}

#[test]
fn the_tick_makes_one_step_and_asks_once_more() {
    let mut form = filled(Role::BackOfficeManagement);
    type_into(&mut form, |draft| draft.write_off = true);
    let offered: Vec<&str> = form.completers().map(|person| person.name.as_str()).collect();
    assert_eq!(offered, ["A. Wanjiku"]);
    assert_eq!(form.save(id()), Pressed::Shown);
    assert!(matches!(form.filling().submission.stage(), Stage::Confirming(_)));
    assert!(form.filling_mut().submission.close());
    form.save(id());
    let sent = form.filling_mut().submission.confirm(id()).unwrap();
    assert_eq!(sent.request.product_condition.as_str(), "nothing_recovered");
    assert!(sent.request.write_off && sent.request.returned.is_empty());
}

#[test]
fn returning_nothing_is_the_same_act() {
    let mut form = with_quantities(Role::Admin, ["0", "00"]);
    assert!(form.writes_off());
    assert_eq!(form.save(id()), Pressed::Shown);
    assert!(matches!(form.filling().submission.stage(), Stage::Confirming(_)));
    // Whoever completed it must be one who may: that is in the other step.
    let mut form = with_quantities(Role::Admin, ["0", "0"]);
    type_into(&mut form, |draft| draft.completed_by = "4".to_owned());
    assert_eq!(form.save(id()), Pressed::Focus("/completed_by".to_owned()));
    assert_eq!(form.screen(), Screen::Step(Step::One, 1));
    assert_eq!(form.fault("/completed_by"), Some(Fault::MayNotWriteOff));
}

#[test]
fn who_may_not_write_off_is_told_and_nothing_is_sent() {
    let mut form = with_quantities(Role::FieldTechnician, ["0", "0"]);
    assert!(form.may_not_write_off());
    assert_eq!(form.save(id()), Pressed::Shown);
    assert_eq!(*form.filling().submission.stage(), Stage::Idle);
    assert!(!form.may_write_off());
}

#[test]
fn a_draft_survives_a_reload_and_says_what_changed() {
    let form = with_quantities(Role::Admin, ["1", "1"]);
    let kept = to_keep(&form);
    let mut again = Form::open(Filling::new(Role::Admin, kept.clone()));
    again.loaded(Ok(known()));
    assert_eq!(again.draft(), form.draft());
    assert!(again.filling().notice.changed.is_empty());
    // One product is no longer held: what was typed about it stays to be seen, and is wrong.
    let mut changed = Form::open(Filling::new(Role::Admin, kept));
    changed.loaded(Ok(Known::new(account(standing(&[(7, 2)])), staff())));
    assert_eq!(changed.filling().notice.changed, [Change::ProductsHeld]);
    assert_eq!(changed.draft().returned[1].quantity, "1");
    assert_eq!(changed.fault("/returned/1/quantity"), Some(Fault::NotHeld));
    changed.remove_line(1);
    sent(changed.save(id()));
}

#[test]
fn a_blank_form_keeps_nothing() {
    assert_eq!(to_keep(&opened(Role::Admin)), None);
}

#[test]
fn a_lost_reply_is_kept_and_asked_again_under_the_same_id() {
    let mut form = with_quantities(Role::Admin, ["1", "1"]);
    let (_, request) = sent(form.save(id()));
    form.filling_mut().answered(Err(ApiError::Unreachable));
    let mut again = Form::open(Filling::new(Role::Admin, to_keep(&form)));
    // What was sent may be what has changed the account: the form waits for the answer.
    let mut ended = standing(&[]);
    ended.contracts.clear();
    again.loaded(Ok(Known::new(account(ended), staff())));
    let retried = again.filling_mut().submission.retry().unwrap();
    assert_eq!((retried.id, retried.request), (id(), request));
    again.filling_mut().answered(Ok(record()));
    assert!(again.filling().submission.done().is_some());
}

#[test]
fn a_second_person_is_told_what_was_done_meanwhile() {
    let mut form = with_quantities(Role::Admin, ["1", "1"]);
    sent(form.save(id()));
    let mut problem = Problem::new(ProblemCode::ChangedMeanwhile, "detail");
    problem.changed = vec![Change::Contracts];
    let meanwhile = Meanwhile {
        what: "repossessed".to_owned(),
        at: "2026-11-21T09:00:00Z".to_owned(),
        by: Some("B. Otieno".to_owned()),
    };
    problem.meanwhile = Some(Box::new(meanwhile.clone()));
    assert!(form.filling_mut().answered(Err(ApiError::Problem(Box::new(problem)))));
    assert_eq!(form.filling().notice.meanwhile, Some(meanwhile));
    let mut ended = standing(&[]);
    ended.contracts.clear();
    form.loaded(Ok(Known::new(account(ended), staff())));
    assert_eq!(form.screen(), Screen::NotPossible(Reason::AccountAlreadyTerminated));
    assert!(!form.draft().is_blank(), "what was typed is still there");
}

#[test]
fn a_refused_field_is_shown_by_what_is_known_then() {
    let mut form = with_quantities(Role::Admin, ["1", "1"]);
    sent(form.save(id()));
    let problem = Problem::new(ProblemCode::InvalidRequest, "detail");
    assert!(form.filling_mut().answered(Err(ApiError::Problem(Box::new(problem.clone())))));
    let nobody = Known::new(account(standing(&[(7, 2), (8, 1)])), Vec::new());
    assert_eq!(form.loaded(Ok(nobody)), Some("/completed_by".to_owned()));
    assert_eq!(form.fault("/completed_by"), Some(Fault::UnknownStaff));
    assert_eq!(form.screen(), Screen::Step(Step::One, 2));
    assert_eq!(form.filling().notice.refused, None);
    // Where the rule finds nothing, the refusal itself is shown.
    form.loaded(Ok(known()));
    sent(form.save(id()));
    form.filling_mut().answered(Err(ApiError::Problem(Box::new(problem.clone()))));
    assert_eq!(form.loaded(Ok(known())), None);
    assert_eq!(form.filling().notice.refused, Some(Box::new(problem)));
}
