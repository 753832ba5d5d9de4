//! `writeoff serve`: from an address and a database to a server that answers.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::app_state::AppState;
use crate::client_address::TrustedProxies;
use crate::clock::Clock;
use crate::daily_run::keep_running;
use crate::ids::IdSource;
use crate::imports::ImportTurns;
use crate::messages::{MessageSettings, Senders, keep_delivering};
use crate::metrics::{Metrics, MetricsListener};
use crate::page::Page;
use crate::people::LinkMail;
use crate::router::router;
use crate::sign_in::Passwords;
use crate::stopping::{CLOSE_TIME_MAX, STOP_TIME_MAX, Stopping};
use crate::store::{self, Opening, Store};

/// Why the server does not start or go on.
pub type ServeError = Box<dyn std::error::Error + Send + Sync>;

/// What whoever runs the server may choose.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whose word is believed about where requests come from.
    pub trusted_proxies: TrustedProxies,
    /// Where metrics are read, if anywhere.
    pub metrics_listen: Option<String>,
    /// Whether this server makes the daily runs as they become due.
    pub daily_runs: bool,
    /// How this server delivers the messages of write-off processes, if it does.
    pub messages: Option<MessageSettings>,
    /// The server's address as people reach it, for links in mails.
    pub public_url: Option<String>,
    /// How long the server goes on as before when it is asked to stop, saying that it is not
    /// ready: so those who hand out requests notice first.
    pub drain_time: Duration,
    /// How long what was begun may take to end after that.
    pub stop_time: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            trusted_proxies: TrustedProxies::default(),
            metrics_listen: None,
            daily_runs: false,
            messages: None,
            public_url: None,
            drain_time: Duration::ZERO,
            stop_time: STOP_TIME_MAX,
        }
    }
}

/// What the server does not make itself: tests say otherwise.
#[derive(Clone, Debug)]
pub struct Environment {
    /// What time it is.
    pub clock: Clock,
    /// Where identifiers and secrets come from.
    pub ids: IdSource,
    /// The page's files.
    pub page: Page,
    /// What whoever runs it has chosen.
    pub settings: Settings,
}

impl Environment {
    /// The machine's clock and randomness, and the page that was built in.
    pub fn system(settings: Settings) -> Self {
        Self { clock: Clock::system(), ids: IdSource::system(), page: Page::built(), settings }
    }
}

/// A server that listens, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    router: Router,
    store: Store,
    metrics: Option<MetricsListener>,
    daily_runs: Option<Clock>,
    messages: Option<(Senders, Clock)>,
    stopping: Stopping,
    drain_time: Duration,
    stop_time: Duration,
}

impl Server {
    /// Opens the database and listens on the address; port 0 picks a free one.
    pub async fn bind(
        listen: &str,
        database: &Opening,
        surroundings: Environment,
    ) -> Result<Self, ServeError> {
        let Environment { clock, ids, page, settings } = surroundings;
        let Settings {
            trusted_proxies,
            metrics_listen,
            daily_runs,
            messages,
            public_url,
            drain_time,
            stop_time,
        } = settings;
        let daily_runs = daily_runs.then(|| clock.clone());
        let messages = match messages {
            Some(settings) => Some((Senders::new(&settings)?, clock.clone())),
            None => None,
        };
        let listener = TcpListener::bind(listen).await?;
        let store = store::open(database, &ids).await?;
        let passwords = Passwords::new(&ids)?;
        let counts = Metrics::new(clock.now().as_second());
        let metrics = match metrics_listen {
            Some(address) => {
                Some(MetricsListener::bind(&address, counts.clone(), store.clone()).await?)
            }
            None => None,
        };
        let stopping = Stopping::default();
        let senders = messages.as_ref().map(|(senders, _)| senders.clone());
        let link_mail = LinkMail::new(senders, public_url);
        let state = AppState {
            store: store.clone(),
            clock,
            ids,
            passwords,
            page,
            metrics: counts,
            link_mail,
            import_turns: ImportTurns::default(),
            stopping: stopping.clone(),
        };
        let router = router(state, trusted_proxies)?;
        Ok(Self {
            listener,
            router,
            store,
            metrics,
            daily_runs,
            messages,
            stopping,
            drain_time,
            stop_time,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Where metrics are read, if anywhere.
    pub fn metrics_address(&self) -> io::Result<Option<SocketAddr>> {
        self.metrics.as_ref().map(MetricsListener::address).transpose()
    }

    /// The server's store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Answers until `stop` is done, then for the time to drain as one that is not ready, then
    /// takes in nothing new, finishes what was begun, and closes the database. What has not ended
    /// when the time to stop is over is given up; nothing of it is in the database then.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let Self {
            listener,
            router,
            store,
            metrics,
            daily_runs,
            messages,
            stopping,
            drain_time,
            stop_time,
        } = self;
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let (close, closed) = oneshot::channel();
        let drained = async move {
            stop.await;
            stopping.begin();
            tokio::time::sleep(drain_time).await;
            // Nobody waits any more where the listener has failed.
            let _ = close.send(());
        };
        let served = axum::serve(listener, service).with_graceful_shutdown(drained);
        let running = daily_runs.map(|clock| tokio::spawn(keep_running(store.clone(), clock)));
        let delivering = messages
            .map(|(senders, clock)| tokio::spawn(keep_delivering(store.clone(), senders, clock)));
        let measuring = metrics.map(|metrics| tokio::spawn(metrics.run()));
        let overdue = async {
            if closed.await.is_err() {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(stop_time).await;
        };
        let served = tokio::select! {
            served = served => served,
            () = overdue => {
                tracing::warn!("what has not ended by now is given up");
                Ok(())
            }
        };
        // A run that is interrupted goes on when a server is there again, and so does a message.
        let closing = async {
            for task in measuring.into_iter().chain(running).chain(delivering) {
                task.abort();
                // Until it has let go of its connection.
                let _ = task.await;
            }
            store.close().await;
        };
        if tokio::time::timeout(CLOSE_TIME_MAX, closing).await.is_err() {
            tracing::warn!("the database is let go of as it is; it recovers by itself");
        }
        served
    }
}
