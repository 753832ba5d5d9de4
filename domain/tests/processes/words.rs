//! Every code leads back to what it stands for, and everything has words in both languages.

use std::collections::BTreeSet;

use domain::form::{Fault, words as form_words};
use domain::language::Language;
use domain::write_off_process::settings::{Condition, NoticeChannel};
use domain::write_off_process::words::{
    channel, condition, day as day_in_words, event_kind, event_status, link_end, reason, status,
    title,
};
use domain::write_off_process::{
    DayCount, EventStatus, LinkEnd, ProcessId, ProcessReason, ProcessStatus,
};

use super::fixture::{day, settings};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// All are there, and differ.
fn differ<'a>(words: impl IntoIterator<Item = &'a str>) {
    let words: Vec<&str> = words.into_iter().collect();
    assert!(words.iter().all(|word| !word.trim().is_empty()), "{words:?}");
    assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len(), "{words:?}");
}

#[test]
fn everything_has_words_in_both_languages() {
    let statuses = [ProcessStatus::Active, ProcessStatus::Inactive];
    let kinds = settings().event_types;
    let kinds: BTreeSet<&str> = kinds.iter().map(|one| one.does.code()).collect();
    assert_eq!(kinds.len(), 7);
    for language in Language::ALL {
        differ(statuses.map(|one| status(one, language)));
        differ(ProcessReason::ALL.map(|one| reason(one, language)));
        differ(EventStatus::ALL.map(|one| event_status(one, language)));
        differ(LinkEnd::ALL.map(|one| link_end(one, language)));
        differ(Condition::ALL.map(|one| condition(one, language)));
        differ(NoticeChannel::ALL.map(|one| channel(one, language)));
        differ(kinds.iter().map(|one| event_kind(one, language)));
    }
    for one in ProcessReason::ALL {
        assert_ne!(reason(one, Language::En), reason(one, Language::Fr));
    }
}

#[test]
fn codes_lead_back() {
    for one in [ProcessStatus::Active, ProcessStatus::Inactive] {
        assert_eq!(ProcessStatus::from_code(one.code()), Some(one));
    }
    for one in ProcessReason::ALL {
        assert_eq!(ProcessReason::from_code(one.code()), Some(one));
    }
    for one in EventStatus::ALL {
        assert_eq!(EventStatus::from_code(one.code()), Some(one));
    }
    for one in LinkEnd::ALL {
        assert_eq!(LinkEnd::from_code(one.code()), Some(one));
    }
    for one in Condition::ALL {
        assert_eq!(Condition::from_code(one.code()), Some(one));
    }
    for one in NoticeChannel::ALL {
        assert_eq!(NoticeChannel::from_code(one.code()), Some(one));
    }
    for one in [DayCount::Calendar, DayCount::Working] {
        assert_eq!(DayCount::from_code(one.code()), Some(one));
    }
    assert_eq!(ProcessReason::from_code("done"), None);
}

#[test]
fn titles() {
    for (one, language, expected) in [
        (ProcessReason::Completed, Language::En, "A, Inactive, Completed, C, 1 May 2026"),
        (
            ProcessReason::CanceledBySystem,
            Language::En,
            "A, Inactive, Canceled by System, C, 1 May 2026",
        ),
        (
            ProcessReason::EventsPending,
            Language::Fr,
            "A, Actif, Événements en attente, C, 1 mai 2026",
        ),
        (
            ProcessReason::CanceledByUser,
            Language::Fr,
            "A, Inactif, Annulé par un utilisateur, C, 1 mai 2026",
        ),
    ] {
        let created = day_in_words(day("2026-05-01"), language);
        assert_eq!(title("A", one, "C", &created, language), expected);
    }
    for language in Language::ALL {
        let months: Vec<String> = (1..=12)
            .map(|month| day_in_words(domain::Date::constant(2026, month, 31 - 3), language))
            .collect();
        differ(months.iter().map(String::as_str));
    }
}

#[test]
fn a_number_of_a_process() {
    assert_eq!(ProcessId(4_711).to_string(), "0000004711");
    for (text, number) in [
        ("0000004711", Some(4_711)),
        ("4711", Some(4_711)),
        ("9999999999", Some(9_999_999_999)),
        ("00000004711", None),
        ("0000000000", None),
        ("0", None),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("4 711", None),
        ("４７１１", None),
        ("KE-1", None),
    ] {
        assert_eq!(ProcessId::parse(text), number.map(ProcessId), "{text}");
    }
}

#[test]
fn faults_of_processes_have_words_in_both_languages() {
    let created_on = day("2026-03-02");
    let process = ProcessId(4_711);
    let faults = [
        Fault::UnknownControl,
        Fault::UnknownTemplate,
        Fault::UnknownEventType,
        Fault::UnknownDebtClass,
        Fault::UnknownContract,
        Fault::UnknownEvent,
        Fault::NoContract,
        Fault::ContractOwesNothing,
        Fault::OtherDebtClass,
        Fault::ControlFixed,
        Fault::TemplateFixed,
        Fault::EventNotPending,
        Fault::NotAMoment,
        Fault::NoDefaultCriterion,
        Fault::NotAPriority,
        Fault::NotPoints,
        Fault::NotAnAddress,
        Fault::NotASecret,
        Fault::NotACode,
        Fault::StandsTwice,
        Fault::InUse,
        Fault::ClassFixed,
        Fault::LinkedElsewhere { process },
        Fault::BeforeTheProcess { created_on },
        Fault::TooManyDays { most: 3_650 },
        Fault::NotSoMany { most: 50 },
        Fault::TooLong { most: 500 },
    ];
    for language in Language::ALL {
        let said: Vec<String> =
            faults.iter().map(|fault| form_words::fault(*fault, language)).collect();
        differ(said.iter().map(String::as_str));
        differ(faults.iter().map(|fault| fault.code()));
        assert!(said[22].contains("0000004711"), "{said:?}");
        assert!(said[23].contains("2026-03-02"), "{said:?}");
    }
}
