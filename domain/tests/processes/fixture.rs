//! The company of the worked examples, and short ways to ask for what people and runs do.

use std::collections::BTreeSet;

use domain::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, ContractStatus, Held, ProductId,
    Quantity, Standing,
};
use domain::api::{EventForm, ProcessChange, ProcessForm, StartProcessRequest};
use domain::bulk_write_off::Policy;
use domain::company_settings::Holiday;
use domain::form::{Fault, FieldFault, Typed};
use domain::money::{Balance, Money};
use domain::role::Role;
use domain::write_off_process::activator::{Activated, Referred, Subject, Terms, activate};
use domain::write_off_process::settings::{
    Agency, Condition, Control, Criterion, DebtClass, EventKind, EventType, NoticeChannel,
    Template, TemplateEvent, WriteOffSettings,
};
use domain::write_off_process::{
    AccountContract, DayCount, Event, Grounds, Process, ProcessId, Refusal, change, start,
};
use domain::{AccountId, Date};

pub(crate) const POLICY: Policy = Policy { early_write_off_days: 90 };

pub(crate) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn event_type(code: &str, does: EventKind) -> EventType {
    let may_be_skipped = code == "skippable-hook";
    EventType { code: code.to_owned(), name: code.to_owned(), may_be_skipped, does }
}

fn notice(code: &str, channel: NoticeChannel) -> EventType {
    let subject = "Account {account}".to_owned();
    let text = "{customer} owes {company} {amount}.".to_owned();
    event_type(code, EventKind::Notice { channel, subject, text })
}

fn hook(code: &str) -> EventType {
    let url = "https://example.com/hook".to_owned();
    event_type(code, EventKind::WebHook { url, secret: SECRET.to_owned() })
}

pub(crate) fn template(code: &str, days: DayCount, events: &[(&str, u32)]) -> Template {
    let event = |(event_type, days_after): &(&str, u32)| TemplateEvent {
        event_type: (*event_type).to_owned(),
        days_after: *days_after,
    };
    let events = events.iter().map(event).collect();
    Template { code: code.to_owned(), name: code.to_owned(), days, events }
}

fn control(code: &str, debt_class: &str, criteria: &[(u32, Condition, &str)]) -> Control {
    let criterion = |(priority, when, template): &(u32, Condition, &str)| Criterion {
        priority: *priority,
        when: *when,
        template: (*template).to_owned(),
    };
    Control {
        code: code.to_owned(),
        name: ["The ", code].concat(),
        debt_class: debt_class.to_owned(),
        criteria: criteria.iter().map(criterion).collect(),
    }
}

/// Template `r` of the examples, `c` of working days, `d`; the controls `std` and `hard` of the debt
/// classes `standard` and `hardship`.
pub(crate) fn settings() -> WriteOffSettings {
    let class = |code: &str| DebtClass { code: code.to_owned(), name: code.to_owned() };
    let agency = |code: &str| Agency { code: code.to_owned(), name: code.to_owned() };
    let calendar = DayCount::Calendar;
    let residential = [("refer", 0), ("letter", 0), ("cancel", 60), ("write-off", 60)];
    WriteOffSettings {
        small_balance_limit: Money::from_minor(50),
        grace_days: 30,
        opens_by_itself: true,
        holidays: vec![Holiday { day: day("2026-05-01"), name: "Labour Day".to_owned() }],
        debt_classes: vec![class("standard"), class("hardship")],
        agencies: vec![agency("north"), agency("south")],
        event_types: vec![
            event_type("refer", EventKind::ReferToAgency),
            event_type("cancel", EventKind::CancelReferral),
            event_type("write-off", EventKind::WriteOff),
            event_type("task", EventKind::Task { text: "Call {customer}".to_owned() }),
            event_type("score", EventKind::CreditScore { points: -20 }),
            notice("letter", NoticeChannel::Letter),
            notice("mail", NoticeChannel::Mail),
            notice("sms", NoticeChannel::Sms),
            hook("hook"),
            hook("skippable-hook"),
        ],
        templates: vec![
            template("r", calendar, &residential),
            template("c", DayCount::Working, &[("task", 5)]),
            template("d", calendar, &[("task", 0), ("task", 10), ("write-off", 60)]),
        ],
        controls: vec![
            control(
                "std",
                "standard",
                &[
                    (1, Condition::DepositHeld, "d"),
                    (2, Condition::ClassBusiness, "c"),
                    (9, Condition::Default, "r"),
                ],
            ),
            control("hard", "hardship", &[(1, Condition::Default, "r")]),
        ],
    }
}

pub(crate) fn account_contract(id: i64, debt_class: &str) -> AccountContract {
    AccountContract {
        id: ContractId(id),
        status: ContractStatus::Active,
        debt_class: debt_class.to_owned(),
        owed: Money::from_minor(1_000),
        process: None,
    }
}

/// What requests are judged by: contracts 17 and 18 of class `standard`, 19 of class `hardship`.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) role: Role,
    pub(crate) today: Date,
    pub(crate) settings: WriteOffSettings,
    pub(crate) contracts: Vec<AccountContract>,
    pub(crate) process: Option<ProcessId>,
}

impl World {
    pub(crate) fn on(today: &str) -> Self {
        let contract = account_contract;
        Self {
            role: Role::Admin,
            today: day(today),
            settings: settings(),
            contracts: vec![
                contract(17, "standard"),
                contract(18, "standard"),
                contract(19, "hardship"),
            ],
            process: None,
        }
    }

