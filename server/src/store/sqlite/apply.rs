//! Doing what was decided, set by set.
//!
//! Each statement works through all the rows of its kind. Every statement counts what it wrote:
//! another number than was decided undoes everything.

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Sqlite, SqliteConnection};

use super::audit;
use crate::fault_points;
use crate::store::prepared::Prepared;
use crate::store::{StoreError, Submission};

/// Executes a statement that must change as many rows as were decided.
pub(super) async fn exactly(
    connection: &mut SqliteConnection,
    what: &'static str,
    decided: usize,
    query: Query<'_, Sqlite, SqliteArguments>,
) -> Result<(), StoreError> {
    as_decided(what, decided, query.execute(connection).await?.rows_affected())
}

/// That as many rows were written as were decided.
pub(super) fn as_decided(
    what: &'static str,
    decided: usize,
    applied: u64,
) -> Result<(), StoreError> {
    if u64::try_from(decided).is_ok_and(|decided| decided == applied) {
        fault_points::pass(what);
        Ok(())
    } else {
        Err(StoreError::NotAsDecided { what, decided, applied })
    }
}

impl Prepared {
    /// Applies the decision within the transaction that `connection` is in.
    pub(super) async fn apply(
        &self,
        connection: &mut SqliteConnection,
        submission: &Submission,
    ) -> Result<(), StoreError> {
        let operation = self.insert_operation(connection, submission).await?;
        fault_points::pass("operation");
        self.settle(connection, Some(operation)).await?;
        self.insert_outcomes(connection, operation).await?;
        self.notify(connection, submission, operation).await?;
        audit::append(connection, submission.company.0, self.events.clone()).await?;
        Ok(())
    }

    async fn insert_operation(
        &self,
        connection: &mut SqliteConnection,
        submission: &Submission,
    ) -> Result<i64, StoreError> {
        let column = submission.column;
        let written_off = self.write_offs.count;
        Ok(sqlx::query_scalar(
            "INSERT INTO bulk_operation (
                 company, operation_id, number, submitted_by, committed_at, today,
                 early_write_off_days, early_acknowledged, entries, written_off, failed, early,
                 amount, file_name, file_bytes, file_sha256, column_index, first_row_is_heading,
                 request_sha256, file, seen)
             VALUES (?1, ?2,
                 (SELECT coalesce(max(number), 0) + 1 FROM bulk_operation WHERE company = ?1),
                 ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, length(?14), ?15, ?16, ?17, ?18,
                 ?14, ?19)
             RETURNING id",
        )
        .bind(submission.company.0)
        .bind(submission.operation_id.to_string())
        .bind(submission.user.0)
        .bind(&self.now)
        .bind(self.today.to_string())
        .bind(self.early_write_off_days)
        .bind(submission.early_acknowledged)
        .bind(i64::try_from(self.entries)?)
        .bind(i64::try_from(written_off)?)
        .bind(i64::try_from(self.entries.saturating_sub(written_off))?)
        .bind(i64::try_from(self.early)?)
        .bind(self.amount.minor())
        .bind(&submission.file_name)
        .bind(&submission.file)
        .bind(&submission.file_sha256)
        .bind(column.map(|column| column.index))
        .bind(column.map(|column| column.first_row_is_heading))
        .bind(submission.request_sha256.as_slice())
        .bind(&submission.seen_json)
        .fetch_one(connection)
        .await?)
    }

    async fn insert_outcomes(
        &self,
        connection: &mut SqliteConnection,
        operation: i64,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO bulk_operation_outcome (
                 operation, entry, line, account, customer, centre, outcome, days_since_default,
                 early, amount, first_line, changed)
             SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4,
                    value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10
               FROM json_each(?2)",
        )
        .bind(operation)
        .bind(&self.outcomes.json);
        exactly(connection, "outcomes", self.entries, query).await
    }

    async fn notify(
        &self,
        connection: &mut SqliteConnection,
        submission: &Submission,
        operation: i64,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO notification (app_user, operation, at) VALUES (?1, ?2, ?3)")
            .bind(submission.user.0)
            .bind(operation)
            .bind(&self.now)
            .execute(connection)
            .await?;
        fault_points::pass("notification");
        Ok(())
    }
}
