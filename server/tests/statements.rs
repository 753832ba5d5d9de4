//! The number of statements does not grow with the number of accounts.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fmt::{Debug, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::bulk_write_off::SeenAccounts;
use domain::role::Role;
use jiff::Timestamp;
use server::clock::Clock;
use server::store::portfolio::{
    AccountRow, ActionRow, ContractRow, CustomerRow, HeldRow, NewCompany, Portfolio,
};
use server::store::{Added, AnyStore, Committed, CompanyId, NewUser, Submission};
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use uuid::Uuid;

/// Counts what `sqlx` says it runs, on whatever thread.
struct Statements(Arc<AtomicUsize>);

impl<S: tracing::Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut statement = Summary(String::new());
        event.record(&mut statement);
        // The log is copied back by somebody else at some other time.
        let counts = !statement.0.contains("wal_checkpoint");
        if event.metadata().target() == "sqlx::query" && counts {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// The statement's first words.
struct Summary(String);

impl Visit for Summary {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "summary" {
            self.0 = format!("{value:?}");
        }
    }
}

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

async fn filled(database: &Path, accounts: i64) -> AnyStore {
    let store = server::store::open(database).await.unwrap();
    let company = NewCompany {
        code: "KE",
        name: "Sunrise Energy Kenya",
        currency: "KES",
        minor_digits: 2,
        time_zone: "Africa/Nairobi",
        early_write_off_days: 90,
        default_after_days: 30,
        centres: &["Kisumu"],
        products: &["Lamp"],
    };
    store.add_company(&company, now()).await.unwrap();
    let admin = NewUser {
        user_name: "admin".to_owned(),
        name: "Admin".to_owned(),
        role: Role::Admin,
        password_hash: "$argon2id$".to_owned(),
    };
    assert!(matches!(store.add_user("KE", &admin, now()).await.unwrap(), Added::Added(_)));
    let mut part = Portfolio::default();
    for number in 1..=accounts {
        let (id, day) = (format!("N-{number:04}"), "2026-01-01".to_owned());
        part.customers.push(CustomerRow(number, id.clone(), "residential", String::new()));
        part.accounts.push(AccountRow(id.clone(), number, 1, "defaulted", None, Some(day.clone())));
        part.contracts.push(ContractRow(
            number,
            id.clone(),
            "active",
            "standard",
            day.clone(),
            100,
            0,
            90,
            2,
            8,
        ));
        part.held.push(HeldRow(number, 1, 2));
        part.actions.push(ActionRow(number, id, "pending", day.clone(), day, None));
    }
    store.add_portfolio(1, &part, now()).await.unwrap();
    store
}

fn submission(accounts: i64) -> Submission {
    let mut file = String::new();
    for number in 1..=accounts {
        writeln!(file, "N-{number:04}").unwrap();
    }
    Submission {
        company: CompanyId(1),
        user: server::store::UserId(1),
        user_name: "admin".to_owned(),
        origin: server::audit::Origin::default(),
        operation_id: Uuid::from_u128(1),
        file_name: "all.csv".to_owned(),
        entries: domain::upload::read(file.as_bytes(), None).unwrap().entries,
        seen: SeenAccounts::new(),
        file: file.into_bytes(),
        file_sha256: String::new(),
        column: None,
        seen_json: "[]".to_owned(),
        early_acknowledged: true,
        request_sha256: [0; 32],
    }
}

/// How many statements the facts of a file and its commit take.
async fn statements(accounts: i64, counted: &AtomicUsize) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("test.db"), accounts).await;
    let mut submission = submission(accounts);
    let ids: Vec<_> =
        submission.entries.iter().map(|entry| entry.account.clone().unwrap()).collect();

    counted.store(0, Ordering::SeqCst);
    let found = store.facts_of_file(CompanyId(1), &ids, Some("")).await.unwrap();
    submission.seen =
        found.accounts.into_iter().map(|facts| (facts.account, facts.standing)).collect();
    let clock = Clock::from_fn(now);
    let committed = store.commit_bulk_write_off(Arc::new(submission), &clock).await.unwrap();
    let Committed::Now(operation) = committed else { unreachable!("{committed:?}") };
    assert_eq!(i64::from(operation.summary.written_off), accounts);
    // Each is counted when it is over, which may be a moment after its result is here.
    store.close().await;
    counted.load(Ordering::SeqCst)
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_the_file() {
    let counted = Arc::new(AtomicUsize::new(0));
    let subscriber = tracing_subscriber::registry().with(Statements(Arc::clone(&counted)));
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let few = statements(10, &counted).await;
    let many = statements(1_000, &counted).await;
    assert_eq!(few, many);
    // Something was counted, and it is a handful.
    assert!((20..=35).contains(&few), "{few}");
}
