//! What the server tells whoever listens to its log, counted.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer};

/// Counts what `sqlx` says it runs, on whatever thread, and what points a commit passes.
#[derive(Clone, Default)]
pub(crate) struct Counted {
    statements: Arc<Mutex<Vec<String>>>,
    writes: Arc<AtomicUsize>,
    points: Arc<Mutex<Vec<String>>>,
}

impl Counted {
    pub(crate) fn begin(&self) {
        self.statements.lock().unwrap().clear();
        self.writes.store(0, Ordering::SeqCst);
        self.points.lock().unwrap().clear();
    }

    /// The first words of each statement.
    pub(crate) fn statements(&self) -> Vec<String> {
        self.statements.lock().unwrap().clone()
    }

    /// Statements that add, change or remove rows.
    pub(crate) fn writes(&self) -> usize {
        self.writes.load(Ordering::SeqCst)
    }

    pub(crate) fn points(&self) -> Vec<String> {
        self.points.lock().unwrap().clone()
    }
}

impl<S: tracing::Subscriber> Layer<S> for Counted {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut told = Told(String::new());
        event.record(&mut told);
        match event.metadata().target() {
            "sqlx::query" if !told.is_housekeeping() => {
                self.writes.fetch_add(usize::from(told.writes()), Ordering::SeqCst);
                self.statements.lock().unwrap().push(told.0);
            }
            "fault_point" => self.points.lock().unwrap().push(told.0),
            _ => {}
        }
    }
}

/// The statement's first words, or the point's name.
struct Told(String);

impl Told {
    /// A connection that is new is told how to behave, one that is used is asked whether it leads to
    /// a server that takes writes, one that meets a type for the first time asks what it is, and the
    /// log is copied back by somebody else: all at some other time, or as often as connections are taken.
    fn is_housekeeping(&self) -> bool {
        self.0.starts_with("PRAGMA ")
            || self.0.starts_with("SET ")
            || self.0.starts_with("SELECT pg_type.oid")
            || ["SELECT 1", "SELECT NOT pg_is_in_recovery()"].contains(&self.0.as_str())
    }

    fn writes(&self) -> bool {
        ["INSERT", "UPDATE", "DELETE"].iter().any(|verb| self.0.starts_with(verb))
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
