//! By hand: what a person who knows the schema would write in SQL, and nothing else.

use std::time::{Duration, Instant};

use server::clock::date_in;
use server::instant;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::{connect, their_audit};
use crate::{AnyError, Work};

/// Nobody else writes these accounts off meanwhile.
const LOCK: &str = "
    SELECT 1 FROM account
     WHERE company = 1 AND account_id IN (SELECT account FROM asked)
     ORDER BY account_id FOR NO KEY UPDATE";

/// What is to be done.
const FIND: [&str; 4] = [
    "CREATE TEMP TABLE eligible ON COMMIT DROP AS
         SELECT row_number() OVER (ORDER BY account.account_id) AS number, asked.entry, asked.line,
                account.account_id, customer.name AS customer, fulfilment_centre.name AS centre,
                pending_action.id AS action, base.today - account.defaulted_on AS days
           FROM asked
          CROSS JOIN base
           JOIN account ON account.company = 1 AND account.account_id = asked.account
           JOIN customer ON customer.id = account.customer
           JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
           LEFT JOIN pending_action ON pending_action.company = 1
            AND pending_action.account = account.account_id
            AND pending_action.type = 'repossession' AND pending_action.status = 'pending'
          WHERE account.state = 'defaulted'
            AND EXISTS (SELECT 1 FROM contract WHERE company = 1
                           AND contract.account = account.account_id AND status = 'active')",
    "ANALYZE eligible",
    "CREATE TEMP TABLE ending ON COMMIT DROP AS
         SELECT eligible.number AS number, contract.id AS contract, principal_balance, fees_balance,
                tax_balance
           FROM eligible JOIN contract ON contract.company = 1
            AND contract.account = eligible.account_id AND contract.status = 'active'",
    "ANALYZE ending",
];

/// Doing it, with the operation there.
const DO: [&str; 17] = [
    "INSERT INTO repossession (id, company, account, repossessed_on, completed_by,
                               product_condition, pending_action, recorded_at, recorded_by)
         SELECT base.last_repossession + number, 1, account_id, base.today, 1, 'nothing_recovered',
                action, base.now, 1
           FROM eligible CROSS JOIN base ORDER BY number",
    "INSERT INTO repossession_line (repossession, contract, product, held, returned)
         SELECT base.last_repossession + ending.number, ending.contract, product, quantity, 0
           FROM ending CROSS JOIN base JOIN held_product ON held_product.contract = ending.contract
          ORDER BY 1, 2, 3",
    "INSERT INTO write_off (repossession, company, method, operation)
         SELECT base.last_repossession + number, 1, 'bulk', base.last_operation + 1
           FROM eligible CROSS JOIN base ORDER BY 1",
    "INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
         SELECT contract, base.last_repossession + number, principal_balance, fees_balance, tax_balance
           FROM ending CROSS JOIN base",
    "UPDATE contract SET status = 'terminated', principal_balance = 0, fees_balance = 0,
                         tax_balance = 0
      WHERE id IN (SELECT contract FROM ending)",
    "UPDATE account SET state = 'inactive'
      WHERE company = 1 AND account_id IN (SELECT account_id FROM eligible)",
    "UPDATE pending_action SET status = 'done', done_at = (SELECT now FROM base)
      WHERE id IN (SELECT action FROM eligible)",
    "INSERT INTO stock_move (company, from_location, to_location, contract, product, quantity,
                             repossession, moved_on)
         SELECT 1, base.customers, base.lost, contract, product, held, line.repossession, base.today
           FROM base JOIN repossession_line AS line ON line.repossession > base.last_repossession
          ORDER BY line.repossession, contract, product",
    "DELETE FROM held_product WHERE contract IN (SELECT contract FROM ending)",
    "INSERT INTO stock (location, product, quantity)
         SELECT base.lost, product, sum(held)
           FROM base JOIN repossession_line AS line ON line.repossession > base.last_repossession
          GROUP BY base.lost, product
         ON CONFLICT (location, product)
         DO UPDATE SET quantity = stock.quantity + excluded.quantity",
    "INSERT INTO contract_loss (contract, repossession, kind, booked_on, principal, fees, tax,
                                recovered_principal, recovered_fees, recovered_tax)
         SELECT contract, base.last_repossession + number, 'write_off', base.today,
                principal_balance, fees_balance, tax_balance, 0, 0, 0
           FROM ending CROSS JOIN base",
    "INSERT INTO journal_entry (id, company, number, booked_on, recorded_at, cause, account,
                                repossession, recorded_by)
         SELECT base.last_entry + number, 1, base.last_number + number, base.today, base.now,
                'write_off', account_id, base.last_repossession + number, 1
           FROM eligible CROSS JOIN base ORDER BY number",
    "INSERT INTO journal_posting (entry, posting, debit, credit, amount, contract)
         WITH lost AS MATERIALIZED (
             SELECT base.last_entry + number AS entry, contract,
                    row_number() OVER (PARTITION BY number ORDER BY contract) * 2 AS place,
                    principal_balance + fees_balance AS loss, tax_balance AS tax
               FROM ending CROSS JOIN base)
         SELECT entry, place, 'tax_liability', 'receivables', tax, contract FROM lost WHERE tax <> 0
          UNION ALL
         SELECT entry, place + 1, 'write_off_expense', 'receivables', loss, contract
           FROM lost WHERE loss <> 0",
    "INSERT INTO bulk_operation_outcome (
             operation, entry, line, account, customer, centre, outcome, days_since_default, early,
             amount, first_line, changed)
         SELECT base.last_operation + 1, eligible.entry, line, account_id, customer, centre,
                'written_off', days, days < 90, owed.amount, NULL, '[]'
           FROM eligible CROSS JOIN base
           JOIN (SELECT number, sum(principal_balance + fees_balance + tax_balance) AS amount
                   FROM ending GROUP BY number) AS owed ON owed.number = eligible.number
          ORDER BY eligible.entry",
    "INSERT INTO notification (app_user, operation, at)
         SELECT 1, last_operation + 1, now FROM base",
    // Whoever writes numbers of their own moves the sequence on.
    "SELECT setval('repossession_id_seq', (SELECT max(id) FROM repossession))",
    "SELECT setval('journal_entry_id_seq', (SELECT max(id) FROM journal_entry))",
];

