//! What the company of a history has set up, and how that changes.

use std::collections::BTreeSet;

use domain::Date;
use domain::company_settings::Holiday;
use domain::money::Money;
use domain::write_off_process::DayCount;
use domain::write_off_process::settings::{
    Agency, Condition, Control, Criterion, DebtClass, EventKind, EventType, InUse, NoticeChannel,
    Template, TemplateEvent, WriteOffSettings,
};
use jiff::ToSpan as _;

use super::company::Company;
use super::random::Random;
use super::seen::Seen;

fn event_type(random: &mut Random, code: &str, does: EventKind) -> EventType {
    let may_be_skipped = random.chance(40);
    EventType { code: code.to_owned(), name: code.to_owned(), may_be_skipped, does }
}

fn notice(channel: NoticeChannel) -> EventKind {
    EventKind::Notice { channel, subject: "{account}".to_owned(), text: "{customer}".to_owned() }
}

fn template(code: &str, days: DayCount, events: &[(&str, u32)]) -> Template {
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
        name: code.to_owned(),
        debt_class: debt_class.to_owned(),
        criteria: criteria.iter().map(criterion).collect(),
    }
}

/// Contracts of class `staff` have no control.
pub(crate) fn settings(random: &mut Random) -> WriteOffSettings {
    let class = |code: &str| DebtClass { code: code.to_owned(), name: code.to_owned() };
    let agency = |code: &str| Agency { code: code.to_owned(), name: code.to_owned() };
    let hook = EventKind::WebHook {
        url: "https://example.com/hook".to_owned(),
        secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned(),
    };
    let kinds = [
        ("refer", EventKind::ReferToAgency),
        ("cancel", EventKind::CancelReferral),
        ("write-off", EventKind::WriteOff),
        ("task", EventKind::Task { text: "Call {customer}".to_owned() }),
        ("score", EventKind::CreditScore { points: -20 }),
        ("letter", notice(NoticeChannel::Letter)),
        ("mail", notice(NoticeChannel::Mail)),
        ("sms", notice(NoticeChannel::Sms)),
        ("hook", hook),
    ];
    let (calendar, working) = (DayCount::Calendar, DayCount::Working);
    WriteOffSettings {
        small_balance_limit: Money::from_minor(random.pick(&[0, 40])),
        grace_days: random.pick(&[0, 20, 40]),
        opens_by_itself: true,
        holidays: vec![Holiday { day: Date::constant(2026, 5, 1), name: "Labour Day".to_owned() }],
        debt_classes: vec![class("standard"), class("hardship"), class("staff")],
        agencies: if random.chance(80) { vec![agency("north"), agency("south")] } else { vec![] },
        event_types: kinds.map(|(code, does)| event_type(random, code, does)).to_vec(),
        templates: vec![
            template(
                "r",
                calendar,
                &[("refer", 0), ("letter", 0), ("cancel", 20), ("write-off", 20)],
            ),
            template("c", working, &[("hook", 0), ("score", 2), ("task", 5), ("write-off", 10)]),
            template("d", calendar, &[("mail", 0), ("sms", 3), ("task", 6)]),
            template("w", calendar, &[("write-off", 5), ("write-off", 5), ("refer", 9)]),
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
            control("hard", "hardship", &[(1, Condition::Default, "w")]),
        ],
    }
}

impl Company {
    fn in_use(&self) -> InUse {
        let mut in_use = InUse::default();
        for kept in &self.processes {
            let process = &kept.process;
            in_use.event_types.extend(process.events.iter().map(|one| one.event_type.clone()));
            in_use.templates.insert(process.template.clone());
            let class = self.settings.control(&process.control).unwrap().debt_class.clone();
            in_use.controls.insert(process.control.clone(), class);
        }
        let contracts = self.accounts.iter().flat_map(|one| &one.contracts);
        in_use.debt_classes = contracts.map(|one| one.debt_class.to_owned()).collect();
        in_use.agencies = self.referrals.iter().map(|one| one.agency.clone()).collect();
        in_use
    }

    /// The settings change, if they may.
    pub(crate) fn set_up(&mut self, seen: &mut Seen) {
        let in_use = self.in_use();
        let mut after = self.settings.clone();
        let used = |code: &str, of: &BTreeSet<String>| of.contains(code);
        let refused = match self.random.below(7) {
            0 => {
                let place = self.random.place(after.event_types.len());
                let one = &mut after.event_types[place];
                one.may_be_skipped = !one.may_be_skipped;
                false
            }
            1 => {
                let code = if after.agencies.is_empty() {
                    let new = self.random.pick(&["north", "south"]);
                    after.agencies.push(Agency { code: new.to_owned(), name: "New".to_owned() });
                    String::new()
                } else {
                    let place = self.random.place(after.agencies.len());
                    after.agencies.remove(place).code
                };
                used(&code, &in_use.agencies)
            }
            2 => {
                let day = self.today.checked_add(self.random.between(0, 20).days()).unwrap();
                after.holidays.push(Holiday { day, name: "Another one".to_owned() });
                false
            }
            3 => {
                let class = &mut after.controls[1].debt_class;
                let other = if class == "staff" { "hardship" } else { "staff" };
                other.clone_into(class);
                in_use.controls.contains_key("hard")
            }
            4 => {
                // No control refers to it.
                let mut code = "w".to_owned();
                if self.random.chance(50) {
                    after.templates.push(template("x", DayCount::Working, &[("task", 1)]));
                    code = String::new();
                }
                let twice = after.templates.iter().filter(|one| one.code == "x").count() > 1;
                after.templates.retain(|one| one.code != code);
                // The control of hardship takes it.
                twice || code == "w"
            }
            5 => {
                let default = after.controls[0].criteria.pop();
                default.is_some()
            }
            _ => {
                after.templates.retain(|one| one.code != "x");
                used("x", &in_use.templates)
            }
        };
        let checked = after.check(&in_use);
        assert_eq!(checked.is_err(), refused, "{checked:?} {after:?} {in_use:?}");
        if refused {
            seen.note("settings refused");
        } else {
            seen.note("settings changed");
            self.settings = after;
        }
    }
}
