//! Two servers on one database.

use std::sync::Arc;

use domain::AccountId;
use domain::api::Operation;
use domain::bulk_write_off::OperationKind;
use domain::bulk_write_off::SubmissionRefusal;
use server::audit_chain::{Actor, Origin};
use server::clock::Clock;
use server::database_location::Location;
use server::identity::CompanyId;
use server::ids::IdSource;
use server::store::{Once, OnceRequest, Store, Submission};
use uuid::Uuid;

use crate::database::url;
use crate::support::{Account, TestServer};

type Committing = Once<Operation, SubmissionRefusal>;

async fn another_store(server: &TestServer) -> Store {
    let database = &server.database.0;
    let opening = Location::Postgres(url(&database.text())).into();
    server::store::open(&opening, &IdSource::system()).await.unwrap()
}

/// A file with those accounts, of which everything was seen as it is.
async fn submission(
    server: &TestServer,
    id: u128,
    accounts: &[String],
) -> Arc<OnceRequest<Submission>> {
    let ids: Vec<AccountId> =
        accounts.iter().map(|account| AccountId::parse(account).unwrap()).collect();
    let kind = OperationKind::WriteOff;
    let found = server.store.facts_of_file(CompanyId(1), kind, &ids, None).await.unwrap();
    let file = accounts.join("\n").into_bytes();
    let body = Submission {
        file_name: "some.csv".to_owned(),
        entries: domain::upload::read(&file, None).unwrap().entries,
        file,
        file_sha256: "0".repeat(64),
        column: None,
        seen: found.accounts.into_iter().map(|facts| (facts.account, facts.standing)).collect(),
        seen_json: "[]".to_owned(),
        early_acknowledged: true,
        starting: None,
    };
    let user = server.user("admin").await;
    let by = Actor {
        user: Some(user),
        user_name: Some("admin".to_owned()),
        role: None,
        origin: Origin::default(),
    };
    let (company, id) = (CompanyId(1), Uuid::from_u128(id));
    Arc::new(OnceRequest { company, user, by, id, body, sha256: [7; 32] })
}

async fn commit(store: Store, submission: Arc<OnceRequest<Submission>>) -> Committing {
    store.once(&submission, &Clock::system()).await.unwrap()
}

fn names(numbers: impl Iterator<Item = usize>) -> Vec<String> {
    numbers.map(|number| format!("N-{number:04}")).collect()
}

fn operation(committed: Committing) -> Operation {
    match committed {
        Once::Done(operation) | Once::Replayed(operation) => operation,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_at_two_servers_has_one_effect_and_one_answer() {
    let server = TestServer::start().await;
    server.add(&Account::many(100)).await;
    let there = another_store(&server).await;
    let submission = submission(&server, 1, &names(0..100)).await;
    let trying: Vec<_> = (0..10)
        .map(|turn| {
            let store = if turn % 2 == 0 { &server.store } else { &there };
            tokio::spawn(commit(store.clone(), Arc::clone(&submission)))
        })
        .collect();
    let mut now = 0;
    let mut answers = Vec::new();
    for tried in trying {
        let committed = tried.await.unwrap();
        now += usize::from(matches!(committed, Once::Done(_)));
        answers.push(operation(committed));
    }
    assert_eq!(now, 1);
    assert_eq!(answers[0].summary.written_off, 100);
    assert!(answers.iter().all(|answer| answer == &answers[0]));
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 100);
    there.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_on_the_same_accounts_wait_for_each_other_and_take_each_once() {
    const ACCOUNTS: usize = 400;
    const AT_ONCE: usize = 8;
    let server = TestServer::start().await;
    server.add(&Account::many(ACCOUNTS)).await;
    let there = another_store(&server).await;
    let mut trying = Vec::new();
    for turn in 0..AT_ONCE {
        // Each has half of all, in an order of its own.
        let mut accounts = names((0..ACCOUNTS).filter(|number| (number / (turn + 1)) % 2 == 0));
        if turn % 2 == 1 {
            accounts.reverse();
        }
        let submission = submission(&server, turn as u128 + 1, &accounts).await;
        let store = if turn % 2 == 0 { &server.store } else { &there };
        trying.push(tokio::spawn(commit(store.clone(), submission)));
    }
    let mut numbers = Vec::new();
    let mut written_off = 0;
    for tried in trying {
        let summary = operation(tried.await.unwrap()).summary;
        assert_eq!(summary.written_off + summary.failed, summary.entries);
        numbers.push(summary.number);
        written_off += i64::from(summary.written_off);
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=AT_ONCE as u64).collect::<Vec<_>>(), "without gaps");
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, written_off);
    let accounts = "SELECT count(DISTINCT account) FROM repossession";
    assert_eq!(server.number(accounts).await, written_off);
    let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    assert_eq!(server.number(deadlocks).await, 0);
    // What is lost is what was held.
    let lost = "SELECT sum(quantity) FROM stock_move";
    let counted = server.number("SELECT sum(quantity) FROM stock").await;
    assert_eq!(server.number(lost).await, counted);
    there.close().await;
}

#[tokio::test]
async fn attempts_to_sign_in_count_at_every_server() {
    let server = TestServer::start().await;
    let there = another_store(&server).await;
    let limits = server::store::AttemptLimits {
        per_user_and_address: 3,
        per_address: 10,
        within: jiff::SignedDuration::from_mins(15),
    };
    let mut admitted = 0;
    for turn in 0..6 {
        let store = if turn % 2 == 0 { &server.store } else { &there };
        let attempt = store
            .begin_sign_in("admin", "192.0.2.1", server.now(), limits, &Origin::default())
            .await
            .unwrap();
        admitted += usize::from(matches!(attempt, server::store::Attempt::Admitted { .. }));
    }
    assert_eq!(admitted, 3);
    there.close().await;
}
