//! Points of a commit at which `cargo xtask fault` ends the server, to see what is left.
//!
//! Without the feature `fault-points`, which no release has, nothing of this does anything.

/// Every point, in the order in which a commit passes them: after it has the lock, after the
/// decision, after each statement that writes or stands for one on the other database, and on either
/// side of the commit itself.
pub const POINTS: &[&str] = &[
    "locked",
    "decided",
    "operation",
    "repossessions",
    "lines of repossessions",
    "write-offs",
    "contracts written off",
    "contracts terminated",
    "accounts closed",
    "pending actions done",
    "stock moves",
    "products no longer held",
    "stock counted",
    "losses of contracts",
    "journal entries",
    "postings",
    "changes of accounts",
    "outcomes",
    "notification",
    "audit rows",
    "heads of audit chains",
    "requests",
    "about to commit",
    "committed",
];

/// Passes a point, or ends the process there if `WRITEOFF_FAULT_POINT` names it.
#[cfg(feature = "fault-points")]
pub(crate) fn pass(point: &'static str) {
    tracing::debug!(target: "fault_point", point);
    if std::env::var("WRITEOFF_FAULT_POINT").is_ok_and(|named| named == point) {
        std::process::abort();
    }
}

/// Passes a point.
#[cfg(not(feature = "fault-points"))]
pub(crate) const fn pass(_point: &'static str) {}

/// Whether a commit is on the disk before it is acknowledged: always, unless
/// `WRITEOFF_FAULT_DURABILITY` is `off`, which shows that a power cut would be noticed.
#[cfg(feature = "fault-points")]
pub(crate) fn durable() -> bool {
    std::env::var_os("WRITEOFF_FAULT_DURABILITY").is_none_or(|durability| durability != "off")
}

/// Whether a commit is on the disk before it is acknowledged: always.
#[cfg(not(feature = "fault-points"))]
pub(crate) const fn durable() -> bool {
    true
}
