//! Files: kept as drafts, committed once.

use domain::import::{Counts, Field, Kind, RowResult, Sheet};
use server::identity::CompanyId;
use server::store::{ImportCommit, ImportCommitRefusal, ImportCommitted, ImportRowsFilter};
use uuid::Uuid;

use super::{FILE, account, assert_whole, committing, draft, put_as, sheet, start};
use crate::support::TestServer;

fn centres(names: &[&str]) -> Vec<Sheet> {
    let rows: Vec<[&str; 1]> = names.iter().map(|name| [*name]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 1]>::as_slice).collect();
    vec![sheet(Kind::Centres, &[Field::Name], &rows)]
}

#[tokio::test]
async fn a_file_is_committed_once_and_its_draft_goes() {
    let server = start().await;
    let sheets = centres(&["Eldoret", "Kisumu", "Thika"]);
    let shown = draft(&server, 7, &sheets).await;
    let counts = Counts { created: 2, same: 1, ..Counts::default() };
    assert_eq!((shown.counts, shown.number), (counts, None));
    let commit = committing(&server, 7, &shown.shown, sheets).await;
    let done = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    let ImportCommitted::Done(done) = done else { panic!("{done:?}") };
    assert_eq!((done.counts, done.number), (counts, Some(1)));
    assert_eq!(server.number("SELECT count(*) FROM import_draft").await, 0);
    assert_eq!(server.number("SELECT count(*) FROM import_draft_row").await, 0);
    let again = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    let ImportCommitted::Replayed(again) = again else { panic!("{again:?}") };
    assert_eq!(again, done);
    let (company, id) = (CompanyId(1), Uuid::from_u128(7));
    assert_eq!(server.store.import(company, id).await.unwrap(), Some(done.clone()));
    assert_eq!(server.store.import(CompanyId(2), id).await.unwrap(), None);
    let file = server.store.import_file(company, id).await.unwrap().unwrap();
    assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("portfolio.csv", FILE));
    assert!(server.store.import_file(CompanyId(2), id).await.unwrap().is_none());
    let listed = server.store.imports(company, None, 10).await.unwrap();
    assert_eq!((listed.imports, listed.next_before), (vec![done], None));
    assert_whole(&server).await;
}

