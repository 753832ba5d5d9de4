//! Everything that is counted.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use domain::api::OperationSummary;
use domain::bulk_write_off::OperationKind;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::labels::{Answer, Build, Pool, Route};
use super::process::Process;
use crate::store::health::PoolUse;

/// Upper bounds in seconds: a look-up takes a millisecond, a full file some hundred, and nothing
/// longer than the longest.
const BUCKETS: [f64; 12] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// Time, which only grows.
type Seconds = Counter<f64, AtomicU64>;

/// Everything that is counted. Clones count together.
#[derive(Clone, Debug)]
pub(crate) struct Metrics {
    counted: Arc<Counted>,
}

struct Counted {
    registry: Registry,
    requests: Family<Answer, Counter>,
    request_time: Family<Route, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    operations: Counter,
    entries: Counter,
    written_off: Counter,
    replays: Counter,
    database_up: Gauge,
    connections_in_use: Family<Pool, Gauge>,
    connections_max: Family<Pool, Gauge>,
    resident_bytes: Gauge,
    open_files: Gauge,
    cpu_seconds: Seconds,
}

impl fmt::Debug for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Counted")
    }
}

fn times() -> Histogram {
    Histogram::new(BUCKETS)
}

impl Metrics {
    /// Nothing counted yet, by a program that started then (seconds since 1970).
    pub(crate) fn new(started_at: i64) -> Self {
        let mut counted = Counted {
            registry: Registry::default(),
            requests: Family::default(),
            request_time: Family::new_with_constructor(times),
            in_flight: Gauge::default(),
            operations: Counter::default(),
            entries: Counter::default(),
            written_off: Counter::default(),
            replays: Counter::default(),
            database_up: Gauge::default(),
            connections_in_use: Family::default(),
            connections_max: Family::default(),
            resident_bytes: Gauge::default(),
            open_files: Gauge::default(),
            cpu_seconds: Seconds::default(),
        };
        counted.register_requests();
        counted.register_operations();
        counted.register_database();
        counted.register_process(started_at);
        Self { counted: Arc::new(counted) }
    }

    /// A request has come. It counts as under way until what this returns is gone.
    pub(super) fn begin(&self) -> InFlight {
        self.counted.in_flight.inc();
        InFlight(self.counted.in_flight.clone())
    }

    /// A request was answered.
    pub(super) fn answered(&self, method: &'static str, route: &str, status: u16, time: Duration) {
        let route = route.to_owned();
        let of_route = Route { method, route: route.clone() };
        self.counted.request_time.get_or_create(&of_route).observe(time.as_secs_f64());
        self.counted.requests.get_or_create(&Answer { method, route, status }).inc();
    }

    /// A bulk operation was committed: of those that start processes nothing is counted.
    pub(crate) fn committed(&self, summary: &OperationSummary) {
        if summary.kind != OperationKind::WriteOff {
            return;
        }
        self.counted.operations.inc();
        self.counted.entries.inc_by(u64::from(summary.entries));
        self.counted.written_off.inc_by(u64::from(summary.written_off));
    }

    /// A bulk write-off was asked for that had been committed before.
    pub(crate) fn replayed(&self) {
        self.counted.replays.inc();
    }

    /// How the database fares.
    pub(super) fn database(&self, up: bool, pools: &[PoolUse]) {
        self.counted.database_up.set(i64::from(up));
        for PoolUse { name, max, in_use } in pools {
            let pool = Pool { pool: name };
            self.counted.connections_max.get_or_create(&pool).set(i64::from(*max));
            self.counted.connections_in_use.get_or_create(&pool).set(i64::from(*in_use));
        }
    }

    /// What the operating system says of this program.
    pub(super) fn process(&self, process: Process) {
        self.counted.resident_bytes.set(process.resident_bytes);
        self.counted.open_files.set(process.open_files);
        let before = self.counted.cpu_seconds.get();
        self.counted.cpu_seconds.inc_by((process.cpu_seconds - before).max(0.0));
    }

    /// All of it, as `OpenMetrics` text.
    pub(super) fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.counted.registry)?;
        Ok(text)
    }
}

impl Counted {
    fn register_requests(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "writeoff_http_requests",
            "Requests that were answered",
            self.requests.clone(),
        );
        registry.register_with_unit(
            "writeoff_http_request",
            "Time from a request to its answer",
            Unit::Seconds,
            self.request_time.clone(),
        );
        registry.register(
            "writeoff_http_requests_in_flight",
            "Requests that are under way",
            self.in_flight.clone(),
        );
    }

    fn register_operations(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "writeoff_bulk_write_offs",
            "Bulk write-offs that were committed",
            self.operations.clone(),
        );
        registry.register(
            "writeoff_bulk_write_off_entries",
            "Entries of bulk write-offs that were committed",
            self.entries.clone(),
        );
        registry.register(
            "writeoff_bulk_write_off_accounts",
            "Accounts written off by bulk write-offs",
            self.written_off.clone(),
        );
        registry.register(
            "writeoff_bulk_write_off_replays",
            "Bulk write-offs asked for again and answered as before",
            self.replays.clone(),
        );
    }

    fn register_database(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "writeoff_database_up",
            "1 where the database answers",
            self.database_up.clone(),
        );
        registry.register(
            "writeoff_database_connections_in_use",
            "Database connections that somebody uses",
            self.connections_in_use.clone(),
        );
        registry.register(
            "writeoff_database_connections_max",
            "Database connections that there may be",
            self.connections_max.clone(),
        );
    }

    fn register_process(&mut self, started_at: i64) {
        let registry = &mut self.registry;
        let build: Family<Build, Gauge> = Family::default();
        build.get_or_create(&Build { version: env!("CARGO_PKG_VERSION") }).set(1);
        registry.register("writeoff_build_info", "The program's version", build);
        let started: Gauge = Gauge::default();
        started.set(started_at);
        registry.register_with_unit(
            "process_start_time",
            "When the program started, since 1970",
            Unit::Seconds,
            started,
        );
        registry.register_with_unit(
            "process_resident_memory",
            "Memory that the program takes",
            Unit::Bytes,
            self.resident_bytes.clone(),
        );
        registry.register(
            "process_open_fds",
            "Files and connections that are open",
            self.open_files.clone(),
        );
        registry.register_with_unit(
            "process_cpu",
            "Time that the program has computed",
            Unit::Seconds,
            self.cpu_seconds.clone(),
        );
    }
}

/// A request that is under way.
#[derive(Debug)]
pub(super) struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}
