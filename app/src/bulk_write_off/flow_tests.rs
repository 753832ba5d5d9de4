//! The flow, driven as a person and a network would.

use std::sync::Arc;

use domain::account::{
    AccountFacts, AccountState, ActiveContract, Collection, ContractCollection, ContractId, Held,
    ProductId, Quantity, Standing,
};
use domain::api::{FactsReply, Problem, ProblemCode, Product, SettingsOfStarts};
use domain::money::{Balance, Money};
use domain::upload::{ColumnChoice, Refusal};
use domain::write_off_process::DayCount;
use domain::write_off_process::settings::{
    Condition, Control, Criterion, Template, WriteOffSettings,
};
use domain::{AccountId, Date};

use super::chosen::{Chosen, Reading, Refused};
use super::flow::{Ask, Flow, Screen, Stage};
use super::previewed::{Previewed, Request};
use crate::api::ApiError;
use crate::submission::Face;
use crate::turn::Turn;

const FILE: &str = "KE-1\nKE-2\nK E\nKE-1\nKE-9\n";

fn chosen(text: &str) -> Arc<Chosen> {
    Arc::new(Chosen { name: "list.csv".to_owned(), bytes: text.into(), sha256: None })
}

fn reading(text: &str) -> Result<Reading, Refused> {
    Reading::of(&chosen(text), None)
}

fn facts(account: &str, customer: &str, centre: &str, defaulted_on: Date) -> AccountFacts {
    let principal = Money::from_minor(1_120_000);
    AccountFacts {
        account: AccountId::parse(account).unwrap(),
        customer: customer.to_owned(),
        centre: centre.to_owned(),
        failed_attempts: 2,
        standing: Standing {
            collection: None,
            state: AccountState::Defaulted,
            defaulted_on: Some(defaulted_on),
            repossession_pending_since: Some(defaulted_on),
            contracts: vec![ActiveContract {
                id: ContractId(31),
                balance: Balance { principal, ..Balance::default() },
                held: vec![Held { product: ProductId(7), quantity: Quantity(2) }],
            }],
        },
    }
}

fn reply(customer: &str) -> FactsReply {
    FactsReply {
        today: Date::constant(2026, 11, 21),
        early_write_off_days: 90,
        accounts: vec![
            facts("KE-1", customer, "Kisumu", Date::constant(2026, 1, 10)),
            facts("KE-2", "Baraka Mwangi", "Mombasa", Date::constant(2026, 11, 18)),
        ],
        products: vec![Product { id: ProductId(7), name: "Solar home system".to_owned() }],
        earlier: Vec::new(),
        processes: None,
    }
}

/// Two eligible ones, one of them early; a malformed one, a duplicate, one that does not exist.
pub(crate) fn previewed() -> Previewed {
    previewed_of(FILE)
}

pub(crate) fn previewed_of(file: &str) -> Previewed {
    let reading = Arc::new(reading(file).unwrap());
    Previewed::new(reading, reply("Achieng Odhiambo"), "op-1".to_owned())
}

/// A file and a server that would rather be markup.
pub(crate) fn hostile() -> Previewed {
    let file = "account id;<i>x</i>\nKE-1;<b>note</b>\n\"\"\"><script>\";x\n";
    let reading = Arc::new(reading(file).unwrap());
    let reply = reply("<img src=x onerror=alert(1)>");
    Previewed::new(reading, reply, "op-1".to_owned())
}

/// A flow that shows a preview, and its turn.
fn shown() -> (Flow, Turn) {
    let mut flow = Flow::default();
    let turn = flow.choose("list.csv".to_owned(), 24);
    assert!(matches!(flow.read(turn, reading(FILE)), Some(Ask::Facts(v, _)) if v == turn));
    flow.facts(turn, Ok(reply("Achieng Odhiambo")), "op-1".to_owned());
    assert_eq!(flow.screen(), Screen::Preview(turn));
    (flow, turn)
}

fn problem(code: ProblemCode) -> ApiError {
    ApiError::Problem(Box::new(Problem::new(code, "detail")))
}

