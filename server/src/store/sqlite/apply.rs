//! Doing what was decided, set by set.
//!
//! Each statement works through all the rows of its kind. Every statement counts what it wrote:
//! another number than was decided undoes everything.

use domain::account::ContractStatus;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Sqlite, SqliteConnection};

use super::audit;
use crate::fault_points;
use crate::store::prepared::Prepared;
use crate::store::{StoreError, Submission};

/// The highest numbers before this operation: its own follow on them.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Base {
    repossession: i64,
    journal_entry: i64,
}

/// Executes a statement that must change as many rows as were decided.
pub(super) async fn exactly(
    connection: &mut SqliteConnection,
    what: &'static str,
    decided: usize,
    query: Query<'_, Sqlite, SqliteArguments>,
) -> Result<(), StoreError> {
    let applied = query.execute(connection).await?.rows_affected();
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
        let base: Base = sqlx::query_as(
            "SELECT (SELECT coalesce(max(id), 0) FROM repossession) AS repossession,
                    (SELECT coalesce(max(id), 0) FROM journal_entry) AS journal_entry",
        )
        .fetch_one(&mut *connection)
        .await?;
        let operation = self.insert_operation(connection, submission).await?;
        fault_points::pass("operation");
        self.insert_repossessions(connection, submission, base).await?;
        self.insert_write_offs(connection, submission, base, operation).await?;
        self.terminate_contracts(connection).await?;
        self.close_accounts(connection).await?;
        self.complete_actions(connection, base).await?;
        self.move_stock(connection, submission, base).await?;
        self.book(connection, submission, base).await?;
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

    async fn insert_repossessions(
        &self,
        connection: &mut SqliteConnection,
        submission: &Submission,
        base: Base,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO repossession (id, company, account, repossessed_on, completed_by,
                                       product_condition, pending_action, recorded_at)
             SELECT ?1 + (value ->> 0), ?2, value ->> 1, ?3, ?4, 'nothing_recovered', value ->> 4, ?5
               FROM json_each(?6)",
        )
        .bind(base.repossession)
        .bind(submission.company.0)
        .bind(self.today.to_string())
        .bind(submission.user.0)
        .bind(&self.now)
        .bind(&self.write_offs.json);
        exactly(connection, "repossessions", self.write_offs.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO repossession_line (repossession, contract, product, held, returned)
             SELECT ?1 + (value ->> 0), value ->> 1, value ->> 2, value ->> 3, 0
               FROM json_each(?2)",
        )
        .bind(base.repossession)
        .bind(&self.lost.json);
        exactly(connection, "lines of repossessions", self.lost.count, query).await
    }

    async fn insert_write_offs(
        &self,
        connection: &mut SqliteConnection,
        submission: &Submission,
        base: Base,
        operation: i64,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO write_off (repossession, company, method, operation)
             SELECT id, ?2, 'bulk', ?3 FROM repossession WHERE id > ?1",
        )
        .bind(base.repossession)
        .bind(submission.company.0)
        .bind(operation);
        exactly(connection, "write-offs", self.write_offs.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
             SELECT value ->> 1, ?1 + (value ->> 0), value ->> 2, value ->> 3, value ->> 4
               FROM json_each(?2)",
        )
        .bind(base.repossession)
        .bind(&self.contracts.json);
        exactly(connection, "contracts written off", self.contracts.count, query).await
    }

    /// What is written off is no longer owed: the journal has it from here on.
    async fn terminate_contracts(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "UPDATE contract
                SET status = decided.value ->> 5,
                    principal_balance = principal_balance - (decided.value ->> 2),
                    fees_balance = fees_balance - (decided.value ->> 3),
                    tax_balance = tax_balance - (decided.value ->> 4)
               FROM json_each(?1) AS decided
              WHERE contract.id = decided.value ->> 1 AND contract.status = ?2",
        )
        .bind(&self.contracts.json)
        .bind(ContractStatus::Active.code());
        exactly(connection, "contracts terminated", self.contracts.count, query).await
    }

    /// The company is among the rows, not beside them: so the planner looks accounts up by the
    /// whole key, where it would otherwise read all of the company's for each row.
    async fn close_accounts(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let query = sqlx::query(
            "UPDATE account SET state = decided.value ->> 3
               FROM json_each(?1) AS decided
              WHERE account.company = decided.value ->> 5
                AND account.account_id = decided.value ->> 1
                AND account.state = decided.value ->> 2",
        )
        .bind(&self.write_offs.json);
        exactly(connection, "accounts closed", self.write_offs.count, query).await
    }

    async fn complete_actions(
        &self,
        connection: &mut SqliteConnection,
        base: Base,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "UPDATE pending_action SET status = 'done', done_at = ?2
               FROM repossession
              WHERE repossession.id > ?1 AND pending_action.id = repossession.pending_action
                AND pending_action.status = 'pending'",
        )
        .bind(base.repossession)
        .bind(&self.now);
        exactly(connection, "pending actions done", self.actions_done, query).await
    }

    async fn move_stock(
        &self,
        connection: &mut SqliteConnection,
        submission: &Submission,
        base: Base,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product,
                                     quantity, repossession, moved_on)
             SELECT ?2,
                    (SELECT id FROM location WHERE company = ?2 AND kind = 'customer'),
                    (SELECT id FROM location WHERE company = ?2 AND kind = 'lost'),
                    contract, product, held - returned, repossession, ?3
               FROM repossession_line WHERE repossession > ?1",
        )
        .bind(base.repossession)
        .bind(submission.company.0)
        .bind(self.today.to_string());
        exactly(connection, "stock moves", self.lost.count, query).await?;
        let query = sqlx::query(
            "DELETE FROM held_product
              WHERE (contract, product, quantity) IN (
                    SELECT contract, product, held FROM repossession_line WHERE repossession > ?1)",
        )
        .bind(base.repossession);
        exactly(connection, "products no longer held", self.lost.count, query).await?;
        sqlx::query(
            "INSERT INTO stock (location, product, quantity)
             SELECT to_location, product, sum(quantity) FROM stock_move
              WHERE id > (SELECT max(id) FROM stock_move) - ?1
              GROUP BY to_location, product
             ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity",
        )
        .bind(i64::try_from(self.lost.count)?)
        .execute(connection)
        .await?;
        fault_points::pass("stock counted");
        Ok(())
    }

    async fn book(
        &self,
        connection: &mut SqliteConnection,
        submission: &Submission,
        base: Base,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO journal_entry (id, company, booked_on, write_off)
             SELECT ?1 + (value ->> 0), ?2, ?3, ?4 + (value ->> 1) FROM json_each(?5)",
        )
        .bind(base.journal_entry)
        .bind(submission.company.0)
        .bind(self.today.to_string())
        .bind(base.repossession)
        .bind(&self.journal_entries.json);
        exactly(connection, "journal entries", self.journal_entries.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO journal_line (entry, ledger_account, amount)
             SELECT ?1 + (value ->> 0), value ->> 1, value ->> 2 FROM json_each(?2)",
        )
        .bind(base.journal_entry)
        .bind(&self.journal_lines.json);
        exactly(connection, "journal lines", self.journal_lines.count, query).await
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
