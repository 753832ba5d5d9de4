//! The way of a file from being chosen to what would become of its rows.

use domain::api::{Import, ImportSource, ImportStatus, SheetSeen};
use domain::import::facts::Facts;
use domain::import::{
    Field, FieldChange, FieldValue, Kind, Outcome, Reason, RowRefusal, RowResult, TableRow, Terms,
};

use super::*;

/// A row of each result. What stands in the last one is hostile.
pub(crate) fn outcomes() -> Vec<Outcome> {
    let row = |line: u32, key: &str, result| Outcome {
        kind: Kind::Accounts,
        line,
        key: key.to_owned(),
        result,
    };
    let phone = FieldChange { field: Field::Phone, from: String::new(), to: "+254 755".to_owned() };
    let no_centre = RowRefusal {
        field: Some(Field::Centre),
        reason: Reason::DoesNotExist { kind: Kind::Centres, nearest: None },
        found: "Kisumo".to_owned(),
    };
    let value = |field, value: &str| FieldValue { field, value: value.to_owned() };
    let new = vec![value(Field::Customer, "Ann"), value(Field::PaidUntil, "2025-12-31")];
    vec![
        row(2, "KE-1", RowResult::Created { values: new }),
        row(3, "KE-2", RowResult::Changed { changes: vec![phone] }),
        row(4, "KE-3", RowResult::Same),
        row(5, "<img src=x>", RowResult::Refused { refusals: vec![no_centre] }),
    ]
}

/// An import as the server has it.
pub(crate) fn an_import(status: ImportStatus) -> Import {
    let counts = Counts::of(&outcomes());
    let done = status == ImportStatus::Committed;
    Import {
        id: "i-1".to_owned(),
        status,
        number: done.then_some(7),
        source: ImportSource::File,
        at: "2026-11-28T08:00:00.000Z".to_owned(),
        by: "A. Wanjiku".to_owned(),
        by_program: false,
        file_name: "accounts.csv".to_owned(),
        file_bytes: 812,
        sheets: vec![SheetSeen {
            name: "accounts.csv".to_owned(),
            kind: Some(Kind::Accounts),
            skipped: false,
            rows: 4,
            columns: Vec::new(),
            missing: Vec::new(),
            counts,
            first_rows: Vec::new(),
        }],
        counts,
        shown: "seen".to_owned(),
    }
}

fn flow() -> Flow {
    Flow::new(Currency { code: "KES".to_owned(), minor_digits: 2 })
}

fn chosen(name: &str, text: &str) -> Chosen {
    let rows = (1..)
        .zip(text.lines())
        .map(|(line, text)| TableRow { line, cells: text.split(',').map(str::to_owned).collect() });
    let table = Table { name: name.to_owned(), rows: rows.collect() };
    Chosen {
        id: "i-1".to_owned(),
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        table: Some(table),
    }
}

fn read(flow: &mut Flow, name: &str, text: &str) -> Option<Ask> {
    let turn = flow.choose();
    flow.read(turn, name.to_owned(), Read::Chosen(chosen(name, text)))
}

/// A file of centres whose columns were asked about and nothing is remembered.
fn asked_for_facts(name: &str, text: &str) -> (Flow, Option<Ask>) {
    let mut flow = flow();
    let Some(Ask::Columns(turn)) = read(&mut flow, name, text) else { panic!("no question") };
    let ask = flow.columns(turn, Ok(RememberedColumns::default()));
    (flow, ask)
}

fn facts() -> ImportFactsReply {
    ImportFactsReply {
        facts: Facts { centres: vec!["Kisumu".to_owned()], ..Facts::default() },
        terms: Terms {
            today: domain::Date::constant(2026, 11, 28),
            currency: Currency { code: "KES".to_owned(), minor_digits: 2 },
            default_after_days: 30,
        },
    }
}

#[test]
fn a_small_text_file_is_previewed_here() {
    let (mut flow, ask) = asked_for_facts("centres.csv", "Name\nKisumu\nNakuru\n");
    assert_eq!(flow.screen(), Screen::Checking);
    let Some(Ask::Facts(turn, _)) = ask else { panic!("{ask:?}") };
    flow.facts(turn, Ok(facts()));
    let previewed = flow.preview().unwrap();
    assert_eq!((previewed.counts.created, previewed.counts.same), (1, 1));
    assert_eq!(previewed.shown, import::shown(&previewed.outcomes));
    let request = previewed.named.request();
    assert_eq!(request.file.as_deref(), Some("TmFtZQpLaXN1bXUKTmFrdXJ1Cg=="));
}

