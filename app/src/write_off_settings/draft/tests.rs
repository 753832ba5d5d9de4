//! Changing what is set up.

use domain::form::Fault;
use domain::write_off_process::settings::{
    Condition, DebtClass, EventKind, InUse, WriteOffSettings,
};

use super::*;
use crate::recording::Draft as _;
use crate::session::state_tests::person;
use crate::write_off_settings::samples::reply;

fn draft() -> Draft {
    Draft::new(reply(), person("wanjiku").company.currency)
}

fn key(draft: &Draft, kind: Kind, at: usize) -> Key {
    draft.keys(kind)[at]
}

fn name(draft: &mut Draft, kind: Kind, key: Key, name: &str) {
    name.clone_into(&mut draft.typed.named(kind, key).unwrap().name);
}

/// What is wrong once Save was pressed.
fn wrong(draft: &mut Draft) -> Vec<Wrong> {
    assert_eq!(draft.save(), None);
    draft.wrong_to_say()
}

#[test]
fn what_is_loaded_is_saved_as_it_was() {
    let mut draft = draft();
    assert!(!draft.has_changes());
    // Holidays are the company's, and not sent.
    let saved = WriteOffSettings { holidays: Vec::new(), ..reply().settings };
    assert_eq!(draft.save(), Some(saved));
    assert_eq!(draft.wrong_to_say(), []);
    // Nothing at all is set up, of a company that is new.
    let blank = WriteOffSettingsReply {
        settings: WriteOffSettings::default(),
        in_use: InUse::default(),
        ..reply()
    };
    let mut draft = Draft::new(blank.clone(), person("wanjiku").company.currency);
    assert_eq!(draft.save(), Some(blank.settings.clone()));
    // Its contracts may have classes already.
    let in_use = InUse { debt_classes: ["hardship".to_owned()].into(), ..InUse::default() };
    let blank = WriteOffSettingsReply { in_use, ..blank };
    let mut draft = Draft::new(blank, person("wanjiku").company.currency);
    assert!(!draft.has_changes());
    let class = DebtClass { code: "hardship".to_owned(), name: "hardship".to_owned() };
    assert_eq!(draft.save().unwrap().debt_classes, [class]);
}

#[test]
fn a_class_a_template_and_a_control_are_set_up_and_refer_to_each_other_before_they_have_codes() {
    let mut draft = draft();
    let class = draft.add(Kind::DebtClasses);
    let template = draft.add(Kind::Templates);
    let control = draft.add(Kind::Controls);
    let letter = key(&draft, Kind::EventTypes, 0);
    let event = draft.row_keys(Kind::Templates, template)[0];
    draft.typed.row(Kind::Templates, template, event).unwrap().refers_to = Some(letter);
    draft.typed.control(control).unwrap().debt_class = Some(class);
    let criterion = draft.row_keys(Kind::Controls, control)[0];
    draft.typed.row(Kind::Controls, control, criterion).unwrap().refers_to = Some(template);
    assert!(draft.has_changes());
    // Without names it is not ready, and what refers to them is not to blame.
    let missing = |kind, key| (place(kind, key, "name"), Fault::Missing);
    let all = wrong(&mut draft);
    let expected = [
        missing(Kind::DebtClasses, class),
        missing(Kind::Templates, template),
        missing(Kind::Controls, control),
    ];
    assert_eq!(all, expected);
    name(&mut draft, Kind::DebtClasses, class, "Prêts d’école 2");
    name(&mut draft, Kind::Templates, template, " Schools ");
    name(&mut draft, Kind::Controls, control, "Schools");
    let settings = draft.save().unwrap();
    let saved = settings.controls.last().unwrap();
    assert_eq!((saved.code.as_str(), saved.debt_class.as_str()), ("schools", "prets-d-ecole-2"));
    assert_eq!(saved.criteria[0].when, Condition::Default);
    assert_eq!(saved.criteria[0].template, "schools");
    assert_eq!(settings.templates.last().unwrap().name, "Schools");
    assert_eq!(settings.templates.last().unwrap().events[0].event_type, "letter");
    // A code that is chosen stands everywhere.
    "school-loans".clone_into(&mut draft.typed.named(Kind::DebtClasses, class).unwrap().code);
    let settings = draft.save().unwrap();
    assert_eq!(settings.controls.last().unwrap().debt_class, "school-loans");
}