#[test]
fn a_file_leads_to_a_preview() {
    let (flow, _) = shown();
    let Stage::Previewed { previewed, .. } = flow.stage() else { panic!("no preview") };
    assert!(flow.face() == Face::Closed);
    let counts = &previewed.preview.counts;
    assert_eq!((counts.entries, counts.eligible, counts.early), (5, 2, 1));
}

#[test]
fn a_reply_to_an_earlier_file_is_dropped() {
    let mut flow = Flow::default();
    let first = flow.choose("first.csv".to_owned(), 1);
    let second = flow.choose("second.csv".to_owned(), 1);
    assert!(flow.read(first, reading(FILE)).is_none());
    assert_eq!(flow.screen(), Screen::Reading);
    flow.read(second, reading(FILE));
    flow.facts(first, Ok(reply("x")), "op-1".to_owned());
    assert_eq!(flow.screen(), Screen::Checking(second));
    assert!(!flow.progressed(first, 1, 1));
}

#[test]
fn an_unreachable_server_costs_no_second_choice() {
    let mut flow = Flow::default();
    let turn = flow.choose("list.csv".to_owned(), 24);
    flow.read(turn, reading(FILE));
    assert!(flow.retry_facts().is_none(), "nothing failed yet");
    flow.facts(turn, Err(ApiError::Unreachable), String::new());
    assert_eq!(flow.screen(), Screen::Checking(turn));
    assert!(matches!(flow.retry_facts(), Some(Ask::Facts(..))));
    flow.facts(turn, Ok(reply("x")), "op-1".to_owned());
    assert_eq!(flow.screen(), Screen::Preview(turn));
}

#[test]
fn an_expired_session_goes_on_by_itself() {
    let mut flow = Flow::default();
    let turn = flow.choose("list.csv".to_owned(), 24);
    flow.read(turn, reading(FILE));
    assert!(flow.session_renewed().is_none());
    flow.facts(turn, Err(ApiError::SignedOut), String::new());
    assert!(matches!(flow.session_renewed(), Some(Ask::Facts(..))));
}

#[test]
fn an_expired_session_goes_on_with_the_same_submission() {
    let (mut flow, turn) = shown();
    flow.save();
    flow.tick(true);
    let Some(Ask::Submit(_, first)) = flow.confirm() else { panic!("not submitted") };
    flow.answered(turn, Err(ApiError::SignedOut));
    let Some(Ask::Submit(_, again)) = flow.session_renewed() else { panic!("not resumed") };
    assert_eq!(again.id, first.id);
    let bodies = [first, again].map(|sent| serde_json::to_string(&sent.request.request()).unwrap());
    assert_eq!(bodies[0], bodies[1]);
}

#[test]
fn a_retry_is_the_same_operation() {
    let (mut flow, turn) = shown();
    flow.save();
    assert!(flow.confirm().is_none(), "the early one is not ticked");
    flow.tick(true);
    assert!(flow.confirm().is_some());
    assert!(flow.confirm().is_none(), "a double click");
    flow.answered(turn, Err(ApiError::Unreachable));
    assert!(matches!(flow.look(), Some(Ask::Look(..))));
    flow.answered(turn, Err(problem(ProblemCode::NotFound)));
    let Some(Ask::Submit(_, again)) = flow.retry_submission() else { panic!("not retried") };
    assert_eq!(again.id, "op-1");
}

#[test]
fn what_is_submitted_is_what_was_shown_as_eligible() {
    let Request::WriteOff(request) = previewed().request() else { panic!("no write-off") };
    let seen: Vec<&str> = request.seen.iter().map(|seen| seen.account.as_str()).collect();
    assert_eq!(seen, ["KE-2", "KE-1"]);
    assert!(request.early_acknowledged);
    assert_eq!(request.file, "S0UtMQpLRS0yCksgRQpLRS0xCktFLTkK");
}

