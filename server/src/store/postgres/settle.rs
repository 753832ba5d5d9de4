//! Ending contracts, by a repossession or a write-off, set by set: the same statements whichever
//! way it was asked for. The numbers of new rows are drawn from their sequences first, because
//! several servers draw at the same time.

use domain::account::ContractStatus;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{PgConnection, Postgres};

use super::apply::exactly;
use crate::fault_points;
use crate::store::StoreError;
use crate::store::prepared::Prepared;

/// Does what was decided about accounts; says the numbers of the repossessions.
pub(super) async fn settle(
    decided: &Prepared,
    operation: Option<i64>,
    connection: &mut PgConnection,
) -> Result<Vec<i64>, StoreError> {
    let mut settling = Settling { decided, connection };
    let drawn = settling.draw("repossession_id_seq", decided.repossessions.count).await?;
    let entries = settling.draw("journal_entry_id_seq", decided.journal_entries.count).await?;
    settling.insert_repossessions(&drawn).await?;
    settling.insert_write_offs(&drawn, operation).await?;
    settling.terminate_contracts().await?;
    settling.change_accounts().await?;
    settling.complete_actions().await?;
    settling.move_stock(&drawn).await?;
    settling.book(&drawn, &entries).await?;
    Ok(drawn)
}

/// A decision that is being applied.
struct Settling<'a> {
    decided: &'a Prepared,
    connection: &'a mut PgConnection,
}

