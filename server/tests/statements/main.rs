//! The number of statements does not grow with the number of accounts, on either database.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what it expects by failing"
)]

mod counted;
mod portfolio;
#[expect(dead_code, reason = "a cluster is only started here")]
#[path = "../postgres/mod.rs"]
mod postgres;

use std::fmt::Write as _;
use std::sync::Arc;

use domain::bulk_write_off::{OperationKind, SeenAccounts};
use server::audit_chain::Actor;
use server::clock::Clock;
use server::database_location::Location;
use server::fault_points::POINTS;
use server::identity::{CompanyId, UserId};
use server::store::bulk_write_off::Starting;
use server::store::{Once, OnceRequest, Submission};
use tempfile::TempDir;
use tracing_subscriber::layer::SubscriberExt as _;
use uuid::Uuid;

use counted::Counted;
use portfolio::{filled, now};
use postgres::Cluster;

/// A kind of database.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// A database with nothing in it; the folder is for one that is a file.
    async fn database(self, folder: &TempDir) -> Location {
        match self {
            Self::Sqlite => Location::Sqlite(folder.path().join("test.db")),
            Self::Postgres => {
                let database = Cluster::shared().await.database().await;
                Location::Postgres(database.text().parse().unwrap())
            }
        }
    }
}

/// By the control that [`filled`] sets up, where processes are started.
fn starting(kind: OperationKind) -> Option<Starting> {
    let control = "std".to_owned();
    (kind == OperationKind::ProcessStart).then_some(Starting { control, settings_version: 1 })
}

fn submission(kind: OperationKind, accounts: i64) -> OnceRequest<Submission> {
    let mut file = String::new();
    for number in 1..=accounts {
        writeln!(file, "N-{number:04}").unwrap();
    }
    let body = Submission {
        file_name: "all.csv".to_owned(),
        entries: domain::upload::read(file.as_bytes(), None).unwrap().entries,
        seen: SeenAccounts::new(),
        file: file.into_bytes(),
        file_sha256: String::new(),
        column: None,
        seen_json: "[]".to_owned(),
        early_acknowledged: true,
        starting: starting(kind),
    };
    let (company, user, id) = (CompanyId(1), UserId(1), Uuid::from_u128(1));
    OnceRequest { company, user, by: Actor::default(), id, body, sha256: [0; 32] }
}

/// The statements that the facts of a file and its commit take.
async fn statements(
    kind: Kind,
    does: OperationKind,
    accounts: i64,
    counted: &Counted,
) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(kind.database(&folder).await, accounts).await;
    let mut submission = submission(does, accounts);
    let ids: Vec<_> =
        submission.body.entries.iter().map(|entry| entry.account.clone().unwrap()).collect();

    counted.begin();
    let found = store.facts_of_file(CompanyId(1), does, &ids, Some("")).await.unwrap();
    submission.body.seen =
        found.accounts.into_iter().map(|facts| (facts.account, facts.standing)).collect();
    let clock = Clock::from_fn(now);
    let committed = store.once(&Arc::new(submission), &clock).await.unwrap();
    let Once::Done(operation) = committed else { unreachable!("{committed:?}") };
    assert_eq!(i64::from(operation.summary.done()), accounts);
    // Each is counted when it is over, which may be a moment after its result is here.
    store.close().await;
    counted.statements()
}

/// How many statements an account's page takes.
async fn statements_of_a_page(kind: Kind, counted: &Counted) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(kind.database(&folder).await, 1).await;
    let account = domain::AccountId::parse("N-0001").unwrap();
    let today = "2026-11-21".parse().unwrap();
    counted.begin();
    let page = store.account(CompanyId(1), &account, today).await.unwrap().unwrap();
    assert_eq!((page.account, page.contracts.len()), (account, 1));
    store.close().await;
    counted.statements().len()
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_the_file() {
    let counted = Counted::default();
    // For the whole process, and before anybody else is in it: what is first told on a thread where
    // nobody listens may be told nobody ever after.
    let subscriber = tracing_subscriber::registry().with(counted.clone());
    tracing::subscriber::set_global_default(subscriber).unwrap();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let few = statements(kind, OperationKind::ProcessStart, 10, &counted).await;
        let many = statements(kind, OperationKind::ProcessStart, 1_000, &counted).await;
        assert_eq!(few, many, "starting processes on {kind:?}");
        assert!((20..=60).contains(&few.len()), "starting processes on {kind:?}: {few:#?}");
        let few = statements(kind, OperationKind::WriteOff, 10, &counted).await;
        let many = statements(kind, OperationKind::WriteOff, 1_000, &counted).await;
        assert_eq!(few, many, "{kind:?}");
        // Something was counted, and it is a handful.
        assert!((20..=48).contains(&few.len()), "{kind:?} {few:#?}");
        if cfg!(feature = "fault-points") {
            assert_eq!(counted.points(), POINTS, "{kind:?}");
            // One after each statement that writes, and four around them.
            assert_eq!(counted.writes(), POINTS.len() - 4, "{kind:?}");
        }
        let page = statements_of_a_page(kind, &counted).await;
        assert!((8..=18).contains(&page), "{kind:?} {page}");
    }
}
