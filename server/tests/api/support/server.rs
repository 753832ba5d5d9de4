//! A server on a free port, with a clock that tests set.

use std::sync::{Arc, Mutex, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Date;
use domain::api::AuditReceipt;
use domain::role::Role;
use jiff::{SignedDuration, Timestamp};
use server::audit;
use server::audit::verify::Verified;
use server::audit_chain::Origin;
use server::clock::Clock;
use server::identity::UserId;
use server::ids::IdSource;
use server::page::Page;
use server::serve::{Environment, Server, Settings};
use server::sign_in::Passwords;
use server::store::{AddUserResult, NewSession, NewUser, Store};
use sha2::{Digest as _, Sha256};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::actor::Actor;
use super::portfolio::{self, Account};
use crate::database::TestDatabase;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Noon in Nairobi.
const NOW: &str = "2026-11-21T09:00:00Z";

/// When tests begin.
pub(crate) fn noon() -> Timestamp {
    NOW.parse().unwrap()
}

/// The day on which tests happen.
pub(crate) fn today() -> Date {
    "2026-11-21".parse().unwrap()
}

pub(crate) struct TestServer {
    pub(crate) base: String,
    pub(crate) store: Store,
    pub(crate) client: reqwest::Client,
    pub(crate) database: TestDatabase,
    now: Arc<Mutex<Timestamp>>,
    tokens: Mutex<u16>,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<std::io::Result<()>>,
}

impl TestServer {
    /// A server with a company of each role's people, and another company.
    pub(crate) async fn start() -> Self {
        Self::start_with(Page::from_fn(|_| None)).await
    }

    pub(crate) async fn start_with(page: Page) -> Self {
        let server = Self::start_on(TestDatabase::new().await, page).await;
        server.fill().await;
        server
    }

    /// Adds the companies and their people.
    pub(crate) async fn fill(&self) {
        portfolio::companies(&self.store).await;
        add_people(&self.store).await;
    }

    /// A server on a database that somebody else has filled, or nobody.
    pub(crate) async fn start_on(database: TestDatabase, page: Page) -> Self {
        Self::start_as(database, page, Settings::default()).await
    }

    /// A server that is set up like that.
    pub(crate) async fn start_set_up(settings: Settings) -> Self {
        let page = Page::from_fn(|_| None);
        let server = Self::start_as(TestDatabase::new().await, page, settings).await;
        server.fill().await;
        server
    }

    async fn start_as(database: TestDatabase, page: Page, settings: Settings) -> Self {
        // A client needs one, also where it only speaks plain HTTP. Another test may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let now = Arc::new(Mutex::new(noon()));
        let shown = Arc::clone(&now);
        let clock = Clock::from_fn(move || *shown.lock().unwrap());
        let surroundings = Environment { clock, ids: IdSource::system(), page, settings };
        let opening = database.opening();
        let server = Server::bind("127.0.0.1:0", &opening, surroundings).await.unwrap();
        let base = format!("http://{}", server.address().unwrap());
        let store = server.store().clone();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(server.run(async move {
            let _ = stopped.await;
        }));
        Self {
            base,
            store,
            // What the server says, not where it leads.
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            database,
            now,
            tokens: Mutex::new(0),
            stop: Some(stop),
            running,
        }
    }

    /// Stops the server as a signal would, and waits until it has.
    pub(crate) async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.running.await.unwrap().unwrap();
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        *self.now.lock().unwrap() += time;
    }

    /// The server's clock.
    pub(crate) fn clock(&self) -> Clock {
        let now = Arc::clone(&self.now);
        Clock::from_fn(move || *now.lock().unwrap())
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    /// Somebody who is not signed in.
    pub(crate) fn anonymous(&self) -> Actor<'_> {
        Actor::new(self, None)
    }

    /// Somebody of the first company with that role, signed in.
    pub(crate) async fn signed_in(&self, role: Role) -> Actor<'_> {
        self.signed_in_as(role.code()).await
    }

    pub(crate) async fn admin(&self) -> Actor<'_> {
        self.signed_in(Role::Admin).await
    }

    /// The Admin of the other company, signed in.
    pub(crate) async fn stranger(&self) -> Actor<'_> {
        self.signed_in_as("stranger").await
    }

    /// A program of the first company, under an id, with its key.
    pub(crate) async fn program(&self, id: &str) -> Actor<'_> {
        let admin = self.admin().await;
        let path = format!("/api/service-accounts/{id}");
        let reply = admin.put(&path, &serde_json::json!({ "name": "Sync" })).await;
        let key = reply.json()["key"].as_str().unwrap().to_owned();
        Actor { key: Some(key), ..self.anonymous() }
    }

    async fn signed_in_as(&self, user_name: &str) -> Actor<'_> {
        let token = {
            let mut tokens = self.tokens.lock().unwrap();
            *tokens += 1;
            [tokens.to_be_bytes(); 16].concat()
        };
        let session = NewSession {
            attempt: 0,
            user: self.user(user_name).await,
            id: Uuid::from_slice(&token[..16]).unwrap(),
            device: "a test".to_owned(),
            token: Sha256::digest(&token).into(),
            replaces: None,
            now: self.now(),
            origin: Origin::default(),
            expires_at: self.now() + SignedDuration::from_hours(12),
        };
        self.store.open_session(&session).await.unwrap().unwrap();
        let cookie = format!("__Host-session={}", URL_SAFE_NO_PAD.encode(token));
        Actor::new(self, Some(cookie))
    }

    pub(crate) async fn user(&self, user_name: &str) -> UserId {
        UserId(
            self.number(&format!("SELECT id FROM app_user WHERE user_name = '{user_name}'")).await,
        )
    }

    /// Adds accounts to the first company.
    pub(crate) async fn add(&self, accounts: &[Account]) {
        portfolio::add(&self.store, 1, accounts).await;
    }

    /// Adds accounts to the other company.
    pub(crate) async fn add_elsewhere(&self, accounts: &[Account]) {
        portfolio::add(&self.store, 2, accounts).await;
    }

    /// Walks the audit log, as `writeoff audit verify` does.
    pub(crate) async fn verify_audit(&self, receipts: &[AuditReceipt]) -> Verified {
        audit::verify::verify(&self.database.opening().location, receipts, &mut |_| ())
            .await
            .unwrap()
    }

    /// The one number that a query yields.
    pub(crate) async fn number(&self, query: &str) -> i64 {
        self.database.number(query).await
    }

    /// The texts that a query yields.
    pub(crate) async fn texts(&self, query: &str) -> Vec<String> {
        self.database.texts(query).await
    }

    /// Does something to the database behind the server's back.
    pub(crate) async fn execute(&self, statement: &str) -> Result<u64, sqlx::Error> {
        self.database.execute(statement).await
    }
}

/// Hashed once: it takes a while, on purpose.
fn password_hash() -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| Passwords::hash(PASSWORD, &IdSource::system()).unwrap()).clone()
}

async fn add_people(store: &Store) {
    let everybody = Role::ALL.map(|role| ("KE", role.code(), role));
    for (company, user_name, role) in everybody.into_iter().chain([("SN", "stranger", Role::Admin)])
    {
        let user = NewUser {
            user_name: user_name.to_owned(),
            name: format!("The {}", role.name()),
            role,
            password_hash: password_hash(),
        };
        let added = store.add_user(company, &user, noon()).await.unwrap();
        assert!(matches!(added, AddUserResult::Added(_)));
    }
}
