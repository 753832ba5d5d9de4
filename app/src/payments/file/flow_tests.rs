//! The way of a file from being chosen to what became of its rows.

use domain::money::Currency;
use domain::payments::file;

use super::*;

pub(in crate::payments::file) const FILE: &str = "id,account,date,amount,channel\n\
    a,KE-1,2026-11-20,12.50,cash\n\
    b,KE-2,2026-11-20,\"1,250\",cash\n\
    c,KE-3,2026-11-20,5.00,bank\n\
    d,KE-4,2026-11-20,7.00,m-pesa\n";

fn file() -> PaymentsFile {
    let kes = Currency { code: "KES".to_owned(), minor_digits: 2 };
    file::read(FILE.as_bytes(), &kes).unwrap()
}

fn result(id: &str, result: PaymentResultKind, recovery: bool) -> PaymentResult {
    let code = (result == PaymentResultKind::Refused).then(|| FieldProblem {
        place: "/account".to_owned(),
        detail: "no such account".to_owned(),
        code: Some("account_does_not_exist".to_owned()),
        value: None,
    });
    PaymentResult { id: id.to_owned(), result, recovery, errors: code.into_iter().collect() }
}

fn results(results: Vec<PaymentResult>) -> PaymentsResults {
    PaymentsResults { results, recorded: 0, already_recorded: 0, refused: 0, amount: Money::ZERO }
}

fn checked() -> PaymentsResults {
    use PaymentResultKind::{Recorded, Refused};
    results(vec![
        result("a", Recorded, false),
        result("c", Refused, false),
        result("d", Recorded, true),
    ])
}

/// A file of which the server has said what would become.
pub(in crate::payments::file) fn previewed() -> Flow {
    let mut flow = Flow::default();
    let turn = flow.choose();
    let (turn, request) = flow.read(turn, "p.csv".to_owned(), Some(Ok(file()))).unwrap();
    let ids: Vec<&str> = request.payments.iter().map(|payment| payment.id.as_str()).collect();
    assert_eq!(ids, ["a", "c", "d"]);
    flow.checked(turn, Ok(checked()));
    flow
}

fn codes(flow: &Flow) -> Vec<(u32, &'static str)> {
    flow.preview().unwrap().rows().into_iter().map(|(row, fate)| (row.line, fate.code())).collect()
}

#[test]
fn what_deserves_a_look_stands_first_and_only_what_would_be_recorded_is_sent() {
    let mut flow = previewed();
    assert_eq!(
        codes(&flow),
        [(3, "unreadable"), (4, "refused"), (5, "will_recover"), (2, "will_record")]
    );
    let preview = flow.preview().unwrap();
    let counts = Counts {
        recorded: 2,
        amount: Money::from_minor(1_950),
        recoveries: 1,
        already: 0,
        failures: 2,
    };
    assert_eq!(preview.counts(), counts);
    let sent = preview.to_record().unwrap();
    let ids: Vec<&str> = sent.payments.iter().map(|payment| payment.id.as_str()).collect();
    assert_eq!(ids, ["a", "d"]);
    // Meanwhile somebody else recorded the first one.
    flow.recorded(&results(vec![
        result("a", PaymentResultKind::AlreadyRecorded, false),
        result("d", PaymentResultKind::Recorded, true),
    ]));
    assert_eq!(
        codes(&flow),
        [(3, "unreadable"), (4, "refused"), (5, "recovered"), (2, "already_recorded")]
    );
    assert_eq!(flow.preview().unwrap().to_record(), None);
    assert!(flow.preview().unwrap().is_done());
}

#[test]
fn an_answer_about_an_earlier_file_counts_for_nothing() {
    let mut flow = Flow::default();
    let first = flow.choose();
    let second = flow.choose();
    assert_eq!(flow.read(first, "1.csv".to_owned(), Some(Ok(file()))), None);
    assert_eq!(flow.screen(), Screen::Reading);
    let (asked, _) = flow.read(second, "2.csv".to_owned(), Some(Ok(file()))).unwrap();
    flow.leave();
    flow.checked(asked, Ok(checked()));
    assert_eq!(flow.screen(), Screen::Choosing);
}

#[test]
fn the_rows_stay_when_the_server_cannot_be_reached_and_it_is_asked_again() {
    let mut flow = Flow::default();
    let turn = flow.choose();
    let (turn, request) = flow.read(turn, "p.csv".to_owned(), Some(Ok(file()))).unwrap();
    flow.checked(turn, Err(ApiError::SignedOut));
    assert!(flow.waits_for_session());
    assert_eq!(codes(&flow).len(), 4);
    let (turn, again) = flow.ask().unwrap();
    assert_eq!(again, request);
    flow.checked(turn, Ok(checked()));
    assert_eq!(flow.preview().unwrap().check, Check::Known);
    assert_eq!(flow.ask(), None);
}

#[test]
fn a_file_that_is_not_taken_says_why() {
    let mut flow = Flow::default();
    let turn = flow.choose();
    let problem = FileProblem::TooMany { payments: 1_001, limit: 1_000 };
    assert_eq!(flow.read(turn, "p.csv".to_owned(), Some(Err(problem))), None);
    assert_eq!(flow.screen(), Screen::Refused);
    let turn = flow.choose();
    assert_eq!(flow.read(turn, "p.csv".to_owned(), None), None);
    assert_eq!(flow.screen(), Screen::Unreadable);
}
