//! A process as tests look at it: of template R, created on 2 Mar 2026, with its first two events
//! complete on the day after.

use domain::account::{AccountState, ContractId, ContractStatus};
use domain::api::{
    AccountOfProcess, DebtOfClass, DebtOfContract, EventRecord, HistoryLine, ProcessContract,
    ProcessLine, ProcessRecord, ReferralRecord,
};
use domain::money::Money;
use domain::write_off_process::settings::{
    Agency, Condition, Control, Criterion, DebtClass, EventKind, EventType, NoticeChannel,
    Template, TemplateEvent, WriteOffSettings,
};
use domain::write_off_process::{DayCount, EventStatus, LinkEnd, ProcessReason};
use domain::{AccountId, Date};

pub(super) const CREATED_ON: Date = Date::constant(2026, 3, 2);
pub(super) const TODAY: Date = Date::constant(2026, 3, 3);

fn event_type(code: &str, name: &str, does: EventKind) -> EventType {
    EventType { code: code.to_owned(), name: name.to_owned(), may_be_skipped: false, does }
}

fn template(code: &str, name: &str, events: &[(&str, u32)]) -> Template {
    let events = events.iter().map(|(event_type, days_after)| TemplateEvent {
        event_type: (*event_type).to_owned(),
        days_after: *days_after,
    });
    Template {
        code: code.to_owned(),
        name: name.to_owned(),
        days: DayCount::Calendar,
        events: events.collect(),
    }
}

fn control(code: &str, name: &str, debt_class: &str) -> Control {
    let criterion = |priority, when, template: &str| Criterion {
        priority,
        when,
        template: template.to_owned(),
    };
    Control {
        code: code.to_owned(),
        name: name.to_owned(),
        debt_class: debt_class.to_owned(),
        criteria: vec![
            criterion(2, Condition::ClassBusiness, "c"),
            criterion(9, Condition::Default, "r"),
        ],
    }
}

pub(super) fn settings() -> WriteOffSettings {
    let class = |code: &str, name: &str| DebtClass { code: code.to_owned(), name: name.to_owned() };
    let letter = EventKind::Notice {
        channel: NoticeChannel::Letter,
        subject: "Your debt".to_owned(),
        text: "Dear {customer}".to_owned(),
    };
    WriteOffSettings {
        debt_classes: vec![class("standard", "Standard"), class("hardship", "Hardship")],
        event_types: vec![
            event_type("refer", "Refer to agency", EventKind::ReferToAgency),
            event_type("letter", "Notice", letter),
            event_type("unrefer", "Cancel referral", EventKind::CancelReferral),
            event_type("write_off", "Write off", EventKind::WriteOff),
        ],
        templates: vec![
            template(
                "r",
                "Residential",
                &[("refer", 0), ("letter", 0), ("unrefer", 60), ("write_off", 60)],
            ),
            template("c", "Commercial", &[("letter", 5), ("write_off", 30)]),
        ],
        controls: vec![
            control("standard", "Standard control", "standard"),
            control("hardship", "Hardship control", "hardship"),
        ],
        agencies: vec![Agency { code: "mkopo".to_owned(), name: "<Mkopo>".to_owned() }],
        ..WriteOffSettings::default()
    }
}

pub(super) fn line(id: i64) -> ProcessLine {
    ProcessLine {
        id,
        account: AccountId::parse("KE-1").unwrap(),
        customer: "<Achieng>".to_owned(),
        reason: ProcessReason::EventsPending,
        control: "standard".to_owned(),
        control_name: "Standard control".to_owned(),
        template_name: "Residential".to_owned(),
        created_on: CREATED_ON,
        next_event_on: Some(Date::constant(2026, 5, 1)),
        failing: false,
        owed: Money::from_minor(38_261),
    }
}

fn contract(id: i64, debt_class: &str, owed: i64, process: Option<i64>) -> DebtOfContract {
    DebtOfContract {
        id: ContractId(id),
        status: ContractStatus::Active,
        debt_class: debt_class.to_owned(),
        products: vec!["<solar lamp>".to_owned()],
        owed: Money::from_minor(owed),
        process,
    }
}

/// Contract 21 is in process 17; 22 can be linked to it; 23 is of another class; 24 is elsewhere; 25
/// owes nothing.
pub(super) fn account() -> AccountOfProcess {
    let debt = |debt_class: &str, name: &str, owed| DebtOfClass {
        debt_class: debt_class.to_owned(),
        name: name.to_owned(),
        owed: Money::from_minor(owed),
    };
    AccountOfProcess {
        account: AccountId::parse("KE-1").unwrap(),
        customer: "<Achieng>".to_owned(),
        customer_class: "residential".to_owned(),
        state: AccountState::Defaulted,
        credit_score: 600,
        deposit: Money::ZERO,
        held_until: None,
        repossession_pending_since: Some(Date::constant(2026, 1, 5)),
        contracts: vec![
            contract(21, "standard", 28_861, Some(17)),
            contract(22, "standard", 9_400, None),
            contract(23, "hardship", 1_000, None),
            contract(24, "standard", 2_000, Some(18)),
            contract(25, "standard", 0, None),
        ],
        debt: vec![debt("standard", "Standard", 40_261), debt("hardship", "Hardship", 1_000)],
        processes: vec![line(18), line(17)],
    }
}

pub(super) fn event(sequence: u32, event_type: &str, day: Date, done: bool) -> EventRecord {
    EventRecord {
        sequence,
        event_type: event_type.to_owned(),
        trigger_on: day,
        status: if done { EventStatus::Complete } else { EventStatus::Pending },
        completed_on: done.then_some(day),
        failure: None,
        message: None,
    }
}

pub(super) fn record() -> ProcessRecord {
    let later = Date::constant(2026, 5, 1);
    let link = |contract, ended: Option<LinkEnd>| ProcessContract {
        contract: ContractId(contract),
        linked_on: CREATED_ON,
        ended,
        ended_on: ended.map(|_| TODAY),
    };
    ProcessRecord {
        id: 17,
        version: 3,
        reason: ProcessReason::EventsPending,
        control: "standard".to_owned(),
        template: "r".to_owned(),
        created_at: "2026-03-02T09:00".to_owned(),
        created_on: CREATED_ON,
        starts_on: CREATED_ON,
        started_by: Some("A. Wanjiku".to_owned()),
        comments: "called <twice>".to_owned(),
        contracts: vec![link(25, Some(LinkEnd::DebtCleared)), link(21, None)],
        events: vec![
            event(1, "refer", CREATED_ON, true),
            event(2, "letter", CREATED_ON, true),
            event(3, "unrefer", later, false),
            event(4, "write_off", later, false),
        ],
        referrals: vec![ReferralRecord {
            agency: "<Mkopo>".to_owned(),
            amount: Money::from_minor(28_861),
            referred_on: CREATED_ON,
            cancelled_on: None,
        }],
        tasks: Vec::new(),
        history: vec![HistoryLine {
            at: "2026-03-02T06:00:00Z".to_owned(),
            by: Some("A. Wanjiku".to_owned()),
            what: "started".to_owned(),
            detail: r#"{"template":"r","contracts":[21]}"#.to_owned(),
        }],
        account: account(),
        settings: settings(),
    }
}

/// The same before the first run: every event is pending.
pub(super) fn pending_record() -> ProcessRecord {
    let mut record = record();
    for event in &mut record.events {
        event.status = EventStatus::Pending;
        event.completed_on = None;
    }
    record
}
