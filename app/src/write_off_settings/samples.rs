//! What is set up, for tests.

use domain::api::WriteOffSettingsReply;
use domain::company_settings::Holiday;
use domain::money::Money;
use domain::write_off_process::DayCount;
use domain::write_off_process::settings::{
    Agency, Condition, Control, Criterion, DebtClass, EventKind, EventType, InUse, NoticeChannel,
    Template, TemplateEvent, WriteOffSettings,
};

fn event_type(code: &str, name: &str, does: EventKind) -> EventType {
    EventType { code: code.to_owned(), name: name.to_owned(), may_be_skipped: false, does }
}

fn template(code: &str, name: &str, days: DayCount, events: &[(&str, u32)]) -> Template {
    let event = |(event_type, days_after): &(&str, u32)| TemplateEvent {
        event_type: (*event_type).to_owned(),
        days_after: *days_after,
    };
    let events = events.iter().map(event).collect();
    Template { code: code.to_owned(), name: name.to_owned(), days, events }
}

/// Two debt classes, of which one has a control; four types of events, two templates, an agency and a
/// holiday. What the first control needs is in use.
pub(super) fn reply() -> WriteOffSettingsReply {
    let letter = EventKind::Notice {
        channel: NoticeChannel::Letter,
        subject: "Your debt".to_owned(),
        text: "{customer} owes {amount}".to_owned(),
    };
    let hook =
        EventKind::WebHook { url: "https://example.com/h".to_owned(), secret: String::new() };
    let class = |code: &str, name: &str| DebtClass { code: code.to_owned(), name: name.to_owned() };
    let criterion = |priority, when, template: &str| Criterion {
        priority,
        when,
        template: template.to_owned(),
    };
    let settings = WriteOffSettings {
        small_balance_limit: Money::from_minor(5_000),
        grace_days: 30,
        opens_by_itself: true,
        holidays: vec![Holiday {
            day: "2026-12-25".parse().unwrap(),
            name: "Christmas".to_owned(),
        }],
        debt_classes: vec![class("standard", "Standard"), class("hardship", "Hardship")],
        event_types: vec![
            event_type("letter", "Letter", letter),
            event_type("hook", "Tell the billing system", hook),
            event_type("score", "Lower the score", EventKind::CreditScore { points: -20 }),
            event_type("off", "Write off", EventKind::WriteOff),
        ],
        templates: vec![
            template("r", "Residential", DayCount::Calendar, &[("letter", 0), ("off", 60)]),
            template("c", "Commercial", DayCount::Working, &[("hook", 5)]),
        ],
        controls: vec![Control {
            code: "std".to_owned(),
            name: "Standard control".to_owned(),
            debt_class: "standard".to_owned(),
            criteria: vec![
                criterion(5, Condition::ClassBusiness, "c"),
                criterion(99, Condition::Default, "r"),
            ],
        }],
        agencies: vec![Agency { code: "north".to_owned(), name: "North".to_owned() }],
    };
    let codes = |code: &str| [code.to_owned()].into();
    let in_use = InUse {
        debt_classes: codes("standard"),
        event_types: codes("letter"),
        templates: codes("r"),
        controls: [("std".to_owned(), "standard".to_owned())].into(),
        agencies: codes("north"),
        secrets: codes("hook"),
    };
    WriteOffSettingsReply { version: 3, today: "2026-12-21".parse().unwrap(), settings, in_use }
}