impl Settling<'_> {
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

    async fn insert_repossessions(&mut self, drawn: &[i64]) -> Result<(), StoreError> {
        let Prepared { act, repossessions, lines, .. } = self.decided;
        let query = sqlx::query(
            "INSERT INTO repossession (id, company, account, repossessed_on, completed_by,
                                       cu_number, product_condition, pending_action, recorded_at,
                                       recorded_by)
             SELECT $1[(value ->> 0)::int], $2, value ->> 1, $3::date, $4, $5, value ->> 6,
                    (value ->> 4)::bigint, $6::timestamptz, $7
               FROM jsonb_array_elements($8::jsonb) AS decided (value)",
        )
        .bind(drawn)
        .bind(act.company.0)
        .bind(act.date.to_string())
        .bind(act.completed_by)
        .bind(&act.cu_number)
        .bind(&self.decided.now)
        .bind(act.recorded_by.0)
        .bind(&repossessions.json);
        self.exactly("repossessions", repossessions.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO repossession_line (repossession, contract, product, held, returned)
             SELECT $1[(value ->> 0)::int], (value ->> 1)::bigint, (value ->> 2)::bigint,
                    (value ->> 3)::int, (value ->> 4)::int
               FROM jsonb_array_elements($2::jsonb) AS decided (value)",
        )
        .bind(drawn)
        .bind(&lines.json);
        self.exactly("lines of repossessions", lines.count, query).await
    }

    async fn insert_write_offs(
        &mut self,
        drawn: &[i64],
        operation: Option<i64>,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO write_off (repossession, company, method, operation)
             SELECT $1[(value #>> '{}')::int], $2, $3, $4
               FROM jsonb_array_elements($5::jsonb) AS decided (value)",
        )
        .bind(drawn)
        .bind(self.decided.act.company.0)
        .bind(self.decided.act.method.code())
        .bind(operation)
        .bind(&self.decided.write_offs.json);
        self.exactly("write-offs", self.decided.write_offs.count, query).await?;
        let query = sqlx::query(
            "INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
             SELECT (value ->> 1)::bigint, $1[(value ->> 0)::int], (value ->> 2)::bigint,
                    (value ->> 3)::bigint, (value ->> 4)::bigint
               FROM jsonb_array_elements($2::jsonb) AS decided (value)",
        )
        .bind(drawn)
        .bind(&self.decided.contracts_written_off.json);
        let count = self.decided.contracts_written_off.count;
        self.exactly("contracts written off", count, query).await
    }

    /// What was owed is owed no longer: the journal has it from here on.
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

    async fn change_accounts(&mut self) -> Result<(), StoreError> {
        let query = sqlx::query(
            "UPDATE account SET state = value ->> 3
               FROM jsonb_array_elements($2::jsonb) AS decided (value)
              WHERE account.company = $1 AND account.account_id = value ->> 1
                AND account.state = value ->> 2",
        )
        .bind(self.decided.act.company.0)
        .bind(&self.decided.repossessions.json);
        self.exactly("accounts closed", self.decided.repossessions.count, query).await
    }

    async fn complete_actions(&mut self) -> Result<(), StoreError> {
        let query = sqlx::query(
            "UPDATE pending_action SET status = 'done', done_at = $1::timestamptz
               FROM jsonb_array_elements($2::jsonb) AS decided (value)
              WHERE pending_action.id = (value ->> 4)::bigint
                AND pending_action.status = 'pending'",
        )
        .bind(&self.decided.now)
        .bind(&self.decided.repossessions.json);
        self.exactly("pending actions done", self.decided.actions_done, query).await
    }

    /// The company's numbers are locked: nobody else counts its stock meanwhile.
    async fn move_stock(&mut self, drawn: &[i64]) -> Result<(), StoreError> {
        let Prepared { act, repossessions, lines, lost, returned, .. } = self.decided;
        let query = sqlx::query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product,
                                     quantity, repossession, moved_on)
             SELECT $2,
                    (SELECT id FROM location WHERE company = $2 AND kind = 'customer'),
                    (SELECT id FROM location WHERE company = $2 AND kind = 'lost'),
                    (value ->> 1)::bigint, (value ->> 2)::bigint,
                    (value ->> 3)::int - (value ->> 4)::int, $1[(value ->> 0)::int], $3::date
               FROM jsonb_array_elements($4::jsonb) AS decided (value)
              WHERE (value ->> 4)::int < (value ->> 3)::int",
        )
        .bind(drawn)
        .bind(act.company.0)
        .bind(act.date.to_string())
        .bind(&lines.json);
        self.exactly("stock moves", *lost, query).await?;
        if *returned > 0 {
            self.move_returned(drawn).await?;
        }
        let query = sqlx::query(
            "DELETE FROM held_product USING jsonb_array_elements($1::jsonb) AS decided (value)
              WHERE contract = (value ->> 1)::bigint AND product = (value ->> 2)::bigint
                AND quantity = (value ->> 3)::int",
        )
        .bind(&lines.json);
        self.exactly("products no longer held", lines.count, query).await?;
        sqlx::query(
            "INSERT INTO stock (location, product, quantity)
             SELECT location.id, moved.product, sum(moved.quantity)
               FROM (SELECT NULL::text AS account, (line ->> 2)::bigint AS product,
                            (line ->> 3)::int - (line ->> 4)::int AS quantity
                       FROM jsonb_array_elements($2::jsonb) AS decided (line)
                     UNION ALL
                     SELECT value ->> 1, (line ->> 2)::bigint, (line ->> 4)::int
                       FROM jsonb_array_elements($2::jsonb) AS decided (line)
                       JOIN jsonb_array_elements($3::jsonb) AS whose (value)
                         ON value -> 0 = line -> 0
                      WHERE (line ->> 4)::int > 0) AS moved
               LEFT JOIN account ON account.company = $1 AND account.account_id = moved.account
               JOIN location ON location.company = $1
                AND CASE WHEN moved.account IS NULL THEN location.kind = 'lost'
                         ELSE location.centre = account.centre END
              WHERE moved.quantity > 0
              GROUP BY location.id, moved.product ORDER BY location.id, moved.product
             ON CONFLICT (location, product)
             DO UPDATE SET quantity = stock.quantity + excluded.quantity",
        )
        .bind(act.company.0)
        .bind(&lines.json)
        .bind(&repossessions.json)
        .execute(&mut *self.connection)
        .await?;
        fault_points::pass("stock counted");
        Ok(())
    }

    /// What came back is at the account's fulfilment centre.
    async fn move_returned(&mut self, drawn: &[i64]) -> Result<(), StoreError> {
        let Prepared { act, repossessions, lines, returned, .. } = self.decided;
        let query = sqlx::query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product,
                                     quantity, repossession, moved_on)
             SELECT $2,
                    (SELECT id FROM location WHERE company = $2 AND kind = 'customer'),
                    location.id, (line ->> 1)::bigint, (line ->> 2)::bigint, (line ->> 4)::int,
                    $1[(line ->> 0)::int], $3::date
               FROM jsonb_array_elements($4::jsonb) AS decided (line)
               JOIN jsonb_array_elements($5::jsonb) AS whose (value) ON value -> 0 = line -> 0
               JOIN account ON account.company = $2 AND account.account_id = value ->> 1
               JOIN location ON location.centre = account.centre
              WHERE (line ->> 4)::int > 0",
        )
        .bind(drawn)
        .bind(act.company.0)
        .bind(act.date.to_string())
        .bind(&lines.json)
        .bind(&repossessions.json);
        self.exactly("products moved to centres", *returned, query).await
    }

    async fn book(&mut self, drawn: &[i64], entries: &[i64]) -> Result<(), StoreError> {
        let Prepared { journal_entries, journal_lines, .. } = self.decided;
        let query = sqlx::query(
            "INSERT INTO journal_entry (id, company, booked_on, write_off, repossession)
             SELECT $1[(value ->> 0)::int], $2, $3::date, $4[(value ->> 1)::int],
                    $4[(value ->> 2)::int]
               FROM jsonb_array_elements($5::jsonb) AS decided (value)",
        )
        .bind(entries)
        .bind(self.decided.act.company.0)
        .bind(self.decided.today.to_string())
        .bind(drawn)
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
}