#[test]
fn what_is_remembered_is_asked_for_once() {
    let (mut flow, _) = asked_for_facts("centres.csv", "Name\nKisumu\n");
    let ask = read(&mut flow, "centres.csv", "Name\nMeru\n");
    assert!(matches!(ask, Some(Ask::Facts(..))), "{ask:?}");
}

#[test]
fn what_a_file_is_has_to_be_said_where_nothing_says_so() {
    let (mut flow, ask) = asked_for_facts("x.csv", "Foo,Bar\nKisumu,1\n");
    assert_eq!(ask, None);
    let first = flow.screen();
    assert!(matches!(first, Screen::Which(_)));
    let mut said = SheetChoice {
        name: "x.csv".to_owned(),
        kind: Some(Kind::Centres),
        ..SheetChoice::default()
    };
    assert_eq!(flow.name(vec![said.clone()]), None);
    // The next question is built anew.
    assert!(matches!(flow.screen(), Screen::Which(_)) && flow.screen() != first);
    said.columns =
        vec![import::table::ColumnChoice { heading: "Foo".to_owned(), field: Some(Field::Name) }];
    assert!(matches!(flow.name(vec![said]), Some(Ask::Facts(..))));
}

#[test]
fn a_file_without_rows_is_refused() {
    let (flow, ask) = asked_for_facts("centres.csv", "Name\n");
    assert_eq!((flow.screen(), ask), (Screen::Refused, None));
}

#[test]
fn workbooks_are_sent_and_sent_again() {
    let mut flow = flow();
    let turn = flow.choose();
    let file = Chosen {
        id: "i-1".to_owned(),
        name: "a.xlsx".to_owned(),
        bytes: b"PK".to_vec(),
        table: None,
    };
    let ask = flow.read(turn, "a.xlsx".to_owned(), Read::Chosen(file));
    let Some(Ask::Preview(turn, named)) = ask else { panic!("{ask:?}") };
    assert_eq!(flow.screen(), Screen::Sending);
    assert!(flow.waits_for(turn));
    flow.not_sent(turn, ApiError::SignedOut);
    assert_eq!(flow.screen(), Screen::Failed);
    assert!(flow.waits_for_session() && !flow.waits_for(turn));
    let Some(Ask::Preview(_, again)) = flow.retry() else { panic!("not sent again") };
    assert_eq!(again, named);
}

#[test]
fn an_answer_about_a_file_that_was_left_counts_for_nothing() {
    let mut flow = flow();
    let turn = flow.choose();
    let later = flow.choose();
    assert_eq!(flow.read(turn, "a.csv".to_owned(), Read::Unreadable), None);
    assert_eq!(flow.screen(), Screen::Reading);
    flow.read(later, "a.csv".to_owned(), Read::Unreadable);
    assert_eq!(flow.screen(), Screen::Unreadable);
    flow.leave();
    flow.facts(later, Ok(facts()));
    assert_eq!(flow.screen(), Screen::Choosing);
}

#[test]
fn what_the_server_does_not_say_can_be_asked_again() {
    let table = Table { name: "centres.csv".to_owned(), rows: Vec::new() };
    let file = Chosen {
        id: "i-1".to_owned(),
        name: "centres.csv".to_owned(),
        bytes: Vec::new(),
        table: Some(table),
    };
    let mut flow = flow();
    let turn = flow.choose();
    let ask = flow.read(turn, "centres.csv".to_owned(), Read::Chosen(file));
    let Some(Ask::Columns(turn)) = ask else { panic!("{ask:?}") };
    assert_eq!(flow.columns(turn, Err(ApiError::Unreachable)), None);
    assert_eq!(flow.screen(), Screen::Failed);
    assert!(matches!(flow.retry(), Some(Ask::Columns(_))));
}

#[test]
fn a_refused_file_says_so() {
    let mut flow = flow();
    let turn = flow.choose();
    flow.read(turn, "a.csv".to_owned(), Read::Refused(Refusal::Empty));
    assert_eq!(flow.screen(), Screen::Refused);
}