/// Commits the file; says how long it took.
pub(crate) async fn commit(
    database: &str,
    work: &Work,
    seen_json: &str,
) -> Result<Duration, AnyError> {
    let mut connection = connect(database).await?;
    let entries = (0..).zip(work.request.body.entries.iter());
    let asked: Vec<(u32, u32, &str)> = entries
        .filter_map(|(entry, of)| Some((entry, of.line, of.account.as_ref().ok()?.as_str())))
        .collect();
    let asked = serde_json::to_string(&asked)?;
    let nairobi = jiff::tz::TimeZone::get("Africa/Nairobi")?;
    let today = date_in(&nairobi, work.now).to_string();
    let now = instant::to_text(work.now);

    let began = Instant::now();
    let mut write = connection.begin().await?;
    begin(&mut write, &asked, &today, &now).await?;
    sqlx::query(LOCK).execute(&mut *write).await?;
    for statement in FIND {
        sqlx::query(statement).execute(&mut *write).await?;
    }
    insert_operation(&mut write, work, seen_json).await?;
    for statement in DO {
        sqlx::query(statement).execute(&mut *write).await?;
    }
    their_audit::write(&mut write, work, &now).await?;
    write.commit().await?;
    let took = began.elapsed();
    connection.close().await?;
    Ok(took)
}

/// What is asked for, and what follows on what is there.
async fn begin(
    connection: &mut PgConnection,
    asked: &str,
    today: &str,
    now: &str,
) -> Result<(), AnyError> {
    // A table cannot be made with parameters: made empty, then filled.
    for statement in [
        "CREATE TEMP TABLE asked (entry int, line int, account text COLLATE \"C\") ON COMMIT DROP",
        "CREATE TEMP TABLE base (
             last_repossession bigint, last_entry bigint, last_number bigint, last_operation bigint, customers bigint,
             lost bigint, today date, now timestamptz(3)) ON COMMIT DROP",
    ] {
        sqlx::query(AssertSqlSafe(statement)).execute(&mut *connection).await?;
    }
    sqlx::query(
        "INSERT INTO asked SELECT (value ->> 0)::int, (value ->> 1)::int, value ->> 2
           FROM jsonb_array_elements($1::jsonb) AS asked (value)",
    )
    .bind(asked)
    .execute(&mut *connection)
    .await?;
    sqlx::query("ANALYZE asked").execute(&mut *connection).await?;
    sqlx::query(
        "INSERT INTO base SELECT
             (SELECT coalesce(max(id), 0) FROM repossession),
             (SELECT coalesce(max(id), 0) FROM journal_entry),
             (SELECT coalesce(max(number), 0) FROM journal_entry WHERE company = 1),
             (SELECT coalesce(max(id), 0) FROM bulk_operation),
             (SELECT id FROM location WHERE company = 1 AND kind = 'customer'),
             (SELECT id FROM location WHERE company = 1 AND kind = 'lost'),
             $1::date, $2::timestamptz",
    )
    .bind(today)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

async fn insert_operation(
    connection: &mut PgConnection,
    work: &Work,
    seen_json: &str,
) -> Result<(), AnyError> {
    let request = &work.request;
    let submission = &request.body;
    sqlx::query(
        "INSERT INTO bulk_operation (
             company, operation_id, number, submitted_by, committed_at, today,
             early_write_off_days, early_acknowledged, entries, written_off, failed, early, amount,
             file_name, file_bytes, file_sha256, file, seen)
         SELECT 1, $1::uuid,
                (SELECT coalesce(max(number), 0) + 1 FROM bulk_operation WHERE company = 1),
                1, now, today, 90, true, (SELECT count(*) FROM asked),
                (SELECT count(*) FROM eligible),
                (SELECT count(*) FROM asked) - (SELECT count(*) FROM eligible),
                (SELECT count(*) FROM eligible WHERE days < 90),
                (SELECT sum(principal_balance + fees_balance + tax_balance) FROM ending),
                $2, length($3), $4, $3, $5
           FROM base",
    )
    .bind(request.id.to_string())
    .bind(&submission.file_name)
    .bind(&submission.file)
    .bind(&submission.file_sha256)
    .bind(seen_json)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO request (company, request_id, kind, recorded, app_user, request_sha256)
         SELECT 1, $1::uuid, 'bulk_write_off', last_operation + 1, 1, $2 FROM base",
    )
    .bind(request.id.to_string())
    .bind(request.sha256.as_slice())
    .execute(connection)
    .await?;
    Ok(())
}