#[test]
fn a_code_that_is_made_is_like_no_other() {
    let mut draft = draft();
    for (typed, code) in [
        ("Standard", "standard-2"),
        ("STANDARD!", "standard-3"),
        ("Ελπίδα", "debt_classes"),
        ("x".repeat(40).as_str(), "x".repeat(32).as_str()),
        ("x".repeat(50).as_str(), format!("{}-2", "x".repeat(30)).as_str()),
    ] {
        let key = draft.add(Kind::DebtClasses);
        name(&mut draft, Kind::DebtClasses, key, typed);
        let settings = draft.save().unwrap();
        assert_eq!(settings.debt_classes.last().unwrap().code, code, "{typed}");
    }
    let key = draft.add(Kind::Agencies);
    name(&mut draft, Kind::Agencies, key, "South");
    "South!".clone_into(&mut draft.typed.named(Kind::Agencies, key).unwrap().code);
    assert_eq!(wrong(&mut draft), [(place(Kind::Agencies, key, "code"), Fault::NotACode)]);
    "north".clone_into(&mut draft.typed.named(Kind::Agencies, key).unwrap().code);
    assert_eq!(wrong(&mut draft), [(place(Kind::Agencies, key, "code"), Fault::StandsTwice)]);
}

#[test]
fn a_control_needs_a_default_and_says_so_at_its_criteria() {
    let mut draft = draft();
    let control = key(&draft, Kind::Controls, 0);
    let [business, default] = draft.row_keys(Kind::Controls, control)[..] else { panic!() };
    let at = place(Kind::Controls, control, "criteria");
    // The default has no successor to hide behind.
    draft.move_row(Kind::Controls, control, default, true);
    assert_eq!(wrong(&mut draft), [(at.clone(), Fault::NoDefaultCriterion)]);
    draft.move_row(Kind::Controls, control, default, false);
    assert!(!draft.has_changes());
    draft.remove_row(Kind::Controls, control, default);
    assert_eq!(wrong(&mut draft), [(at.clone(), Fault::NoDefaultCriterion)]);
    draft.remove_row(Kind::Controls, control, business);
    assert_eq!(wrong(&mut draft), [(at, Fault::NoDefaultCriterion)]);
    // The first that is added is the default, others come before it.
    let default = draft.add_row(Kind::Controls, control).unwrap();
    let other = draft.add_row(Kind::Controls, control).unwrap();
    assert_eq!(draft.row_keys(Kind::Controls, control), [other, default]);
    let unchosen =
        |row| (row_place(Kind::Controls, control, row, "template"), Fault::UnknownTemplate);
    assert_eq!(wrong(&mut draft), [unchosen(other), unchosen(default)]);
}

#[test]
fn criteria_keep_their_priorities_until_their_order_changes() {
    let mut draft = draft();
    let control = key(&draft, Kind::Controls, 0);
    let priorities = |draft: &mut Draft| -> Vec<u32> {
        let settings = draft.save().unwrap();
        settings.controls[0].criteria.iter().map(|one| one.priority).collect()
    };
    assert_eq!(priorities(&mut draft), [5, 99]);
    let new = draft.add_row(Kind::Controls, control).unwrap();
    let residential = key(&draft, Kind::Templates, 0);
    draft.typed.row(Kind::Controls, control, new).unwrap().refers_to = Some(residential);
    assert_eq!(priorities(&mut draft), [10, 20, 30]);
    draft.move_row(Kind::Controls, control, new, true);
    let settings = draft.save().unwrap();
    let when: Vec<_> = settings.controls[0].criteria.iter().map(|one| one.when).collect();
    assert_eq!(when, [Condition::DepositHeld, Condition::ClassBusiness, Condition::Default]);
    draft.remove_row(Kind::Controls, control, new);
    assert_eq!(priorities(&mut draft), [5, 99]);
}

