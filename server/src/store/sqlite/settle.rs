//! Ending contracts, by a repossession or a write-off, set by set: the same statements whichever
//! way it was asked for.
//!
//! What a write-off tells of an account in default and of its contracts is not written on their rows
//! as well: the views `account` and `contract` read it from the write-off.
//!
//! An error undoes the whole transaction. So `UPDATE OR FAIL` tells `SQLite` not to keep a copy of
//! each page for undoing the one statement.

use domain::account::ContractStatus;
use sqlx::SqliteConnection;

use super::apply::{as_decided, exactly};
use crate::fault_points;
use crate::store::StoreError;
use crate::store::prepared::Prepared;

/// The highest numbers before this operation: its own follow on them.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Base {
    repossession: i64,
    journal_entry: i64,
    /// How many actions of the company were done.
    done: i64,
    /// How many accounts of the company were inactive by a default that had ended.
    inactive: i64,
}

impl Prepared {
    /// Does what was decided about accounts, whichever way it was asked for. Says the highest
    /// repossession's number before: those of this act follow on it.
    pub(super) async fn settle(
        &self,
        connection: &mut SqliteConnection,
        operation: Option<i64>,
    ) -> Result<i64, StoreError> {
        let base: Base = sqlx::query_as(
            "SELECT (SELECT coalesce(max(id), 0) FROM repossession) AS repossession,
                    (SELECT coalesce(max(id), 0) FROM journal_entry) AS journal_entry,
                    (SELECT coalesce(sum(done), 0) FROM action_day WHERE company = ?1) AS done,
                    (SELECT coalesce(sum(inactive), 0) FROM default_day WHERE company = ?1)
                        AS inactive",
        )
        .bind(self.act.company.0)
        .fetch_one(&mut *connection)
        .await?;
        self.insert_repossessions(connection, base).await?;
        self.insert_write_offs(connection, base, operation).await?;
        self.terminate_contracts(connection).await?;
        self.close_accounts(connection, base).await?;
        self.count_actions_done(connection, base).await?;
        self.move_stock(connection, base).await?;
        self.book(connection, base).await?;
        Ok(base.repossession)
    }

    async fn insert_repossessions(
        &self,
        connection: &mut SqliteConnection,
        base: Base,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO repossession (id, company, account, repossessed_on, completed_by,
                                       cu_number, product_condition, pending_action, recorded_at,
                                       recorded_by, ended_default)
             SELECT ?1 + (value ->> 0), ?2, value ->> 1, ?3, ?4, ?5, value ->> 6, value ->> 4, ?6,
                    ?7, value ->> 7
               FROM json_each(?8)",
        )
        .bind(base.repossession)
        .bind(self.act.company.0)
        .bind(self.act.date.to_string())
        .bind(self.act.completed_by)
        .bind(&self.act.cu_number)
        .bind(&self.now)
        .bind(self.act.recorded_by.0)
        .bind(&self.repossessions.json);
        exactly(connection, "repossessions", self.repossessions.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO repossession_line (repossession, contract, product, held, returned)
             SELECT ?1 + (value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4
               FROM json_each(?2)",
        )
        .bind(base.repossession)
        .bind(&self.lines.json);
        exactly(connection, "lines of repossessions", self.lines.count, query).await
    }

    /// The repossessions completed their actions, of which days keep count: nothing is written.
    async fn count_actions_done(
        &self,
        connection: &mut SqliteConnection,
        base: Base,
    ) -> Result<(), StoreError> {
        let done: i64 =
            sqlx::query_scalar("SELECT coalesce(sum(done), 0) FROM action_day WHERE company = ?1")
                .bind(self.act.company.0)
                .fetch_one(connection)
                .await?;
        as_decided("pending actions done", self.actions_done, u64::try_from(done - base.done)?)
    }

