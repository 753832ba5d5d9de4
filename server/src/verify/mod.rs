//! `writeoff verify`: every invariant, over the whole database.

mod report;

pub use report::Report;

use crate::audit;
use crate::database_location::Location;
use crate::store::invariants::{AUDIT_CHAIN, Finding, VerificationRun};
use crate::store::{self, StoreError};

/// Why nothing can be said about the database.
pub type VerifyError = Box<dyn std::error::Error + Send + Sync>;

/// Looks at every invariant of a database, all of them at one moment, also while servers work on
/// it.
///
/// # Errors
///
/// When there is no database of this version, or it cannot be read. That an invariant is violated
/// is no error here: the report says so.
pub async fn verify(database: &Location) -> Result<Report, VerifyError> {
    Ok(report(store::verify::invariants(database).await?).await?)
}

/// What was found, with what the log of the same moment shows.
pub(crate) async fn report(run: VerificationRun) -> Result<Report, StoreError> {
    let VerificationRun { mut findings, mut log } = run;
    let verified = audit::verify::walk(&mut log, &[], &mut |_| ()).await?;
    let violations = u64::try_from(verified.misfits.len())?;
    let first = verified.misfits.first().cloned();
    findings.push(Finding::of(AUDIT_CHAIN, verified.rows(), violations, first));
    Ok(Report::new(findings))
}
