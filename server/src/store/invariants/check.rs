//! Checking all invariants that are not about the database itself.

use domain::import::Outcome;

use super::booked::{Booked, BookedRepossession, REPOSSESSIONS};
use super::kept::{KeptOperation, OPERATION_AFTER, OperationChecks};
use super::kept_imports::{IMPORT_AFTER, ImportChecks, KeptImport};
use super::{
    FILE_KEPT, Finding, IMPORT_FILE_KEPT, IMPORT_RECEIPT, INVARIANTS, OPERATION_RECEIPT,
    REPOSSESSIONS_BOOKED, REQUEST_KEPT,
};
use crate::store::AuditSnapshot;
use crate::store::StoreError;
use crate::store::db::Connection;
use crate::store::import;
use crate::store::outcomes::{OUTCOMES, OutcomeRow};

/// What was found of a database at one moment, and its audit log at the same moment.
#[derive(Debug)]
pub struct VerificationRun {
    /// What was found of each invariant but that of the audit log.
    pub findings: Vec<Finding>,
    /// The log, to be walked.
    pub log: AuditSnapshot,
}

/// Checks every invariant within a read that sees one moment.
pub(in crate::store) async fn check(
    connection: &mut Connection,
) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for invariant in INVARIANTS {
        let (checked, violations, first): (i64, i64, Option<String>) =
            connection.query(invariant.question).fetch_one().await?;
        let named = (invariant.name, invariant.says);
        let (checked, violations) = (u64::try_from(checked)?, u64::try_from(violations)?);
        findings.push(Finding::of(named, checked, violations, first));
    }
    let mut booked = Booked::default();
    connection
        .query(REPOSSESSIONS)
        .fetch_each(|row: BookedRepossession| {
            booked.look(&row);
            Ok(())
        })
        .await?;
    findings.push(booked.0.finding(REPOSSESSIONS_BOOKED));
    let mut kept = OperationChecks::default();
    // One by one: all files at once might not fit into memory.
    let mut last = i64::MIN;
    while let Some(operation) =
        connection.query(OPERATION_AFTER).bind(last).fetch_optional::<KeptOperation>().await?
    {
        last = operation.id;
        let outcomes: Vec<OutcomeRow> =
            connection.query(OUTCOMES).bind(operation.id).fetch_all().await?;
        kept.look(&operation, &outcomes)?;
    }
    findings.push(kept.files.finding(FILE_KEPT));
    findings.push(kept.requests.finding(REQUEST_KEPT));
    findings.push(kept.receipts.finding(OPERATION_RECEIPT));
    let mut imports = ImportChecks::default();
    let mut last = i64::MIN;
    while let Some(import) =
        connection.query(IMPORT_AFTER).bind(last).fetch_optional::<KeptImport>().await?
    {
        last = import.id;
        let mut outcomes: Vec<Outcome> = Vec::new();
        connection
            .query(import::OUTCOMES)
            .bind(import.id)
            .fetch_each(|row: import::StoredRow| {
                outcomes.push(row.into_outcome()?);
                Ok(())
            })
            .await?;
        imports.look(&import, &outcomes)?;
    }
    findings.push(imports.files.finding(IMPORT_FILE_KEPT));
    findings.push(imports.receipts.finding(IMPORT_RECEIPT));
    Ok(findings)
}