#[test]
fn what_is_in_use_stays_and_says_by_what() {
    let mut draft = draft();
    let of = |draft: &Draft, kind, at| draft.used(kind, key(draft, kind, at));
    let used = |by_processes, by: &[&str]| Used {
        by_processes,
        by: by.iter().map(|name| (*name).to_owned()).collect(),
    };
    assert_eq!(of(&draft, Kind::DebtClasses, 0), used(true, &["Standard control"]));
    assert_eq!(of(&draft, Kind::EventTypes, 0), used(true, &["Residential"]));
    assert_eq!(of(&draft, Kind::EventTypes, 1), used(false, &["Commercial"]));
    assert_eq!(of(&draft, Kind::Templates, 1), used(false, &["Standard control"]));
    assert_eq!(of(&draft, Kind::Controls, 0), used(true, &[]));
    assert_eq!(of(&draft, Kind::Agencies, 0), used(true, &[]));
    for (kind, at, stays) in [
        (Kind::DebtClasses, 0, true),
        (Kind::DebtClasses, 1, false),
        (Kind::EventTypes, 1, true),
        (Kind::EventTypes, 2, false),
        (Kind::Controls, 0, true),
        (Kind::Agencies, 0, true),
    ] {
        let key = key(&draft, kind, at);
        draft.remove(kind, key);
        assert_eq!(draft.keys(kind).contains(&key), stays, "{kind:?} {at}");
    }
    // With its last criterion that chooses it, a template can go.
    let control = key(&draft, Kind::Controls, 0);
    let first = draft.row_keys(Kind::Controls, control)[0];
    draft.remove_row(Kind::Controls, control, first);
    let commercial = key(&draft, Kind::Templates, 1);
    draft.remove(Kind::Templates, commercial);
    let hook = key(&draft, Kind::EventTypes, 1);
    draft.remove(Kind::EventTypes, hook);
    let settings = draft.save().unwrap();
    let codes: Vec<_> = settings.event_types.iter().map(|one| one.code.as_str()).collect();
    assert_eq!((settings.templates.len(), codes), (1, vec!["letter", "off"]));
}

#[test]
fn what_came_into_use_meanwhile_is_said_by_the_same_rule() {
    let mut draft = draft();
    let hardship = key(&draft, Kind::DebtClasses, 1);
    draft.remove(Kind::DebtClasses, hardship);
    assert!(draft.save().is_some());
    let mut now = reply();
    now.in_use.debt_classes.insert("hardship".to_owned());
    assert!(draft.learn(now.clone()));
    assert_eq!(draft.wrong_to_say(), [("/debt_classes".to_owned(), Fault::InUse)]);
    draft.put_back(Kind::DebtClasses);
    assert_eq!(draft.wrong_to_say(), []);
    assert!(!draft.has_changes());
    now.version += 1;
    assert!(!draft.learn(now));
    // What was typed is given up only where that is asked for.
    let generation = draft.generation;
    draft.begin_again(reply());
    assert!(!draft.has_changes());
    assert_ne!(draft.generation, generation);
}

#[test]
fn what_cannot_be_read_is_wrong_at_its_field() {
    let mut draft = draft();
    let type_of = |draft: &Draft, at| key(draft, Kind::EventTypes, at);
    let template = key(&draft, Kind::Templates, 0);
    let event = draft.row_keys(Kind::Templates, template)[1];
    "1,250".clone_into(&mut draft.typed.small_balance_limit);
    " ".clone_into(&mut draft.typed.grace_days);
    "sixty".clone_into(&mut draft.typed.row(Kind::Templates, template, event).unwrap().text);
    let score = type_of(&draft, 2);
    "many".clone_into(&mut draft.typed.event_type(score).unwrap().points);
    let most = domain::write_off_process::settings::DAYS_AFTER_MAX;
    let expected = [
        ("/small_balance_limit".to_owned(), Fault::AmbiguousAmount),
        ("/grace_days".to_owned(), Fault::Missing),
        (place(Kind::EventTypes, score, "does/points"), Fault::NotPoints),
        (row_place(Kind::Templates, template, event, "days_after"), Fault::TooManyDays { most }),
    ];
    assert_eq!(wrong(&mut draft), expected);
    // Before Save only what was typed and left is said.
    draft.discard();
    assert!(!draft.has_changes());
    "x".clone_into(&mut draft.typed.grace_days);
    "y".clone_into(&mut draft.typed.small_balance_limit);
    assert_eq!(draft.wrong_to_say(), []);
    draft.leave("/grace_days");
    assert_eq!(draft.wrong_to_say(), [("/grace_days".to_owned(), Fault::TooManyDays { most })]);
}

