//! The form, driven as a person and a network would.

use domain::AccountId;
use domain::account::ContractId;
use domain::api::{Problem, ProblemCode, ProcessGroundsReply, StartProcessRequest};
use domain::form::Fault;
use domain::money::Money;
use domain::role::Role;

use super::form::{CONTRACTS, CREATED_AT, Form, Known, contract_place};
use crate::api::ApiError;
use crate::recording::{Filling, Pressed, RecordingForm};
use crate::submission::Sent;
use crate::write_off_processes::samples::{TODAY, account, settings};

const NOW: &str = "2026-03-03T10:15";

fn grounds() -> ProcessGroundsReply {
    ProcessGroundsReply { today: TODAY, account: account(), settings: settings() }
}

fn opened_with(grounds: ProcessGroundsReply) -> Form {
    let mut form = Form::open(Filling::new(Role::Admin, None));
    form.know_now(NOW.to_owned());
    form.loaded(Ok(Known::new(grounds)));
    form
}

fn started(form: &mut Form) -> StartProcessRequest {
    match form.save("id-1".to_owned()) {
        Pressed::Send(Sent { request, .. }) => request,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_can_be_written_off_is_proposed() {
    let mut form = opened_with(grounds());
    assert_eq!((form.control().as_str(), form.template().as_str()), ("standard", "r"));
    // 21 and 24 are in processes, 23 is of another class, 25 owes nothing.
    assert_eq!(form.contracts(), [ContractId(22)]);
    let days: Vec<_> =
        form.planned().iter().map(|event| domain::form::iso_day(event.trigger_on)).collect();
    assert_eq!(days, ["2026-03-03", "2026-03-03", "2026-05-02", "2026-05-02"]);
    let request = started(&mut form);
    assert_eq!(request.account, AccountId::parse("KE-1").unwrap());
    assert_eq!(request.created_at.as_str(), NOW);
    assert!(request.form.events.is_empty());
    assert_eq!(form.save("id-2".to_owned()), Pressed::Shown);
}

#[test]
fn a_business_gets_the_template_of_its_class() {
    let mut grounds = grounds();
    grounds.account.customer_class = "business".to_owned();
    assert_eq!(opened_with(grounds).template(), "c");
}

#[test]
fn another_control_proposes_anew() {
    let mut form = opened_with(grounds());
    form.filling_mut().draft.template = Some("c".to_owned());
    form.tick(ContractId(22), false);
    form.choose_control("hardship".to_owned());
    assert_eq!(form.template(), "r");
    assert_eq!(form.contracts(), [ContractId(23)]);
}

#[test]
fn why_a_contract_cannot_be_linked_is_said() {
    let form = opened_with(grounds());
    for (contract, fault) in [
        (21, Some("linked_elsewhere")),
        (22, None),
        (23, Some("other_debt_class")),
        (25, Some("contract_owes_nothing")),
    ] {
        assert_eq!(form.why_not(ContractId(contract)).map(Fault::code), fault, "{contract}");
    }
}

#[test]
fn what_is_missing_is_said_once_one_tries() {
    let mut form = opened_with(grounds());
    form.tick(ContractId(22), false);
    assert_eq!(form.fault(CONTRACTS), None);
    assert_eq!(form.save("id-1".to_owned()), Pressed::Focus(CONTRACTS.to_owned()));
    assert!(matches!(form.fault(CONTRACTS), Some(Fault::NoContract)));
    form.tick(ContractId(22), true);
    form.filling_mut().draft.created_at = Some("?".to_owned());
    assert_eq!(form.save("id-1".to_owned()), Pressed::Focus(CREATED_AT.to_owned()));
    assert!(matches!(form.fault(CREATED_AT), Some(Fault::NotAMoment)));
}

#[test]
fn what_is_typed_survives_a_reload() {
    let mut form = opened_with(grounds());
    assert!(form.filling().to_keep(form.is_blank()).is_none());
    form.filling_mut().draft.comments = "by phone".to_owned();
    form.filling_mut().draft.created_at = Some("2026-03-10T08:00".to_owned());
    let kept = form.filling().to_keep(form.is_blank());
    let mut again = Form::open(Filling::new(Role::Admin, kept));
    again.loaded(Ok(Known::new(grounds())));
    assert_eq!(again.comments(), "by phone");
    let request = started(&mut again);
    assert_eq!(request.created_at.as_str(), "2026-03-10T08:00");
}

#[test]
fn a_browser_of_another_day_proposes_no_time() {
    let mut form = opened_with(grounds());
    form.know_now("2026-03-04T00:15".to_owned());
    assert_eq!(form.created_at(), "2026-03-03T00:00");
}

#[test]
fn what_was_paid_meanwhile_is_said_at_its_contract() {
    let mut form = opened_with(grounds());
    form.tick(ContractId(22), true);
    started(&mut form);
    let problem = Problem::new(ProblemCode::InvalidRequest, "detail");
    assert!(form.filling_mut().answered(Err(ApiError::Problem(Box::new(problem)))));
    let mut paid = grounds();
    paid.account.contracts[1].owed = Money::ZERO;
    let place = contract_place(ContractId(22));
    assert_eq!(form.loaded(Ok(Known::new(paid))), Some(place.clone()));
    assert_eq!(form.fault(&place).map(Fault::code), Some("contract_owes_nothing"));
    assert!(form.filling().notice.refused.is_none());
}