/// Contract 31 of both accounts is of the class `standard`; KE-1 is held.
fn starts() -> FactsReply {
    let control = |code: &str, debt_class: &str| Control {
        code: code.to_owned(),
        name: ["The ", code].concat(),
        debt_class: debt_class.to_owned(),
        criteria: vec![Criterion {
            priority: 1,
            when: Condition::Default,
            template: "r".to_owned(),
        }],
    };
    let template = Template {
        code: "r".to_owned(),
        name: "<Residential>".to_owned(),
        days: DayCount::Calendar,
        events: Vec::new(),
    };
    let mut reply = reply("Achieng Odhiambo");
    for facts in &mut reply.accounts {
        let held = facts.account.as_str() == "KE-1";
        facts.standing.collection = Some(Collection {
            held_until: held.then(|| Date::constant(2027, 1, 1)),
            customer_class: "residential".to_owned(),
            deposit: Money::ZERO,
            contracts: vec![ContractCollection {
                id: ContractId(31),
                debt_class: "standard".to_owned(),
                process: None,
            }],
        });
    }
    reply.processes = Some(SettingsOfStarts {
        version: 7,
        settings: WriteOffSettings {
            grace_days: 30,
            templates: vec![template],
            controls: vec![control("std", "standard"), control("hard", "hardship")],
            ..WriteOffSettings::default()
        },
    });
    reply
}

/// KE-2 is eligible and early, KE-1 is held.
pub(crate) fn previewed_starts() -> Previewed {
    Previewed::new(Arc::new(reading(FILE).unwrap()), starts(), "op-1".to_owned())
}

#[test]
fn processes_are_started_by_the_control_that_is_chosen() {
    let mut flow = Flow::default();
    let turn = flow.choose("list.csv".to_owned(), 24);
    flow.read(turn, reading(FILE));
    flow.facts(turn, Ok(starts()), "op-1".to_owned());
    let shown = |flow: &Flow| {
        let Stage::Previewed { previewed, .. } = flow.stage() else { panic!("no preview") };
        Arc::clone(previewed)
    };
    let Request::Start(request) = shown(&flow).request() else { panic!("no start") };
    assert_eq!((request.control.as_str(), request.settings_version), ("std", 7));
    assert_eq!(request.operation.seen.len(), 1);
    assert!(request.operation.early_acknowledged, "three days are less than the grace");
    assert_eq!(shown(&flow).preview.counts.ineligible.len(), 4);

    // Not while something is asked of the server, or of the person.
    flow.save();
    flow.choose_control("hard".to_owned(), "op-2".to_owned());
    assert_eq!(shown(&flow).operation_id, "op-1");
    assert!(flow.close());

    flow.tick(true);
    flow.choose_control("hard".to_owned(), "op-2".to_owned());
    assert_eq!(shown(&flow).preview.counts.eligible, 0);
    assert_eq!(shown(&flow).operation_id, "op-2");
    assert_ne!(flow.screen(), Screen::Preview(turn), "the preview is another");
}

#[test]
fn without_a_control_nothing_can_be_started() {
    let mut reply = starts();
    reply.processes.as_mut().unwrap().settings.controls.clear();
    let reading = Arc::new(reading(FILE).unwrap());
    let previewed = Previewed::new(reading, reply, "op-1".to_owned());
    assert_eq!(previewed.preview.counts.eligible, 0);
}

#[test]
fn a_refused_file_can_be_replaced() {
    let mut flow = Flow::default();
    let turn = flow.choose("list.csv".to_owned(), 0);
    assert!(flow.read(turn, reading("")).is_none());
    assert_eq!(flow.screen(), Screen::Refused(turn));
    flow.start_over();
    assert_eq!(flow.screen(), Screen::Choose);
}

#[test]
fn the_answer_about_the_column_reads_the_file_again() {
    let mut flow = Flow::default();
    let turn = flow.choose("list.csv".to_owned(), 0);
    flow.read(turn, reading("Wanjiku;KE-1\nOtieno;KE-2\n"));
    let Stage::Refused(refused) = flow.stage() else { panic!("not asked") };
    assert!(matches!(refused.refusal, Refusal::WhichColumn { .. }));
    let choice = ColumnChoice { index: 1, first_row_is_heading: false };
    let Some(Ask::Facts(_, reading)) = flow.choose_column(choice) else { panic!("not read") };
    assert_eq!(reading.accounts(), ["KE-1", "KE-2"]);
    assert_eq!(reading.choice, Some(choice));
}
