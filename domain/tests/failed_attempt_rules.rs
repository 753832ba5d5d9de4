//! Recording an attempt that failed, as a table of cases.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use domain::account::{AccountState, Standing};
use domain::api::FailedAttemptRequest;
use domain::failed_attempt::{
    AttemptReason, Checked, Grounds, NOTE_CHARS_MAX, Refusal, check, words,
};
use domain::form::{Fault, Typed};
use domain::language::Language;
use domain::role::{Permission, Role};
use domain::{AccountId, Date};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn check_as(
    role: Role,
    pending_since: Option<Date>,
    (attempted_on, reason, promised_on): (&str, &str, &str),
) -> Result<Checked, Refusal> {
    let form = FailedAttemptRequest {
        attempted_on: Typed::new(attempted_on),
        reason: Typed::new(reason),
        promised_on: Typed::new(promised_on),
        ..filled_in()
    };
    let standing = pending(pending_since);
    check(&form, &Grounds { standing: &standing, role, today: day("2026-11-21") })
}

fn filled_in() -> FailedAttemptRequest {
    FailedAttemptRequest {
        account: AccountId::parse("KE-1").unwrap(),
        attempted_on: Typed::new("2026-11-20"),
        reason: Typed::new("customer_absent"),
        promised_on: Typed::default(),
        note: Typed::default(),
    }
}

fn pending(since: Option<Date>) -> Standing {
    Standing {
        collection: None,
        state: AccountState::Defaulted,
        defaulted_on: Some(day("2026-08-01")),
        repossession_pending_since: since,
        contracts: Vec::new(),
    }
}

fn typed(form: (&str, &str, &str)) -> Result<Checked, Vec<(String, Fault)>> {
    check_as(Role::FieldTechnician, Some(day("2026-08-01")), form).map_err(|refusal| {
        let Refusal::Form(faults) = refusal else { panic!("{refusal:?}") };
        faults.into_iter().map(|fault| (fault.place, fault.fault)).collect()
    })
}

#[test]
fn each_reason_is_taken_and_a_promise_has_a_day() {
    for reason in AttemptReason::ALL {
        let promised = reason == AttemptReason::PromisedToPay;
        let promised_on = if promised { "2026-12-01" } else { "" };
        let checked = typed(("2026-11-20", reason.code(), promised_on)).unwrap();
        assert_eq!(
            checked,
            Checked {
                attempted_on: day("2026-11-20"),
                reason,
                promised_on: promised.then(|| day("2026-12-01")),
                note: None,
            }
        );
        assert_eq!(AttemptReason::from_code(reason.code()), Some(reason));
        let said = Language::ALL.map(|language| words::reason(reason, language));
        assert_ne!(said[0], said[1]);
    }
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    let (today, defaulted_on) = (day("2026-11-21"), day("2026-08-01"));
    let attempted_on = day("2026-11-20");
    for (form, expected) in [
        (("", "customer_absent", ""), vec![("/attempted_on", Fault::Missing)]),
        (("2026-02-30", "customer_absent", ""), vec![("/attempted_on", Fault::NotADate)]),
        (
            ("2026-11-22", "customer_absent", ""),
            vec![("/attempted_on", Fault::InTheFuture { today })],
        ),
        (
            ("2026-07-31", "customer_absent", ""),
            vec![("/attempted_on", Fault::BeforeTheDefault { defaulted_on })],
        ),
        (("2026-11-20", "", ""), vec![("/reason", Fault::Missing)]),
        (("2026-11-20", "rain", ""), vec![("/reason", Fault::UnknownReason)]),
        (("2026-11-20", "promised_to_pay", ""), vec![("/promised_on", Fault::Missing)]),
        (("2026-11-20", "promised_to_pay", "2026-11-31"), vec![("/promised_on", Fault::NotADate)]),
        (
            ("2026-11-20", "promised_to_pay", "2026-11-19"),
            vec![("/promised_on", Fault::PromisedBeforeTheAttempt { attempted_on })],
        ),
        (
            ("2026-11-20", "customer_absent", "2026-12-01"),
            vec![("/promised_on", Fault::NothingWasPromised)],
        ),
        (("", "", ""), vec![("/attempted_on", Fault::Missing), ("/reason", Fault::Missing)]),
    ] {
        let expected: Vec<_> =
            expected.into_iter().map(|(place, fault)| (place.to_owned(), fault)).collect();
        assert_eq!(typed(form), Err(expected), "{form:?}");
    }
}

#[test]
fn a_note_is_kept_as_it_was_written_and_is_not_endless() {
    let most = "é".repeat(NOTE_CHARS_MAX);
    let longer = format!("{most}x");
    for (note, expected) in [
        ("", Ok(None)),
        (" \u{a0}", Ok(None)),
        (" after the harvest ", Ok(Some("after the harvest".to_owned()))),
        (most.as_str(), Ok(Some(most.clone()))),
        (longer.as_str(), Err(Fault::TooLong { most: NOTE_CHARS_MAX })),
    ] {
        let form = FailedAttemptRequest { note: Typed::new(note), ..filled_in() };
        let standing = pending(Some(day("2026-08-01")));
        let grounds = Grounds { standing: &standing, role: Role::Sales, today: day("2026-11-21") };
        let checked = check(&form, &grounds).map(|checked| checked.note).map_err(|refusal| {
            let Refusal::Form(faults) = refusal else { panic!("{refusal:?}") };
            assert_eq!(faults[0].place, "/note");
            faults[0].fault
        });
        assert_eq!(checked, expected, "{note}");
    }
}

#[test]
fn an_attempt_is_at_a_repossession_that_is_pending() {
    let form = ("2026-11-20", "customer_absent", "");
    assert_eq!(check_as(Role::Sales, None, form), Err(Refusal::NothingPending));
}

#[test]
fn everybody_but_basic_records_attempts() {
    let form = ("2026-11-20", "customer_absent", "");
    for role in Role::ALL {
        let answer = check_as(role, Some(day("2026-08-01")), form);
        if role == Role::Basic {
            assert_eq!(answer, Err(Refusal::RoleMayNot(Permission::RecordRepossession)));
        } else {
            assert!(answer.is_ok(), "{role:?}");
        }
    }
}
