//! Doing what was decided, set by set.
//!
//! Each statement works through all the rows of its kind. Every statement counts what it wrote:
//! another number than was decided undoes everything.

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{PgConnection, Postgres};

use super::audit;
use super::settle::settle;
use crate::fault_points;
use crate::store::prepared::Prepared;
use crate::store::{StoreError, Submission};

/// Executes a statement that must change as many rows as were decided.
pub(super) async fn exactly(
    connection: &mut PgConnection,
    what: &'static str,
    decided: usize,
    query: Query<'_, Postgres, PgArguments>,
) -> Result<(), StoreError> {
    let applied = query.execute(connection).await?.rows_affected();
    fault_points::pass(what);
    if u64::try_from(decided).is_ok_and(|decided| decided == applied) {
        Ok(())
    } else {
        Err(StoreError::NotAsDecided { what, decided, applied })
    }
}

/// Applies a decision within the transaction that `connection` is in.
pub(super) async fn apply(
    decided: &Prepared,
    submission: &Submission,
    connection: &mut PgConnection,
) -> Result<(), StoreError> {
    let mut applying = Applying { decided, submission, connection: &mut *connection };
    let operation = applying.insert_operation().await?;
    fault_points::pass("operation");
    settle(decided, Some(operation), applying.connection).await?;
    applying.insert_outcomes(operation).await?;
    applying.notify(operation).await?;
    fault_points::pass("notification");
    audit::append(connection, submission.company.0, decided.events.clone()).await?;
    Ok(())
}

/// A decision that is being applied.
struct Applying<'a> {
    decided: &'a Prepared,
    submission: &'a Submission,
    connection: &'a mut PgConnection,
}

impl Applying<'_> {
    async fn exactly(
        &mut self,
        what: &'static str,
        decided: usize,
        query: Query<'_, Postgres, PgArguments>,
    ) -> Result<(), StoreError> {
        exactly(self.connection, what, decided, query).await
    }

    async fn insert_operation(&mut self) -> Result<i64, StoreError> {
        let Prepared { entries, early, .. } = *self.decided;
        let written_off = self.decided.write_offs.count;
        let Submission { column, .. } = *self.submission;
        Ok(sqlx::query_scalar(
            "INSERT INTO bulk_operation (
                 company, operation_id, number, submitted_by, committed_at, today,
                 early_write_off_days, early_acknowledged, entries, written_off, failed, early,
                 amount, file_name, file_bytes, file_sha256, column_index, first_row_is_heading,
                 request_sha256, file, seen)
             VALUES ($1, $2::uuid,
                 (SELECT coalesce(max(number), 0) + 1 FROM bulk_operation WHERE company = $1),
                 $3, $4::timestamptz, $5::date, $6, $7, $8, $9, $10, $11, $12, $13, length($14),
                 $15, $16, $17, $18, $14, $19::json)
             RETURNING id",
        )
        .bind(self.submission.company.0)
        .bind(self.submission.operation_id.to_string())
        .bind(self.submission.user.0)
        .bind(&self.decided.now)
        .bind(self.decided.today.to_string())
        .bind(i32::try_from(self.decided.early_write_off_days)?)
        .bind(self.submission.early_acknowledged)
        .bind(i32::try_from(entries)?)
        .bind(i32::try_from(written_off)?)
        .bind(i32::try_from(entries.saturating_sub(written_off))?)
        .bind(i32::try_from(early)?)
        .bind(self.decided.amount.minor())
        .bind(&self.submission.file_name)
        .bind(&self.submission.file)
        .bind(&self.submission.file_sha256)
        .bind(column.map(|column| i32::from(column.index)))
        .bind(column.map(|column| column.first_row_is_heading))
        .bind(self.submission.request_sha256.as_slice())
        .bind(&self.submission.seen_json)
        .fetch_one(&mut *self.connection)
        .await?)
    }

    async fn insert_outcomes(&mut self, operation: i64) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO bulk_operation_outcome (
                 operation, entry, line, account, customer, centre, outcome, days_since_default,
                 early, amount, first_line, changed)
             SELECT $1, (value ->> 0)::int, (value ->> 1)::int, value ->> 2, value ->> 3,
                    value ->> 4, value ->> 5, (value ->> 6)::int, (value ->> 7)::int::boolean,
                    (value ->> 8)::bigint, (value ->> 9)::int, (value ->> 10)::jsonb
               FROM jsonb_array_elements($2::jsonb) AS decided (value)",
        )
        .bind(operation)
        .bind(&self.decided.outcomes.json);
        self.exactly("outcomes", self.decided.entries, query).await
    }

    async fn notify(&mut self, operation: i64) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO notification (app_user, operation, at) VALUES ($1, $2, $3::timestamptz)",
        )
        .bind(self.submission.user.0)
        .bind(operation)
        .bind(&self.decided.now)
        .execute(&mut *self.connection)
        .await?;
        Ok(())
    }
}
