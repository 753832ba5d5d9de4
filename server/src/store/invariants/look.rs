//! Looking at all invariants that are not about the database itself, the same on each back end.

use async_trait::async_trait;

use super::booked::{Booked, BookedRepossession};
use super::kept::{Kept, KeptOperation};
use super::{
    FILE_KEPT, Finding, INVARIANTS, Invariant, OPERATION_RECEIPT, REPOSSESSIONS_BOOKED,
    REQUEST_KEPT,
};
use crate::store::StoreError;
use crate::store::audit::AuditSnapshot;
use crate::store::outcome_cells::OutcomeCells;

/// What was found of a database at one moment, and its audit log at the same moment.
pub struct Looked {
    /// What was found of each invariant but that of the audit log.
    pub findings: Vec<Finding>,
    /// The log, to be walked.
    pub log: Box<dyn AuditSnapshot>,
}

impl std::fmt::Debug for Looked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Looked").field("findings", &self.findings).finish_non_exhaustive()
    }
}

/// What a back end is asked, within a read that sees one moment.
#[async_trait]
pub(in crate::store) trait Look: Send {
    /// How many things were looked at, how many violate the invariant, and one that does.
    async fn ask(
        &mut self,
        question: &'static str,
    ) -> Result<(i64, i64, Option<String>), StoreError>;

    /// The operation whose number in the database follows on that one.
    async fn operation_after(&mut self, last: i64) -> Result<Option<KeptOperation>, StoreError>;

    /// The outcomes of an operation, in the order of its entries.
    async fn outcomes_of(
        &mut self,
        operation: i64,
    ) -> Result<Vec<OutcomeCells<String>>, StoreError>;

    /// Shows every repossession that is no write-off, one after another.
    async fn each_repossession(
        &mut self,
        show: &mut (dyn FnMut(BookedRepossession) + Send),
    ) -> Result<(), StoreError>;
}

/// The same questions for a connection to either database.
macro_rules! look_by {
    ($connection:ty) => {
        #[async_trait::async_trait]
        impl $crate::store::invariants::Look for $connection {
            async fn ask(
                &mut self,
                question: &'static str,
            ) -> Result<(i64, i64, Option<String>), $crate::store::StoreError> {
                Ok(sqlx::query_as(question).fetch_one(self).await?)
            }

            async fn operation_after(
                &mut self,
                last: i64,
            ) -> Result<Option<$crate::store::invariants::KeptOperation>, $crate::store::StoreError>
            {
                let question = $crate::store::invariants::OPERATION_AFTER;
                Ok(sqlx::query_as(question).bind(last).fetch_optional(self).await?)
            }

            async fn outcomes_of(
                &mut self,
                operation: i64,
            ) -> Result<
                Vec<$crate::store::outcome_cells::OutcomeCells<String>>,
                $crate::store::StoreError,
            > {
                let question = $crate::store::invariants::OUTCOMES_OF;
                Ok(sqlx::query_as(question).bind(operation).fetch_all(self).await?)
            }

            async fn each_repossession(
                &mut self,
                show: &mut (dyn FnMut($crate::store::invariants::BookedRepossession) + Send),
            ) -> Result<(), $crate::store::StoreError> {
                use futures_util::TryStreamExt as _;
                let question = $crate::store::invariants::REPOSSESSIONS;
                let mut rows = sqlx::query_as(question).fetch(self);
                while let Some(row) = rows.try_next().await? {
                    show(row);
                }
                Ok(())
            }
        }
    };
}
pub(in crate::store) use look_by;

/// Asks everything that both back ends are asked.
pub(in crate::store) async fn look(at: &mut dyn Look) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for invariant in INVARIANTS {
        findings.push(ask(at, invariant).await?);
    }
    let mut booked = Booked::default();
    at.each_repossession(&mut |row| booked.look(&row)).await?;
    findings.push(booked.0.finding(REPOSSESSIONS_BOOKED));
    let mut kept = Kept::default();
    // One by one: all files at once might not fit into memory.
    let mut last = i64::MIN;
    while let Some(operation) = at.operation_after(last).await? {
        last = operation.id;
        let outcomes = at.outcomes_of(operation.id).await?;
        kept.look(&operation, outcomes)?;
    }
    findings.push(kept.files.finding(FILE_KEPT));
    findings.push(kept.requests.finding(REQUEST_KEPT));
    findings.push(kept.receipts.finding(OPERATION_RECEIPT));
    Ok(findings)
}

/// Asks one question.
pub(in crate::store) async fn ask(
    at: &mut dyn Look,
    invariant: &Invariant,
) -> Result<Finding, StoreError> {
    let (checked, violations, first) = at.ask(invariant.question).await?;
    let named = (invariant.name, invariant.says);
    Ok(Finding::of(named, u64::try_from(checked)?, u64::try_from(violations)?, first))
}

/// Things that are looked at one by one.
#[derive(Debug, Default)]
pub(super) struct Count {
    checked: u64,
    violations: u64,
    first: Option<String>,
}

impl Count {
    /// Counts one, and keeps the name of the first that is not as it must be.
    pub(super) fn one(&mut self, holds: bool, subject: impl FnOnce() -> String) {
        self.checked += 1;
        if !holds {
            self.violations += 1;
            self.first.get_or_insert_with(subject);
        }
    }

    fn finding(self, named: (&'static str, &'static str)) -> Finding {
        Finding::of(named, self.checked, self.violations, self.first)
    }
}
