//! The number of statements does not grow with the number of accounts.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fmt::{Debug, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use domain::bulk_write_off::SeenAccounts;
use domain::role::Role;
use jiff::Timestamp;
use server::clock::Clock;
use server::fault_points::POINTS;
use server::ids::IdSource;
use server::store::portfolio::{
    AccountRow, ActionRow, ContractRow, CustomerRow, HeldRow, NewCompany, Portfolio,
};
use server::store::{Added, AnyStore, Committed, CompanyId, Location, NewUser, Submission};
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use uuid::Uuid;

/// Counts what `sqlx` says it runs, on whatever thread, and what points a commit passes.
#[derive(Clone, Default)]
struct Counted {
    statements: Arc<AtomicUsize>,
    writes: Arc<AtomicUsize>,
    points: Arc<Mutex<Vec<String>>>,
}

impl Counted {
    fn begin(&self) {
        self.statements.store(0, Ordering::SeqCst);
        self.writes.store(0, Ordering::SeqCst);
        self.points.lock().unwrap().clear();
    }
}

impl<S: tracing::Subscriber> Layer<S> for Counted {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut told = Told(String::new());
        event.record(&mut told);
        match event.metadata().target() {
            "sqlx::query" if !told.is_housekeeping() => {
                self.statements.fetch_add(1, Ordering::SeqCst);
                let writes =
                    ["INSERT", "UPDATE", "DELETE"].iter().any(|verb| told.0.starts_with(verb));
                self.writes.fetch_add(usize::from(writes), Ordering::SeqCst);
            }
            "fault_point" => self.points.lock().unwrap().push(told.0),
            _ => {}
        }
    }
}

/// The statement's first words, or the point's name.
struct Told(String);

impl Told {
    /// A connection that is new is told how to behave, and the log is copied back by somebody else:
    /// both at some other time.
    fn is_housekeeping(&self) -> bool {
        self.0.starts_with("PRAGMA ") || self.0 == "SELECT 1"
    }
}

impl Visit for Told {
    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}

    fn record_str(&mut self, field: &Field, value: &str) {
        if ["summary", "point"].contains(&field.name()) {
            value.clone_into(&mut self.0);
        }
    }
}

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

async fn filled(database: &Path, accounts: i64) -> AnyStore {
    let store =
        server::store::open(&Location::Sqlite(database.to_owned()).into(), &IdSource::system())
            .await
            .unwrap();
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
async fn statements(accounts: i64, counted: &Counted) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("test.db"), accounts).await;
    let mut submission = submission(accounts);
    let ids: Vec<_> =
        submission.entries.iter().map(|entry| entry.account.clone().unwrap()).collect();

    counted.begin();
    let found = store.facts_of_file(CompanyId(1), &ids, Some("")).await.unwrap();
    submission.seen =
        found.accounts.into_iter().map(|facts| (facts.account, facts.standing)).collect();
    let clock = Clock::from_fn(now);
    let committed = store.commit_bulk_write_off(Arc::new(submission), &clock).await.unwrap();
    let Committed::Now(operation) = committed else { unreachable!("{committed:?}") };
    assert_eq!(i64::from(operation.summary.written_off), accounts);
    // Each is counted when it is over, which may be a moment after its result is here.
    store.close().await;
    counted.statements.load(Ordering::SeqCst)
}

/// How many statements an account's page takes.
async fn statements_of_a_page(counted: &Counted) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("test.db"), 1).await;
    let account = domain::AccountId::parse("N-0001").unwrap();
    let today = "2026-11-21".parse().unwrap();
    counted.begin();
    let page = store.account(CompanyId(1), &account, today).await.unwrap().unwrap();
    assert_eq!((page.account, page.contracts.len()), (account, 1));
    store.close().await;
    counted.statements.load(Ordering::SeqCst)
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_the_file() {
    let counted = Counted::default();
    let subscriber = tracing_subscriber::registry().with(counted.clone());
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let few = statements(10, &counted).await;
    let many = statements(1_000, &counted).await;
    // The facts of a large file are read by two at once, if somebody is idle.
    assert!([few, few + 1].contains(&many), "{few} {many}");
    // Something was counted, and it is a handful.
    assert!((20..=35).contains(&few), "{few}");
    if cfg!(feature = "fault-points") {
        let passed = counted.points.lock().unwrap().clone();
        assert_eq!(passed, POINTS);
        // One after each statement that writes, four around them, and four where something is done
        // by what was written before: contracts, accounts, actions, and products that were held.
        assert_eq!(counted.writes.load(Ordering::SeqCst), POINTS.len() - 8);
    }
    assert_eq!(statements_of_a_page(&counted).await, 1);
}
