//! Where the counts are read.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};
use tokio::net::TcpListener;

use super::process::Process;
use super::registry::Metrics;
use crate::store::Store;

/// What `OpenMetrics` text calls itself.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// How long the database may take to answer: whoever reads the counts gives up after ten seconds.
const DATABASE_WAIT: Duration = Duration::from_secs(2);

/// Where the counts are read: an address of its own.
#[derive(Debug)]
pub(crate) struct MetricsListener {
    listener: TcpListener,
    router: Router,
}

impl MetricsListener {
    /// Listens; port 0 picks a free one.
    pub(crate) async fn bind(listen: &str, metrics: Metrics, store: Store) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let router = Router::new().route("/metrics", get(get_metrics)).with_state((metrics, store));
        Ok(Self { listener, router })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until it is dropped.
    pub(crate) async fn run(self) {
        if let Err(error) = axum::serve(self.listener, self.router).await {
            tracing::error!(%error, "metrics cannot be read any more");
        }
    }
}

async fn get_metrics(State((metrics, store)): State<(Metrics, Store)>) -> Response {
    let answered = tokio::time::timeout(DATABASE_WAIT, store.ping()).await;
    metrics.database(matches!(answered, Ok(Ok(()))), &store.pools());
    metrics.process(Process::now());
    match metrics.text() {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