#[test]
fn faults_of_the_rules_stand_at_fields_by_their_keys() {
    let mut draft = draft();
    // The place in the list and the key differ once something above was removed.
    let score = key(&draft, Kind::EventTypes, 2);
    draft.remove(Kind::EventTypes, score);
    let off = key(&draft, Kind::EventTypes, 2);
    {
        let event_type = draft.typed.event_type(off).unwrap();
        "web_hook".clone_into(&mut event_type.kind);
        "ftp://x".clone_into(&mut event_type.url);
    }
    let template = key(&draft, Kind::Templates, 1);
    let event = draft.row_keys(Kind::Templates, template)[0];
    draft.typed.row(Kind::Templates, template, event).unwrap().refers_to = None;
    let control = draft.add(Kind::Controls);
    let standard = key(&draft, Kind::DebtClasses, 0);
    draft.typed.control(control).unwrap().debt_class = Some(standard);
    name(&mut draft, Kind::Controls, control, "Twice");
    let criterion = draft.row_keys(Kind::Controls, control)[0];
    let of = |part| place(Kind::EventTypes, off, part);
    let expected = [
        (of("does/url"), Fault::NotAnAddress),
        (of("does/secret"), Fault::NotASecret),
        (row_place(Kind::Templates, template, event, "event_type"), Fault::UnknownEventType),
        (place(Kind::Controls, control, "debt_class"), Fault::StandsTwice),
        (row_place(Kind::Controls, control, criterion, "template"), Fault::UnknownTemplate),
    ];
    assert_eq!(wrong(&mut draft), expected);
    draft.remove_row(Kind::Templates, template, event);
    let most = domain::write_off_process::settings::EVENTS_MAX;
    let events = (place(Kind::Templates, template, "events"), Fault::NotSoMany { most });
    assert!(wrong(&mut draft).contains(&events));
}

#[test]
fn a_secret_that_is_saved_is_kept_and_one_of_another_type_is_asked_for() {
    let mut draft = draft();
    let hook = key(&draft, Kind::EventTypes, 1);
    assert!(draft.has_secret(hook));
    "https://example.org".clone_into(&mut draft.typed.event_type(hook).unwrap().url);
    let url = "https://example.org".to_owned();
    let kept = EventKind::WebHook { url, secret: String::new() };
    assert_eq!(draft.save().unwrap().event_types[1].does, kept);
    let new = draft.add(Kind::EventTypes);
    name(&mut draft, Kind::EventTypes, new, "Another hook");
    "web_hook".clone_into(&mut draft.typed.event_type(new).unwrap().kind);
    assert!(!draft.has_secret(new));
    let place = |part| place(Kind::EventTypes, new, part);
    let expected =
        [(place("does/url"), Fault::NotAnAddress), (place("does/secret"), Fault::NotASecret)];
    assert_eq!(wrong(&mut draft), expected);
}

#[test]
fn a_notice_by_sms_has_no_subject_and_keeps_what_was_typed_for_a_letter() {
    let mut draft = draft();
    let letter = key(&draft, Kind::EventTypes, 0);
    let does = |draft: &mut Draft| draft.save().unwrap().event_types[0].does.clone();
    "sms".clone_into(&mut draft.typed.event_type(letter).unwrap().channel);
    let EventKind::Notice { subject, .. } = does(&mut draft) else { panic!() };
    assert_eq!(subject, "");
    "letter".clone_into(&mut draft.typed.event_type(letter).unwrap().channel);
    assert_eq!(does(&mut draft), reply().settings.event_types[0].does);
    assert!(!draft.has_changes());
}

#[test]
fn rows_move_within_their_list() {
    let mut draft = draft();
    let template = key(&draft, Kind::Templates, 0);
    let [letter, off] = draft.row_keys(Kind::Templates, template)[..] else { panic!() };
    draft.move_row(Kind::Templates, template, letter, true);
    assert_eq!(draft.row_keys(Kind::Templates, template), [letter, off]);
    draft.move_row(Kind::Templates, template, letter, false);
    assert_eq!(draft.row_keys(Kind::Templates, template), [off, letter]);
    assert_eq!(draft.row_place(Kind::Templates, template, letter), (2, 2));
    draft.move_row(Kind::Templates, template, letter, false);
    let new = draft.add_row(Kind::Templates, template).unwrap();
    assert_eq!(draft.row_keys(Kind::Templates, template), [off, letter, new]);
    // The days of the one before are a good guess.
    assert_eq!(draft.row_texts(Kind::Templates, template, new), (String::new(), "0".to_owned()));
}
