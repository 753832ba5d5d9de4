//! The form, driven as a person and a network would.

use std::sync::Arc;

use domain::Date;
use domain::account::ContractId;
use domain::api::{Problem, ProblemCode, ProcessChange, ProcessForm, ProcessRecord};
use domain::form::{Fault, Typed};
use domain::role::Role;
use domain::write_off_process::{EventStatus, ProcessReason};

use super::{CONTRACTS, Change, EVENTS, Form, Known, START, contract_place, event_place};
use crate::api::ApiError;
use crate::recording::{Filling, KeptDraft, Pressed, RecordingForm};
use crate::submission::{Face, Sent};
use crate::write_off_processes::process::draft::{Draft, EventKey};
use crate::write_off_processes::samples::{TODAY, pending_record, record};

fn opened(record: ProcessRecord) -> Form {
    let mut form = Form::open(Filling::new(Role::Admin, None));
    form.loaded(Ok(Known::new(record, TODAY)));
    form
}

/// What is kept for a reload.
fn kept(form: &Form) -> KeptDraft<Draft, Change> {
    form.filling().to_keep(form.is_blank()).unwrap()
}

fn reloaded(form: &Form, record: ProcessRecord) -> Form {
    let mut again = Form::open(Filling::new(Role::Admin, Some(kept(form))));
    again.loaded(Ok(Known::new(record, TODAY)));
    again
}