    async fn insert_write_offs(
        &self,
        connection: &mut SqliteConnection,
        base: Base,
        operation: Option<i64>,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO write_off (repossession, company, method, operation)
             SELECT ?1 + value, ?2, ?3, ?4 FROM json_each(?5)",
        )
        .bind(base.repossession)
        .bind(self.act.company.0)
        .bind(self.act.method.code())
        .bind(operation)
        .bind(&self.write_offs.json);
        exactly(connection, "write-offs", self.write_offs.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
             SELECT signed.id, ?1 + (value ->> 0), value ->> 2, value ->> 3, value ->> 4
               FROM json_each(?2) AS decided
              CROSS JOIN signed_contract AS signed ON signed.id = decided.value ->> 1
              WHERE signed.status = ?3 AND signed.principal_balance = decided.value ->> 2
                AND signed.fees_balance = decided.value ->> 3
                AND signed.tax_balance = decided.value ->> 4",
        )
        .bind(base.repossession)
        .bind(&self.contracts_written_off.json)
        .bind(ContractStatus::Active.code());
        exactly(connection, "contracts written off", self.contracts_written_off.count, query).await
    }

    /// Ends the contracts that are not written off: what was owed is owed no longer, the journal has
    /// it from here on. Of the others the write-off tells as much, and nothing is written.
    async fn terminate_contracts(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<(), StoreError> {
        let left = self.contracts.count.saturating_sub(self.contracts_written_off.count);
        if left == 0 {
            fault_points::pass("contracts terminated");
            return Ok(());
        }
        let query = sqlx::query(
            "UPDATE OR FAIL signed_contract
                SET status = decided.value ->> 5,
                    principal_balance = principal_balance - (decided.value ->> 2),
                    fees_balance = fees_balance - (decided.value ->> 3),
                    tax_balance = tax_balance - (decided.value ->> 4)
               FROM json_each(?1) AS decided
              WHERE signed_contract.id = decided.value ->> 1 AND signed_contract.status = ?2
                AND NOT EXISTS (SELECT 1 FROM write_off_contract
                                 WHERE write_off_contract.contract = signed_contract.id)",
        )
        .bind(&self.contracts.json)
        .bind(ContractStatus::Active.code());
        exactly(connection, "contracts terminated", left, query).await
    }

    /// The repossessions closed the accounts whose default ended with them, of which days keep count.
    /// If there are others, their own rows say so.
    async fn close_accounts(
        &self,
        connection: &mut SqliteConnection,
        base: Base,
    ) -> Result<(), StoreError> {
        let inactive: i64 = sqlx::query_scalar(
            "SELECT coalesce(sum(inactive), 0) FROM default_day WHERE company = ?1",
        )
        .bind(self.act.company.0)
        .fetch_one(&mut *connection)
        .await?;
        let mut closed = u64::try_from(inactive - base.inactive)?;
        if u64::try_from(self.write_offs.count)? > closed {
            closed += self.change_accounts(connection).await?;
        }
        as_decided("accounts closed", self.write_offs.count, closed)
    }

    /// The company is among the rows, not beside them: so the planner looks accounts up by the
    /// whole key, where it would otherwise read all of the company's for each row.
    async fn change_accounts(&self, connection: &mut SqliteConnection) -> Result<u64, StoreError> {
        let changed = sqlx::query(
            "UPDATE OR FAIL opened_account SET state = decided.value ->> 3
               FROM json_each(?1) AS decided
              WHERE decided.value ->> 7 IS NULL AND decided.value ->> 3 <> decided.value ->> 2
                AND opened_account.company = decided.value ->> 5
                AND opened_account.account_id = decided.value ->> 1
                AND opened_account.state = decided.value ->> 2",
        )
        .bind(&self.repossessions.json)
        .execute(connection)
        .await?;
        Ok(changed.rows_affected())
    }

    async fn move_stock(
        &self,
        connection: &mut SqliteConnection,
        base: Base,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product,
                                     quantity, repossession, moved_on)
             SELECT ?2,
                    (SELECT id FROM location WHERE company = ?2 AND kind = 'customer'),
                    (SELECT id FROM location WHERE company = ?2 AND kind = 'lost'),
                    contract, product, held - returned, repossession, ?3
               FROM repossession_line WHERE repossession > ?1 AND returned < held",
        )
        .bind(base.repossession)
        .bind(self.act.company.0)
        .bind(self.act.date.to_string());
        exactly(connection, "stock moves", self.lost, query).await?;
        if self.returned > 0 {
            self.move_returned(connection, base).await?;
        }
        // What a repossession has a line of is held no longer: nothing is written to say so.
        fault_points::pass("products no longer held");
        sqlx::query(
            "INSERT INTO stock (location, product, quantity)
             SELECT to_location, product, sum(quantity) FROM stock_move
              WHERE id > (SELECT max(id) FROM stock_move) - ?1
              GROUP BY to_location, product
             ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity",
        )
        .bind(i64::try_from(self.lost + self.returned)?)
        .execute(connection)
        .await?;
        fault_points::pass("stock counted");
        Ok(())
    }

    /// What came back is at the account's fulfilment centre.
    async fn move_returned(
        &self,
        connection: &mut SqliteConnection,
        base: Base,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product,
                                     quantity, repossession, moved_on)
             SELECT ?2,
                    (SELECT id FROM location WHERE company = ?2 AND kind = 'customer'),
                    location.id, line.contract, line.product, line.returned, line.repossession, ?3
               FROM repossession_line AS line
               JOIN repossession ON repossession.id = line.repossession
               JOIN account ON account.company = repossession.company
                AND account.account_id = repossession.account
               JOIN location ON location.centre = account.centre
              WHERE line.repossession > ?1 AND line.returned > 0",
        )
        .bind(base.repossession)
        .bind(self.act.company.0)
        .bind(self.act.date.to_string());
        exactly(connection, "products moved to centres", self.returned, query).await
    }

    async fn book(&self, connection: &mut SqliteConnection, base: Base) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO journal_entry (id, company, booked_on, write_off, repossession)
             SELECT ?1 + (value ->> 0), ?2, ?3, ?4 + (value ->> 1), ?4 + (value ->> 2)
               FROM json_each(?5)",
        )
        .bind(base.journal_entry)
        .bind(self.act.company.0)
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
}
