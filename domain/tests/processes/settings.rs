//! Every fault of what is set up, with its place.

use std::collections::{BTreeMap, BTreeSet};

use domain::form::Fault;
use domain::money::{AMOUNT_MAX, Money};
use domain::write_off_process::settings::{
    Condition, Control, Criterion, DAYS_AFTER_MAX, DebtClass, EVENTS_MAX, EventKind, InUse,
    NAME_CHARS_MAX, NoticeChannel, SETTINGS_OF_A_KIND_MAX, TEXT_CHARS_MAX, TemplateEvent,
    WriteOffSettings,
};

use super::fixture::{SECRET, places, settings};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

type Change = fn(&mut WriteOffSettings);

fn wrong(change: impl FnOnce(&mut WriteOffSettings)) -> Vec<(String, Fault)> {
    let mut settings = settings();
    change(&mut settings);
    settings.check(&InUse::default()).err().map_or_else(Vec::new, |faults| places(&faults))
}

fn criterion(priority: u32, when: Condition) -> Criterion {
    Criterion { priority, when, template: "r".to_owned() }
}

#[test]
fn what_holds_together_is_taken() {
    assert_eq!(settings().check(&InUse::default()), Ok(()));
    // An empty company has set up nothing.
    assert_eq!(WriteOffSettings::default().check(&InUse::default()), Ok(()));
}

const DAYS: Fault = Fault::TooManyDays { most: DAYS_AFTER_MAX };
const LONG_NAME: Fault = Fault::TooLong { most: NAME_CHARS_MAX };