/// What Save sends.
fn saved(form: &mut Form) -> ProcessForm {
    match form.save("id-1".to_owned()) {
        Pressed::Send(Sent { request, .. }) => match request.request.change {
            ProcessChange::Save(form) => form,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn refused(code: ProblemCode) -> ApiError {
    ApiError::Problem(Box::new(Problem::new(code, "detail")))
}

#[test]
fn nothing_is_sent_while_nothing_is_changed() {
    let mut form = opened(record());
    assert!(!form.has_changes());
    assert_eq!(form.save("id-1".to_owned()), Pressed::Shown);
    form.edit(|draft| draft.comments = Some("called".to_owned()));
    assert!(form.has_changes());
    // What is typed back is no change.
    form.edit(|draft| draft.comments = Some("called <twice>".to_owned()));
    assert!(!form.has_changes());
}

#[test]
fn what_is_typed_survives_a_reload_and_is_sent_once() {
    let mut form = opened(record());
    form.edit(|draft| draft.comments = Some("moved".to_owned()));
    form.type_event(EventKey::Known(3), |event| &mut event.trigger_on, "2026-06-01".to_owned());
    form.link_or_unlink(ContractId(22));
    let mut form = reloaded(&form, record());
    let sent = saved(&mut form);
    assert_eq!(sent.comments.as_str(), "moved");
    assert_eq!(sent.contracts, [ContractId(21), ContractId(22)]);
    let days: Vec<_> = sent.events.iter().map(|event| event.trigger_on.as_str()).collect();
    assert_eq!(days, ["2026-06-01", "2026-05-01"]);
    assert_eq!(form.save("id-2".to_owned()), Pressed::Shown);
    // A lost reply is kept with its id, and sent again.
    form.filling_mut().answered(Err(ApiError::Unreachable));
    assert_eq!(kept(&form).sent.unwrap().id, "id-1");
    assert!(form.filling_mut().answered(Ok(Arc::new(record()))).eq(&false));
}

#[test]
fn what_was_saved_is_shown_anew() {
    let mut form = opened(record());
    form.edit(|draft| draft.comments = Some("moved".to_owned()));
    saved(&mut form);
    let mut after = record();
    after.version = 4;
    after.comments = "moved".to_owned();
    assert!(form.filling_mut().answered(Ok(Arc::new(after.clone()))));
    assert_eq!(form.loaded(Ok(Known::new(after, TODAY))), None);
    assert!(!form.has_changes());
    assert_eq!(form.comments(), "moved");
    assert!(form.filling().to_keep(form.is_blank()).is_none());
}

#[test]
fn an_event_is_added_and_what_is_missing_is_said_once_one_tries() {
    let mut form = opened(record());
    let key = form.add_event().unwrap();
    assert_eq!(key, EventKey::New(1));
    let (kind, day) = (event_place(key, "event_type"), event_place(key, "trigger_on"));
    assert_eq!(form.fault(&kind), None);
    assert_eq!(form.save("id-1".to_owned()), Pressed::Focus(kind.clone()));
    assert_eq!(form.fault(&kind), Some(Fault::Missing));
    assert_eq!(form.fault(&day), Some(Fault::Missing));
    form.type_event(key, |event| &mut event.event_type, "letter".to_owned());
    form.type_event(key, |event| &mut event.trigger_on, "2026-03-01".to_owned());
    assert!(matches!(form.fault(&day), Some(Fault::BeforeTheProcess { .. })));
    form.type_event(key, |event| &mut event.trigger_on, "2026-03-20".to_owned());
    let sent = saved(&mut form);
    let added = sent.events.last().unwrap();
    assert_eq!((added.sequence, added.event_type.as_str()), (None, "letter"));
}

#[test]
fn an_event_is_removed_on_save_or_kept_after_all() {
    let mut form = opened(record());
    form.remove_or_keep(EventKey::Known(3));
    assert!(form.shown_event(EventKey::Known(3)).unwrap().removed);
    assert!(!form.saving_ends_it());
    form.remove_or_keep(EventKey::Known(4));
    // Nothing is left pending.
    assert!(form.saving_ends_it());
    form.remove_or_keep(EventKey::Known(4));
    // What is complete stays, whatever is pressed.
    form.remove_or_keep(EventKey::Known(1));
    let sent = saved(&mut form);
    assert_eq!(sent.events.iter().map(|event| event.sequence).collect::<Vec<_>>(), [Some(4)]);
}

#[test]
fn without_any_event_there_is_no_process() {
    let mut form = opened(pending_record());
    for sequence in 1..=4 {
        form.remove_or_keep(EventKey::Known(sequence));
    }
    assert_eq!(form.save("id-1".to_owned()), Pressed::Focus(EVENTS.to_owned()));
    assert!(matches!(form.fault(EVENTS), Some(Fault::NotSoMany { .. })));
}

#[test]
fn the_control_stays_while_contracts_do() {
    let mut form = opened(record());
    assert!(form.control_is_fixed());
    form.link_or_unlink(ContractId(21));
    assert!(!form.control_is_fixed());
    assert!(matches!(form.fault(CONTRACTS), Some(Fault::NoContract)));
    form.edit(|draft| draft.control = Some("hardship".to_owned()));
    assert!(matches!(form.why_not_linked(ContractId(22)), Some(Fault::OtherDebtClass)));
    assert_eq!(form.why_not_linked(ContractId(23)), None);
    form.link_or_unlink(ContractId(23));
    let sent = saved(&mut form);
    assert_eq!((sent.control.as_str(), &sent.contracts[..]), ("hardship", &[ContractId(23)][..]));
}

#[test]
fn a_contract_that_is_kept_after_all_is_of_the_wrong_control() {
    let mut form = opened(record());
    form.link_or_unlink(ContractId(21));
    form.edit(|draft| draft.control = Some("hardship".to_owned()));
    form.link_or_unlink(ContractId(21));
    assert_eq!(form.fault("/control"), Some(Fault::ControlFixed));
    // So that it can be chosen back.
    assert!(!form.control_is_fixed());
    form.edit(|draft| draft.control = Some("standard".to_owned()));
    assert!(!form.has_changes());
}

#[test]
fn why_a_contract_cannot_be_linked_is_said_before_it_is_chosen() {
    let form = opened(record());
    for (contract, fault) in [
        (22, None),
        (23, Some("other_debt_class")),
        (24, Some("linked_elsewhere")),
        (25, Some("contract_owes_nothing")),
    ] {
        let why = form.why_not_linked(ContractId(contract));
        assert_eq!(why.map(Fault::code), fault, "{contract}");
    }
}

#[test]
fn a_contract_that_was_paid_meanwhile_is_marked_where_it_was_chosen() {
    let mut form = opened(record());
    form.link_or_unlink(ContractId(22));
    let mut paid = record();
    paid.version = 4;
    paid.account.contracts[1].owed = domain::money::Money::ZERO;
    saved(&mut form);
    assert!(form.filling_mut().answered(Err(refused(ProblemCode::ChangedMeanwhile))));
    let place = contract_place(ContractId(22));
    assert_eq!(form.loaded(Ok(Known::new(paid, TODAY))), Some(place.clone()));
    assert_eq!(form.fault(&place).map(Fault::code), Some("contract_owes_nothing"));
    // That somebody was faster is said as well, and what was chosen is still there.
    assert!(form.filling().notice.refused.is_some());
    assert!(form.has_changes());
}

#[test]
fn another_template_replaces_the_events_while_all_are_pending() {
    assert!(!opened(record()).may_change_template());
    let mut form = opened(pending_record());
    form.type_event(EventKey::Known(3), |event| &mut event.trigger_on, "2026-06-01".to_owned());
    form.choose_template("c".to_owned());
    let planned: Vec<_> = form
        .shown_events()
        .into_iter()
        .map(|event| (event.key, event.event_type, event.trigger_on.unwrap()))
        .collect();
    assert_eq!(
        planned,
        [
            (EventKey::Planned(1), "letter".to_owned(), Date::constant(2026, 3, 7)),
            (EventKey::Planned(2), "write_off".to_owned(), Date::constant(2026, 4, 1)),
        ]
    );
    assert!(!form.may_change(EventKey::Planned(1)));
    let sent = saved(&mut form);
    assert_eq!(sent.template.as_str(), "c");
    // Chosen back before it is saved, the events are those that there were.
    let mut form = opened(pending_record());
    form.choose_template("c".to_owned());
    form.choose_template("r".to_owned());
    assert!(!form.has_changes());
    assert_eq!(form.shown_events().len(), 4);
}

#[test]
fn rescheduling_shows_the_new_days_before_it_is_saved() {
    let mut form = opened(record());
    form.ask_for_start(true);
    assert!(form.asks_for_start());
    let due = Date::constant(2026, 5, 1);
    assert_eq!(form.moved()[0], (3, "unrefer".to_owned(), due, None));
    assert_eq!(form.reschedule("id-1".to_owned()), Pressed::Focus(START.to_owned()));
    assert_eq!(form.fault(START), Some(Fault::Missing));
    form.type_start("2026-03-10".to_owned());
    let moved: Vec<_> = form.moved().into_iter().map(|(one, _, _, day)| (one, day)).collect();
    let later = Some(Date::constant(2026, 5, 9));
    assert_eq!(moved, [(3, later), (4, later)]);
    let Pressed::Send(sent) = form.reschedule("id-1".to_owned()) else { panic!() };
    let start = Typed::new("2026-03-10");
    assert_eq!(sent.request.request.change, ProcessChange::Reschedule { start });
    assert_eq!(sent.request.request.version, 3);
    assert!(!form.asks_for_start());
}

#[test]
fn canceling_is_asked_once_more() {
    let mut form = opened(record());
    assert_eq!(form.ask_to_cancel(), Pressed::Shown);
    assert!(form.filling().submission.face() == Face::Ask);
    let sent = form.filling_mut().submission.confirm("id-1".to_owned()).unwrap();
    assert_eq!(sent.request.request.change, ProcessChange::Cancel);
}

#[test]
fn a_process_that_has_ended_and_a_role_that_may_not_change_nothing() {
    let mut ended = record();
    ended.reason = ProcessReason::Completed;
    assert!(!opened(ended).may_edit());
    let mut form = Form::open(Filling::new(Role::CallCentreBasic, None));
    form.loaded(Ok(Known::new(record(), TODAY)));
    assert!(!form.may_edit() && !form.may_change(EventKey::Known(3)));
}

#[test]
fn what_others_did_meanwhile_drops_only_what_can_no_longer_be() {
    let mut form = opened(record());
    form.type_event(EventKey::Known(3), |event| &mut event.trigger_on, "2026-06-01".to_owned());
    form.edit(|draft| draft.comments = Some("moved".to_owned()));
    let mut after = record();
    after.version = 4;
    after.events[2].status = EventStatus::Complete;
    after.events[2].completed_on = Some(TODAY);
    let form = reloaded(&form, after);
    assert_eq!(form.comments(), "moved");
    assert!(form.draft().changed.is_empty());
    let refused = form.filling().notice.refused.as_ref().unwrap();
    assert_eq!(refused.code, ProblemCode::ChangedMeanwhile);
}

#[test]
fn what_is_wrong_on_another_page_is_named() {
    use crate::write_off_processes::process::page::ProcessTab;

    let mut form = opened(record());
    form.add_event();
    assert!(form.wrong_pages().is_empty());
    form.save("id-1".to_owned());
    assert_eq!(form.wrong_pages(), [ProcessTab::Events]);
    form.link_or_unlink(ContractId(21));
    assert_eq!(form.wrong_pages(), [ProcessTab::Events, ProcessTab::Contracts]);
    form.discard();
    assert!(form.wrong_pages().is_empty());
}
