//! `writeoff serve`: from an address and a database to a server that answers.

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use tokio::net::TcpListener;

use crate::app_state::AppState;
use crate::clock::Clock;
use crate::ids::IdSource;
use crate::page::Page;
use crate::router::router;
use crate::sign_in::Passwords;
use crate::store::{self, AnyStore};

/// Why the server does not start or go on.
pub type ServeError = Box<dyn std::error::Error + Send + Sync>;

/// What the server does not make itself: tests say otherwise.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// What time it is.
    pub clock: Clock,
    /// Where identifiers and secrets come from.
    pub ids: IdSource,
    /// The page's files.
    pub page: Page,
}

impl Surroundings {
    /// The machine's clock and randomness, and the page that was built in.
    pub fn system() -> Self {
        Self { clock: Clock::system(), ids: IdSource::system(), page: Page::built() }
    }
}

/// A server that listens, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    router: Router,
    store: AnyStore,
}

impl Server {
    /// Opens the database and listens on the address; port 0 picks a free one.
    ///
    /// # Errors
    ///
    /// When the address is taken or the database cannot be opened.
    pub async fn bind(
        listen: &str,
        database: &Path,
        surroundings: Surroundings,
    ) -> Result<Self, ServeError> {
        let Surroundings { clock, ids, page } = surroundings;
        let listener = TcpListener::bind(listen).await?;
        let store = store::open(database).await?;
        let passwords = Passwords::new(&ids)?;
        let state = AppState { store: store.clone(), clock, ids, passwords, page };
        Ok(Self { listener, router: router(state)?, store })
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// When the operating system does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// The server's store.
    pub fn store(&self) -> &AnyStore {
        &self.store
    }

    /// Answers until `stop` is done, then finishes what was begun and closes the database.
    ///
    /// # Errors
    ///
    /// When the listener fails.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let service = self.router.into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(self.listener, service).with_graceful_shutdown(stop).await;
        self.store.close().await;
        served
    }
}
