//! `writeoff verify`: all invariants of the design, over the whole database.

mod report;

use std::path::Path;

pub use report::Report;

use crate::audit;
use crate::store::Location;
use crate::store::invariants::{AUDIT_CHAIN, Finding};
use crate::store::sqlite;

/// Why nothing can be said about the database.
pub type VerifyError = Box<dyn std::error::Error + Send + Sync>;

/// Looks at every invariant of a database, at one moment, also while servers work on it.
///
/// # Errors
///
/// When there is no database of this version, or it cannot be read. That an invariant is violated
/// is no error here: the report says so.
pub async fn verify(database: &Path) -> Result<Report, VerifyError> {
    let mut findings = sqlite::verify(database).await?;
    findings.push(audit_chain(database).await?);
    Ok(Report::new(findings))
}

async fn audit_chain(database: &Path) -> Result<Finding, VerifyError> {
    let verified =
        audit::verify::verify(&Location::Sqlite(database.to_owned()), &[], &mut |_| ()).await?;
    let violations = u64::try_from(verified.misfits.len())?;
    Ok(Finding::of(AUDIT_CHAIN, verified.rows(), violations, verified.misfits.into_iter().next()))
}
