//! Doing what was decided, set by set.
//!
//! Each statement works through all the rows of its kind. Every statement counts what it wrote:
//! another number than was decided undoes everything. The numbers of new rows are drawn from their
//! sequences first, because several servers draw at the same time.

use domain::account::ContractStatus;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{PgConnection, Postgres};

use super::audit;
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
    let write_offs = applying.draw("repossession_id_seq", decided.write_offs.count).await?;
    let entries = applying.draw("journal_entry_id_seq", decided.journal_entries.count).await?;
    let operation = applying.insert_operation().await?;
    fault_points::pass("operation");
    applying.insert_repossessions(&write_offs).await?;
    applying.insert_write_offs(&write_offs, operation).await?;
    applying.terminate_contracts().await?;
    applying.close_accounts().await?;
    applying.complete_actions().await?;
    applying.move_stock(&write_offs).await?;
    applying.book(&write_offs, &entries).await?;
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

    /// Draws numbers from a sequence: the first is that of the row whose place is 1, and so on.
    async fn draw(&mut self, sequence: &'static str, count: usize) -> Result<Vec<i64>, StoreError> {
        Ok(sqlx::query_scalar("SELECT nextval($1::regclass) FROM generate_series(1, $2)")
            .bind(sequence)
            .bind(i32::try_from(count)?)
            .fetch_all(&mut *self.connection)
            .await?)
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

    async fn insert_repossessions(&mut self, write_offs: &[i64]) -> Result<(), StoreError> {
        let Prepared { write_offs: rows, lost, .. } = self.decided;
        let query = sqlx::query(
            "INSERT INTO repossession (id, company, account, repossessed_on, completed_by,
                                       product_condition, pending_action, recorded_at)
             SELECT $1[(value ->> 0)::int], $2, value ->> 1, $3::date, $4, 'nothing_recovered',
                    (value ->> 4)::bigint, $5::timestamptz
               FROM jsonb_array_elements($6::jsonb) AS decided (value)",
        )
        .bind(write_offs)
        .bind(self.submission.company.0)
        .bind(self.decided.today.to_string())
        .bind(self.submission.user.0)
        .bind(&self.decided.now)
        .bind(&rows.json);
        self.exactly("repossessions", rows.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO repossession_line (repossession, contract, product, held, returned)
             SELECT $1[(value ->> 0)::int], (value ->> 1)::bigint, (value ->> 2)::bigint,
                    (value ->> 3)::int, 0
               FROM jsonb_array_elements($2::jsonb) AS decided (value)",
        )
        .bind(write_offs)
        .bind(&lost.json);
        self.exactly("lines of repossessions", lost.count, query).await
    }

    async fn insert_write_offs(
        &mut self,
        write_offs: &[i64],
        operation: i64,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO write_off (repossession, company, method, operation)
             SELECT repossession, $2, 'bulk', $3 FROM unnest($1) AS drawn (repossession)",
        )
        .bind(write_offs)
        .bind(self.submission.company.0)
        .bind(operation);
        self.exactly("write-offs", self.decided.write_offs.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
             SELECT (value ->> 1)::bigint, $1[(value ->> 0)::int], (value ->> 2)::bigint,
                    (value ->> 3)::bigint, (value ->> 4)::bigint
               FROM jsonb_array_elements($2::jsonb) AS decided (value)",
        )
        .bind(write_offs)
        .bind(&self.decided.contracts.json);
        self.exactly("contracts written off", self.decided.contracts.count, query).await
    }

    /// What is written off is no longer owed: the journal has it from here on.
    async fn terminate_contracts(&mut self) -> Result<(), StoreError> {
        let query = sqlx::query(
            "UPDATE contract
                SET status = value ->> 5,
                    principal_balance = principal_balance - (value ->> 2)::bigint,
                    fees_balance = fees_balance - (value ->> 3)::bigint,
                    tax_balance = tax_balance - (value ->> 4)::bigint
               FROM jsonb_array_elements($1::jsonb) AS decided (value)
              WHERE contract.id = (value ->> 1)::bigint AND contract.status = $2",
        )
        .bind(&self.decided.contracts.json)
        .bind(ContractStatus::Active.code());
        self.exactly("contracts terminated", self.decided.contracts.count, query).await
    }

    async fn close_accounts(&mut self) -> Result<(), StoreError> {
        let query = sqlx::query(
            "UPDATE account SET state = value ->> 3
               FROM jsonb_array_elements($2::jsonb) AS decided (value)
              WHERE account.company = $1 AND account.account_id = value ->> 1
                AND account.state = value ->> 2",
        )
        .bind(self.submission.company.0)
        .bind(&self.decided.write_offs.json);
        self.exactly("accounts closed", self.decided.write_offs.count, query).await
    }

    async fn complete_actions(&mut self) -> Result<(), StoreError> {
        let query = sqlx::query(
            "UPDATE pending_action SET status = 'done', done_at = $1::timestamptz
               FROM jsonb_array_elements($2::jsonb) AS decided (value)
              WHERE pending_action.id = (value ->> 4)::bigint
                AND pending_action.status = 'pending'",
        )
        .bind(&self.decided.now)
        .bind(&self.decided.write_offs.json);
        self.exactly("pending actions done", self.decided.actions_done, query).await
    }

    /// The company's numbers are locked: nobody else counts its stock meanwhile.
    async fn move_stock(&mut self, write_offs: &[i64]) -> Result<(), StoreError> {
        let lost = &self.decided.lost;
        let query = sqlx::query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product,
                                     quantity, repossession, moved_on)
             SELECT $2,
                    (SELECT id FROM location WHERE company = $2 AND kind = 'customer'),
                    (SELECT id FROM location WHERE company = $2 AND kind = 'lost'),
                    (value ->> 1)::bigint, (value ->> 2)::bigint, (value ->> 3)::int,
                    $1[(value ->> 0)::int], $3::date
               FROM jsonb_array_elements($4::jsonb) AS decided (value)",
        )
        .bind(write_offs)
        .bind(self.submission.company.0)
        .bind(self.decided.today.to_string())
        .bind(&lost.json);
        self.exactly("stock moves", lost.count, query).await?;
        let query = sqlx::query(
            "DELETE FROM held_product USING jsonb_array_elements($1::jsonb) AS decided (value)
              WHERE contract = (value ->> 1)::bigint AND product = (value ->> 2)::bigint
                AND quantity = (value ->> 3)::int",
        )
        .bind(&lost.json);
        self.exactly("products no longer held", lost.count, query).await?;
        sqlx::query(
            "INSERT INTO stock (location, product, quantity)
             SELECT location.id, (value ->> 2)::bigint AS product, sum((value ->> 3)::int)
               FROM location CROSS JOIN jsonb_array_elements($2::jsonb) AS decided (value)
              WHERE location.company = $1 AND location.kind = 'lost'
              GROUP BY location.id, product ORDER BY location.id, product
             ON CONFLICT (location, product)
             DO UPDATE SET quantity = stock.quantity + excluded.quantity",
        )
        .bind(self.submission.company.0)
        .bind(&lost.json)
        .execute(&mut *self.connection)
        .await?;
        fault_points::pass("stock counted");
        Ok(())
    }

    async fn book(&mut self, write_offs: &[i64], entries: &[i64]) -> Result<(), StoreError> {
        let Prepared { journal_entries, journal_lines, .. } = self.decided;
        let query = sqlx::query(
            "INSERT INTO journal_entry (id, company, booked_on, write_off)
             SELECT $1[(value ->> 0)::int], $2, $3::date, $4[(value ->> 1)::int]
               FROM jsonb_array_elements($5::jsonb) AS decided (value)",
        )
        .bind(entries)
        .bind(self.submission.company.0)
        .bind(self.decided.today.to_string())
        .bind(write_offs)
        .bind(&journal_entries.json);
        self.exactly("journal entries", journal_entries.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO journal_line (entry, ledger_account, amount)
             SELECT $1[(value ->> 0)::int], value ->> 1, (value ->> 2)::bigint
               FROM jsonb_array_elements($2::jsonb) AS decided (value)",
        )
        .bind(entries)
        .bind(&journal_lines.json);
        self.exactly("journal lines", journal_lines.count, query).await
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