    pub(crate) fn grounds(&self) -> Grounds<'_> {
        Grounds {
            role: self.role,
            today: self.today,
            settings: &self.settings,
            contracts: &self.contracts,
            process: self.process,
        }
    }

    pub(crate) fn start(&self, created_at: &str, form: &ProcessForm) -> Result<Process, Refusal> {
        let request = StartProcessRequest {
            account: AccountId::parse("KE-1").unwrap(),
            created_at: Typed::new(created_at),
            form: form.clone(),
        };
        start(&request, &self.grounds()).map(|started| started.process)
    }

    pub(crate) fn save(&self, process: &Process, form: &ProcessForm) -> Result<Process, Refusal> {
        change(process, &ProcessChange::Save(form.clone()), &self.grounds())
    }

    pub(crate) fn cancel(&self, process: &Process) -> Result<Process, Refusal> {
        change(process, &ProcessChange::Cancel, &self.grounds())
    }

    pub(crate) fn reschedule(&self, process: &Process, start: &str) -> Result<Process, Refusal> {
        let start = Typed::new(start);
        change(process, &ProcessChange::Reschedule { start }, &self.grounds())
    }

    /// A run of the day, for which no message waits.
    pub(crate) fn run(&self, process: &Process, facts: &AccountFacts) -> Activated {
        self.run_waiting(process, facts, &[])
    }

    pub(crate) fn run_waiting(
        &self,
        process: &Process,
        facts: &AccountFacts,
        waiting: &[u32],
    ) -> Activated {
        let waiting: BTreeSet<u32> = waiting.iter().copied().collect();
        let terms = Terms { today: self.today, settings: &self.settings, policy: &POLICY };
        activate(process, &subject(facts), &waiting, &mut Referred::new(), &terms)
    }
}

pub(crate) fn subject(facts: &AccountFacts) -> Subject<'_> {
    Subject {
        facts,
        mail: "achieng@example.com",
        phone: "+254700000001",
        company: "Sunlight Kenya",
        amount_in_words: "KES 1,000.00",
    }
}

/// A form of control `std` or `hard` and a template, with contracts and, listed, events.
pub(crate) fn form(control: &str, template: &str, contracts: &[i64]) -> ProcessForm {
    ProcessForm {
        control: Typed::new(control),
        template: Typed::new(template),
        comments: Typed::default(),
        contracts: contracts.iter().copied().map(ContractId).collect(),
        events: Vec::new(),
    }
}

pub(crate) fn event_form(sequence: Option<u32>, event_type: &str, on: &str) -> EventForm {
    EventForm { sequence, event_type: Typed::new(event_type), trigger_on: Typed::new(on) }
}

/// The form that changes nothing.
pub(crate) fn form_of(process: &Process) -> ProcessForm {
    let event =
        |one: &Event| event_form(Some(one.sequence), &one.event_type, &one.trigger_on.to_string());
    ProcessForm {
        control: Typed::new(&process.control),
        template: Typed::new(&process.template),
        comments: Typed::new(&process.comments),
        contracts: process.active_contracts().collect(),
        events: process.events.iter().map(event).collect(),
    }
}

/// An account in default since 1 January 2026, with these active contracts.
pub(crate) fn facts(contracts: &[i64]) -> AccountFacts {
    let contract = |id: &i64| ActiveContract {
        id: ContractId(*id),
        balance: Balance {
            principal: Money::from_minor(900),
            fees: Money::from_minor(60),
            tax: Money::from_minor(40),
        },
        held: vec![Held { product: ProductId(1), quantity: Quantity(2) }],
    };
    AccountFacts {
        account: AccountId::parse("KE-1").unwrap(),
        customer: "Achieng Odhiambo".to_owned(),
        centre: "Kisumu".to_owned(),
        failed_attempts: 0,
        standing: Standing {
            collection: None,
            state: AccountState::Defaulted,
            defaulted_on: Some(day("2026-01-01")),
            repossession_pending_since: Some(day("2026-01-01")),
            contracts: contracts.iter().map(contract).collect(),
        },
    }
}

/// A process as a line: reason, then each event as `sequence type day status`.
pub(crate) fn told(process: &Process) -> Vec<String> {
    let mut lines = vec![process.reason.code().to_owned()];
    for one in &process.events {
        let completed = one.completed_on.map(|day| [" ", &day.to_string()].concat());
        let (sequence, on) = (one.sequence, one.trigger_on);
        let completed = completed.unwrap_or_default();
        lines.push(format!("{sequence} {} {on} {}{completed}", one.event_type, one.status.code()));
    }
    lines
}

/// The links of a process: contract, and why and when it ended.
pub(crate) fn links(process: &Process) -> Vec<(i64, Option<(&'static str, String)>)> {
    let ended =
        |(end, on): (domain::write_off_process::LinkEnd, Date)| (end.code(), on.to_string());
    process.contracts.iter().map(|one| (one.contract.0, one.ended.map(ended))).collect()
}

/// What is wrong with a form, and where.
pub(crate) fn faults<T: std::fmt::Debug>(refused: Result<T, Refusal>) -> Vec<(String, Fault)> {
    let refusal = refused.unwrap_err();
    let Refusal::Form(faults) = &refusal else { unreachable!("{refusal:?}") };
    places(faults)
}

pub(crate) fn places(faults: &[FieldFault]) -> Vec<(String, Fault)> {
    faults.iter().map(|one| (one.place.clone(), one.fault)).collect()
}