/// More rows than a statement is given at once.
#[tokio::test]
async fn thousands_of_rows_have_their_places_without_a_gap() {
    let server = start().await;
    let names: Vec<String> = (0..5_001).map(|number| format!("Centre {number}")).collect();
    let sheets = centres(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let shown = draft(&server, 7, &sheets).await;
    let commit = committing(&server, 7, &shown.shown, sheets).await;
    let done = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    let ImportCommitted::Done(done) = done else { panic!("{done:?}") };
    assert_eq!(done.counts, Counts { created: 5_001, ..Counts::default() });
    assert_eq!(server.number("SELECT max(place) FROM import_outcome").await, 5_000);
    assert_whole(&server).await;
}

#[tokio::test]
async fn rows_are_filtered_searched_and_paged() {
    let server = start().await;
    let sheets = centres(&["Eldoret", "Kisumu", "Thika", "Eldama"]);
    draft(&server, 7, &sheets).await;
    let keys = async |filter: ImportRowsFilter| {
        let id = Uuid::from_u128(7);
        let reply = server.store.import_rows(CompanyId(1), id, &filter).await.unwrap().unwrap();
        let keys: Vec<String> = reply.rows.into_iter().map(|row| row.outcome.key).collect();
        (keys.join(" "), reply.next_after, reply.total)
    };
    let filter = ImportRowsFilter { limit: 2, ..ImportRowsFilter::default() };
    assert_eq!(keys(filter.clone()).await, ("Eldoret Kisumu".to_owned(), Some(1), 4));
    let next = ImportRowsFilter { after: Some(1), ..filter.clone() };
    assert_eq!(keys(next).await, ("Thika Eldama".to_owned(), None, 4));
    let same = ImportRowsFilter { result: Some("same"), ..filter.clone() };
    assert_eq!(keys(same).await, ("Kisumu".to_owned(), None, 1));
    let search = ImportRowsFilter { search: Some("ELD".to_owned()), ..filter.clone() };
    assert_eq!(keys(search).await, ("Eldoret Eldama".to_owned(), None, 2));
    let search = ImportRowsFilter { search: Some("%".to_owned()), ..filter };
    assert_eq!(keys(search).await, (String::new(), None, 0));
}

/// In the preview, and after it.
#[tokio::test]
async fn a_row_that_is_new_says_what_it_will_have() {
    let server = start().await;
    let fields = [Field::Account, Field::Customer, Field::Centre, Field::PaidUntil];
    let row: &[&str] = &["K-9", "Ann", "kisumu", "31/12/2025"];
    let sheets = vec![sheet(Kind::Accounts, &fields, &[row])];
    let shown = draft(&server, 7, &sheets).await;
    let values = async || {
        let filter = ImportRowsFilter { limit: 2, ..ImportRowsFilter::default() };
        let id = Uuid::from_u128(7);
        let reply = server.store.import_rows(CompanyId(1), id, &filter).await.unwrap().unwrap();
        let RowResult::Created { values } = &reply.rows[0].outcome.result else {
            panic!("{reply:?}");
        };
        let values = values.iter().map(|one| format!("{}={}", one.field.code(), one.value));
        values.collect::<Vec<_>>().join(" ")
    };
    let expected = "customer=Ann centre=Kisumu class=residential paid_until=2025-12-31";
    assert_eq!(values().await, expected);
    let commit = committing(&server, 7, &shown.shown, sheets).await;
    let done = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    assert!(matches!(done, ImportCommitted::Done(_)), "{done:?}");
    assert_eq!(values().await, expected);
    assert_whole(&server).await;
}

#[tokio::test]
async fn rows_that_would_fare_differently_now_stop_it() {
    let server = start().await;
    let sheets = centres(&["Eldoret", "Thika"]);
    let shown = draft(&server, 7, &sheets).await;
    put_as(&server.admin().await, "centres", serde_json::json!([{ "name": "Thika" }]), "created")
        .await;
    let commit = committing(&server, 7, &shown.shown, sheets.clone()).await;
    let refused = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    let changed = ImportCommitRefusal::ChangedSincePreview;
    assert!(matches!(refused, ImportCommitted::Refused(why) if why == changed), "{refused:?}");
    assert_eq!(server.number("SELECT count(*) FROM import").await, 1);
    // Looked at anew it can be done, but not with what another file has.
    let shown = draft(&server, 7, &sheets).await;
    let commit = committing(&server, 7, &shown.shown, sheets).await;
    let another = ImportCommit { file_sha256: "another".to_owned(), ..commit.clone() };
    let refused = server.store.commit_import(&another, &server.clock()).await.unwrap();
    assert!(matches!(refused, ImportCommitted::Refused(why) if why == changed), "{refused:?}");
    let done = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    assert!(matches!(done, ImportCommitted::Done(_)), "{done:?}");
    assert_whole(&server).await;
}

#[tokio::test]
async fn whoever_may_no_longer_import_does_not() {
    let server = start().await;
    let sheets = centres(&["Eldoret"]);
    let shown = draft(&server, 7, &sheets).await;
    let commit = committing(&server, 7, &shown.shown, sheets).await;
    server.execute("UPDATE app_user SET role = 'sales' WHERE user_name = 'admin'").await.unwrap();
    let refused = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    let role = ImportCommitRefusal::RoleMayNot(Some(domain::role::Role::Sales));
    assert!(matches!(refused, ImportCommitted::Refused(why) if why == role), "{refused:?}");
    assert_eq!(server.number("SELECT count(*) FROM import").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_commit_at_once_is_done_once() {
    let server = start().await;
    let sheets = centres(&["Eldoret", "Thika"]);
    let shown = draft(&server, 7, &sheets).await;
    let commit = committing(&server, 7, &shown.shown, sheets).await;
    let clock = server.clock();
    let (one, other) = tokio::join!(
        server.store.commit_import(&commit, &clock),
        server.store.commit_import(&commit, &clock),
    );
    let done = [one.unwrap(), other.unwrap()];
    assert_eq!(done.iter().filter(|one| matches!(one, ImportCommitted::Done(_))).count(), 1);
    assert_eq!(done.iter().filter(|one| matches!(one, ImportCommitted::Replayed(_))).count(), 1);
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_nobody_commits_goes_after_a_day() {
    let server = start().await;
    draft(&server, 7, &centres(&["Eldoret"])).await;
    server.pass(jiff::SignedDuration::from_hours(25));
    draft(&server, 8, &centres(&["Eldoret"])).await;
    let left = server.store.import(CompanyId(1), Uuid::from_u128(7)).await.unwrap();
    assert!(left.is_none());
}

/// An account with a contract, a unit and a payment.
fn portfolio() -> Vec<Sheet> {
    vec![
        sheet(
            Kind::Accounts,
            &[Field::Account, Field::Customer, Field::Centre],
            &[&["K-1", "Achieng Otieno", "Kisumu"]],
        ),
        sheet(
            Kind::Contracts,
            &[
                Field::Contract,
                Field::Account,
                Field::SignedOn,
                Field::Price,
                Field::Principal,
                Field::DailyRate,
            ],
            &[&["C-1", "K-1", "2026-01-05", "240.00", "180.00", "1.00"]],
        ),
        sheet(
            Kind::Units,
            &[Field::Contract, Field::Product, Field::CuNumber],
            &[&["C-1", "Solar home system", "CU000001"]],
        ),
        payments("K-1"),
    ]
}

fn payments(account: &str) -> Sheet {
    sheet(
        Kind::Payments,
        &[Field::Payment, Field::Account, Field::PaidOn, Field::Amount, Field::Channel],
        &[&["MPESA-1", account, "2026-11-20", "7.50", "mobile_money"]],
    )
}

/// Everything that the import of such a portfolio adds rows to, in the order in which it does.
const WRITTEN: [&str; 14] = [
    "customer",
    "account",
    "account_term",
    "contract",
    "import",
    "import_outcome",
    "stock_move",
    "held_product",
    "control_unit",
    "journal_entry",
    "journal_posting",
    "payment",
    "account_change",
    "audit_row",
];

/// How many rows each table has, drafts among them.
async fn written(server: &TestServer) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in WRITTEN.into_iter().chain(["import_draft", "import_draft_row"]) {
        counts.push(server.number(&format!("SELECT count(*) FROM {table}")).await);
    }
    counts
}

#[tokio::test]
async fn a_statement_that_fails_undoes_all_and_the_draft_can_still_be_committed() {
    let server = start().await;
    let shown = draft(&server, 7, &portfolio()).await;
    let commit = committing(&server, 7, &shown.shown, portfolio()).await;
    let before = written(&server).await;
    for table in WRITTEN {
        server.database.refuse_rows(table).await;
        let failed = server.store.commit_import(&commit, &server.clock()).await;
        assert!(failed.is_err(), "{table}: {failed:?}");
        server.database.take_rows_again(table).await;
        assert_eq!(written(&server).await, before, "{table}");
        let left = server.store.import(CompanyId(1), commit.id).await.unwrap();
        assert_eq!(left.as_ref(), Some(&shown), "{table}");
    }
    let done = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    let ImportCommitted::Done(done) = done else { panic!("{done:?}") };
    assert_eq!(done.counts, Counts { created: 4, ..Counts::default() });
    assert_eq!(server.number("SELECT count(*) FROM import_draft_row").await, 0);
    assert_whole(&server).await;
}

#[tokio::test]
async fn a_payment_that_pays_nothing_is_shown_and_recorded_as_refused() {
    let server = start().await;
    put_as(&server.admin().await, "accounts", serde_json::json!([account("K-2")]), "created").await;
    let sheets = vec![centres(&["Eldoret"]).remove(0), payments("K-2")];
    let shown = draft(&server, 7, &sheets).await;
    assert_eq!(shown.counts, Counts { created: 1, refused: 1, ..Counts::default() });
    let commit = committing(&server, 7, &shown.shown, sheets).await;
    let done = server.store.commit_import(&commit, &server.clock()).await.unwrap();
    let ImportCommitted::Done(done) = done else { panic!("{done:?}") };
    assert_eq!((done.counts, &done.shown), (shown.counts, &shown.shown));
    let recorded = "SELECT row_key || ' ' || result FROM import_outcome
                      JOIN import ON import.id = import_outcome.import
                     WHERE source = 'file' ORDER BY place";
    assert_eq!(server.texts(recorded).await, ["Eldoret created", "MPESA-1 refused"]);
    assert_whole(&server).await;
}