fn each_alone(cases: impl IntoIterator<Item = (Change, &'static str, Fault)>) {
    for (change, place, fault) in cases {
        assert_eq!(wrong(change), [(place.to_owned(), fault)]);
    }
}

#[test]
fn faults_of_limits_and_names() {
    let cases: [(Change, &str, Fault); 9] = [
        (
            |one| one.small_balance_limit = Money::from_minor(-1),
            "/small_balance_limit",
            Fault::NotAnAmount,
        ),
        (
            |one| one.small_balance_limit = AMOUNT_MAX.checked_add(Money::from_minor(1)).unwrap(),
            "/small_balance_limit",
            Fault::AmountTooLarge,
        ),
        (|one| one.grace_days = DAYS_AFTER_MAX + 1, "/grace_days", DAYS),
        (|one| one.debt_classes[1].name = " ".to_owned(), "/debt_classes/1/name", Fault::Missing),
        (|one| one.agencies[1].name = "é".repeat(101), "/agencies/1/name", LONG_NAME),
        (|one| one.agencies[1].code = "north".to_owned(), "/agencies/1/code", Fault::StandsTwice),
        (|one| one.agencies[1].code = String::new(), "/agencies/1/code", Fault::NotACode),
        (|one| one.agencies[1].code = "Süd".to_owned(), "/agencies/1/code", Fault::NotACode),
        (|one| one.agencies[1].code = "x".repeat(33), "/agencies/1/code", Fault::NotACode),
    ];
    each_alone(cases);
}

#[test]
fn faults_of_event_types() {
    let cases: [(Change, &str, Fault); 8] = [
        (|one| one.event_types[3].name.clear(), "/event_types/3/name", Fault::Missing),
        (
            |one| one.event_types[3].does = EventKind::Task { text: "\n".to_owned() },
            "/event_types/3/does/text",
            Fault::Missing,
        ),
        (
            |one| one.event_types[3].does = EventKind::Task { text: "x".repeat(2_001) },
            "/event_types/3/does/text",
            Fault::TooLong { most: TEXT_CHARS_MAX },
        ),
        (
            |one| one.event_types[4].does = EventKind::CreditScore { points: 0 },
            "/event_types/4/does/points",
            Fault::NotPoints,
        ),
        (
            |one| one.event_types[4].does = EventKind::CreditScore { points: 1_001 },
            "/event_types/4/does/points",
            Fault::NotPoints,
        ),
        (
            |one| one.event_types[4].does = EventKind::CreditScore { points: -1_001 },
            "/event_types/4/does/points",
            Fault::NotPoints,
        ),
        (
            |one| {
                one.event_types[5].does = EventKind::Notice {
                    channel: NoticeChannel::Mail,
                    subject: String::new(),
                    text: "x".to_owned(),
                };
            },
            "/event_types/5/does/subject",
            Fault::Missing,
        ),
        (
            |one| {
                one.event_types[5].does = EventKind::Notice {
                    channel: NoticeChannel::Sms,
                    subject: String::new(),
                    text: String::new(),
                };
            },
            "/event_types/5/does/text",
            Fault::Missing,
        ),
    ];
    each_alone(cases);
}

#[test]
fn faults_of_templates_and_controls() {
    let cases: [(Change, &str, Fault); 11] = [
        (
            |one| one.templates[1].events.clear(),
            "/templates/1/events",
            Fault::NotSoMany { most: EVENTS_MAX },
        ),
        (
            |one| {
                let event = TemplateEvent { event_type: "task".to_owned(), days_after: 1 };
                one.templates[1].events = vec![event; EVENTS_MAX + 1];
            },
            "/templates/1/events",
            Fault::NotSoMany { most: EVENTS_MAX },
        ),
        (
            |one| one.templates[0].events[2].event_type = "tusk".to_owned(),
            "/templates/0/events/2/event_type",
            Fault::UnknownEventType,
        ),
        (
            |one| one.templates[0].events[2].days_after = 3_651,
            "/templates/0/events/2/days_after",
            DAYS,
        ),
        (
            |one| one.controls[1].debt_class = "soft".to_owned(),
            "/controls/1/debt_class",
            Fault::UnknownDebtClass,
        ),
        (
            |one| one.controls[1].debt_class = "standard".to_owned(),
            "/controls/1/debt_class",
            Fault::StandsTwice,
        ),
        (|one| one.controls[1].criteria.clear(), "/controls/1/criteria", Fault::NoDefaultCriterion),
        (
            |one| one.controls[1].criteria.push(criterion(2, Condition::DepositHeld)),
            "/controls/1/criteria",
            Fault::NoDefaultCriterion,
        ),
        (
            |one| one.controls[1].criteria.push(criterion(1, Condition::Default)),
            "/controls/1/criteria/1/priority",
            Fault::StandsTwice,
        ),
        (
            |one| one.controls[1].criteria[0].priority = 1_000,
            "/controls/1/criteria/0/priority",
            Fault::NotAPriority,
        ),
        (
            |one| one.controls[1].criteria[0].template = "x".to_owned(),
            "/controls/1/criteria/0/template",
            Fault::UnknownTemplate,
        ),
    ];
    each_alone(cases);
    let zero = wrong(|one| one.controls[0].criteria[0].priority = 0);
    assert_eq!(zero, [("/controls/0/criteria/0/priority".to_owned(), Fault::NotAPriority)]);
}

#[test]
fn no_kind_has_more_than_anybody_finds_again() {
    let most = SETTINGS_OF_A_KIND_MAX;
    let classes = |many: usize| {
        wrong(|one| {
            for number in one.debt_classes.len()..many {
                let code = number.to_string();
                one.debt_classes.push(DebtClass { name: code.clone(), code });
            }
        })
    };
    assert_eq!(classes(most), []);
    assert_eq!(classes(most + 1), [("/debt_classes".to_owned(), Fault::NotSoMany { most })]);
    let criteria = wrong(|one| {
        let most = u32::try_from(EVENTS_MAX).unwrap();
        let numbered = (1..=most + 1).map(|one| criterion(one, Condition::Default));
        one.controls[1].criteria = numbered.collect();
    });
    let most = EVENTS_MAX;
    assert_eq!(criteria, [("/controls/1/criteria".to_owned(), Fault::NotSoMany { most })]);
}

#[test]
fn web_addresses_and_secrets() {
    let hook = |url: &str, secret: &str| {
        wrong(|one| {
            one.event_types[8].does =
                EventKind::WebHook { url: url.to_owned(), secret: secret.to_owned() };
        })
    };
    let url = "https://example.com/hook";
    let long = [url, &"x".repeat(500)].concat();
    for (url, good) in [
        (url, true),
        ("http://10.0.0.1:8080/a?b=c", true),
        ("https://", false),
        ("https:///hook", false),
        ("ftp://example.com", false),
        ("example.com", false),
        ("https://example.com/a b", false),
        ("https://exämple.com", false),
        ("", false),
        (&long, false),
    ] {
        let place = "/event_types/8/does/url".to_owned();
        let expected = if good { vec![] } else { vec![(place, Fault::NotAnAddress)] };
        assert_eq!(hook(url, SECRET), expected, "{url}");
    }
    let of = |digits: usize, padding: usize| {
        ["whsec_", &"A".repeat(digits), &"=".repeat(padding)].concat()
    };
    for (secret, good) in [
        // 24 to 64 bytes.
        (of(32, 0), true),
        (of(86, 2), true),
        (of(34, 2), true),
        (of(35, 1), true),
        (of(28, 0), false),
        (of(31, 1), false),
        (of(88, 0), false),
        (of(87, 1), false),
        // What cannot be decoded.
        (of(33, 0), false),
        (of(33, 3), false),
        (of(0, 32), false),
        (of(32, 0).replace("AAAA", "A=AA"), false),
        (of(32, 0).replace("AAAA", "A-AA"), false),
        ("A".repeat(32), false),
        (String::new(), false),
    ] {
        let place = "/event_types/8/does/secret".to_owned();
        let expected = if good { vec![] } else { vec![(place, Fault::NotASecret)] };
        assert_eq!(hook(url, &secret), expected, "{secret}");
    }
}

#[test]
fn what_is_in_use_stays() {
    let code = |code: &str| BTreeSet::from([code.to_owned()]);
    let all = InUse {
        debt_classes: code("standard"),
        event_types: code("task"),
        templates: code("r"),
        controls: BTreeMap::from([("std".to_owned(), "standard".to_owned())]),
        agencies: code("north"),
        secrets: BTreeSet::new(),
    };
    assert_eq!(settings().check(&all), Ok(()));
    let emptied = WriteOffSettings::default();
    let faults = emptied.check(&all).unwrap_err();
    let kinds = ["debt_classes", "agencies", "event_types", "templates", "controls"];
    let expected = kinds.map(|kind| (["/", kind].concat(), Fault::InUse));
    assert_eq!(places(&faults), expected);
    // Renamed it may be.
    let mut renamed = settings();
    let control: &mut Control = &mut renamed.controls[0];
    control.name = "Another name".to_owned();
    assert_eq!(renamed.check(&all), Ok(()));
}

#[test]
fn a_secret_that_is_there_is_kept_and_never_shown() {
    let before = settings();
    let shown = before.clone().without_secrets();
    assert!(!serde_json::to_string(&shown).unwrap().contains(SECRET));
    let secrets = before.with_secret();
    assert_eq!(secrets, BTreeSet::from(["hook".to_owned(), "skippable-hook".to_owned()]));
    let in_use = InUse { secrets, ..InUse::default() };
    assert_eq!(shown.check(&in_use), Ok(()));
    assert_eq!(shown.clone().keeping_what_is_not_sent(&before), before);
    // Where none is there, one must be given; and that of another type is not taken.
    let mut other = shown.clone();
    "other-hook".clone_into(&mut other.event_types[8].code);
    let place = "/event_types/8/does/secret".to_owned();
    let expected = [(place, Fault::NotASecret)];
    assert_eq!(places(&other.check(&in_use).unwrap_err()), expected);
    let other = other.keeping_what_is_not_sent(&before);
    assert_eq!(places(&other.check(&InUse::default()).unwrap_err()), expected);
    // One that is given takes its place.
    let mut changed = shown;
    let EventKind::WebHook { secret, .. } = &mut changed.event_types[8].does else { panic!() };
    *secret = SECRET.replace('M', "N");
    let kept = changed.clone().keeping_what_is_not_sent(&before);
    assert_eq!(kept.event_types[8], changed.event_types[8]);
    assert_eq!(kept.event_types[9], before.event_types[9]);
}

#[test]
fn the_document_is_as_the_api_writes_it() {
    let written = serde_json::to_string(&settings()).unwrap();
    assert_eq!(serde_json::from_str::<WriteOffSettings>(&written).unwrap(), settings());
    let unknown = written.replace("\"grace_days\"", "\"grace\"");
    assert!(serde_json::from_str::<WriteOffSettings>(&unknown).is_err());
}
