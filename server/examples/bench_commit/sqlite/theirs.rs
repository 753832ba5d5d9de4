//! By hand: what a person who knows the schema would write in SQL, and nothing else.

use std::path::Path;
use std::time::{Duration, Instant};

use server::clock::date_in;
use server::instant;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use super::{options, their_audit};
use crate::{AnyError, Work};

/// What is to be done. `?1` is today, `?2` is now.
const FIND: [&str; 3] = [
    "CREATE TEMP TABLE base AS SELECT
         (SELECT coalesce(max(id), 0) FROM repossession) AS last_repossession,
         (SELECT coalesce(max(id), 0) FROM journal_entry) AS last_entry,
         (SELECT coalesce(max(number), 0) FROM journal_entry WHERE company = 1) AS last_number,
         (SELECT coalesce(max(id), 0) FROM bulk_operation) AS last_operation,
         (SELECT id FROM location WHERE company = 1 AND kind = 'customer') AS customers,
         (SELECT id FROM location WHERE company = 1 AND kind = 'lost') AS lost, ?1 AS today, ?2 AS now",
    "CREATE TEMP TABLE eligible AS
         SELECT row_number() OVER (ORDER BY account.account_id) AS number, asked.entry, asked.line,
                account.account_id, customer.name AS customer, fulfilment_centre.name AS centre,
                pending_action.id AS action, account.defaulted_on,
                CAST(julianday(base.today) - julianday(account.defaulted_on) AS INTEGER) AS days
           FROM asked
          CROSS JOIN base
          CROSS JOIN account ON account.company = 1 AND account.account_id = asked.account
           JOIN customer ON customer.id = account.customer
           JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
           LEFT JOIN pending_action ON pending_action.company = 1
            AND pending_action.account = account.account_id
            AND pending_action.type = 'repossession' AND pending_action.status = 'pending'
          WHERE account.state = 'defaulted'
            AND EXISTS (SELECT 1 FROM contract WHERE company = 1
                           AND contract.account = account.account_id AND status = 'active')",
    "CREATE TEMP TABLE ending AS
         SELECT eligible.number AS number, contract.id AS contract, principal_balance, fees_balance,
                tax_balance
           FROM eligible CROSS JOIN contract ON contract.company = 1
            AND contract.account = eligible.account_id AND contract.status = 'active'",
];

/// Doing it, with the operation there.
const DO: [&str; 15] = [
    "INSERT INTO repossession (id, company, account, repossessed_on, completed_by,
                               product_condition, pending_action, recorded_at, recorded_by)
         SELECT base.last_repossession + number, 1, account_id, base.today, 1, 'nothing_recovered',
                action, base.now, 1
           FROM eligible CROSS JOIN base",
    "INSERT INTO repossession_line (repossession, contract, product, held, returned)
         SELECT base.last_repossession + ending.number, ending.contract, product, quantity, 0
           FROM ending CROSS JOIN base CROSS JOIN held_product
             ON held_product.contract = ending.contract",
    "INSERT INTO write_off (repossession, company, method, operation)
         SELECT base.last_repossession + number, 1, 'bulk', base.last_operation + 1
           FROM eligible CROSS JOIN base",
    "INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
         SELECT contract, base.last_repossession + number, principal_balance, fees_balance, tax_balance
           FROM ending CROSS JOIN base",
    "UPDATE contract SET status = 'terminated', principal_balance = 0, fees_balance = 0,
            tax_balance = 0
       FROM ending WHERE contract.id = ending.contract",
    "UPDATE account SET state = 'inactive'
       FROM eligible WHERE account.company = 1 AND account.account_id = eligible.account_id",
    "UPDATE pending_action SET status = 'done', done_at = (SELECT now FROM base)
       FROM eligible WHERE pending_action.id = eligible.action",
    "DELETE FROM held_product WHERE contract IN (SELECT contract FROM ending)",
    "INSERT INTO stock_move (company, from_location, to_location, contract, product, quantity,
                             repossession, moved_on)
         SELECT 1, base.customers, base.lost, contract, product, held, line.repossession, base.today
           FROM base CROSS JOIN repossession_line AS line
             ON line.repossession > base.last_repossession",
    "INSERT INTO stock (location, product, quantity)
         SELECT base.lost, product, sum(held)
           FROM base CROSS JOIN repossession_line AS line
             ON line.repossession > base.last_repossession
          GROUP BY product
         ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity",
    "INSERT INTO contract_loss (contract, repossession, kind, booked_on, principal, fees, tax,
                                recovered_principal, recovered_fees, recovered_tax)
         SELECT contract, base.last_repossession + number, 'write_off', base.today,
                principal_balance, fees_balance, tax_balance, 0, 0, 0
           FROM ending CROSS JOIN base",
    "INSERT INTO journal_entry (id, company, number, booked_on, recorded_at, cause, account,
                                repossession, recorded_by)
         SELECT base.last_entry + number, 1, base.last_number + number, base.today, base.now,
                'write_off', account_id, base.last_repossession + number, 1
           FROM eligible CROSS JOIN base",
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
                'written_off', days, days < 90,
                sum(principal_balance + fees_balance + tax_balance), NULL, '[]'
           FROM eligible CROSS JOIN base JOIN ending ON ending.number = eligible.number
          GROUP BY eligible.number",
    "INSERT INTO notification (app_user, operation, at)
         SELECT 1, last_operation + 1, now FROM base",
];

/// Commits the file; says how long it took.
pub(crate) async fn commit(
    database: &Path,
    work: &Work,
    seen_json: &str,
) -> Result<Duration, AnyError> {
    let mut connection = options(database).connect().await?;
    let asked: Vec<_> = (0..)
        .zip(work.request.body.entries.iter())
        .filter_map(|(entry, of)| Some((entry, of.line, of.account.as_ref().ok()?)))
        .collect::<Vec<(u32, _, _)>>();
    let asked = serde_json::to_string(&asked)?;
    let nairobi = jiff::tz::TimeZone::get("Africa/Nairobi")?;
    let today = date_in(&nairobi, work.now).to_string();
    let now = instant::to_text(work.now);

    let began = Instant::now();
    let mut write = connection.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query(
        "CREATE TEMP TABLE asked AS SELECT value ->> 0 AS entry, value ->> 1 AS line,
                value ->> 2 AS account FROM json_each(?1)",
    )
    .bind(&asked)
    .execute(&mut *write)
    .await?;
    for statement in FIND {
        sqlx::query(statement).bind(&today).bind(&now).execute(&mut *write).await?;
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

async fn insert_operation(
    connection: &mut SqliteConnection,
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
         SELECT 1, ?1, (SELECT coalesce(max(number), 0) + 1 FROM bulk_operation WHERE company = 1),
                1, now, today, 90, 1, (SELECT count(*) FROM asked),
                (SELECT count(*) FROM eligible),
                (SELECT count(*) FROM asked) - (SELECT count(*) FROM eligible),
                (SELECT count(*) FROM eligible WHERE days < 90),
                (SELECT sum(principal_balance + fees_balance + tax_balance) FROM ending),
                ?2, length(?3), ?4, ?3, ?5
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
         SELECT 1, ?1, 'bulk_write_off', last_operation + 1, 1, ?2 FROM base",
    )
    .bind(request.id.to_string())
    .bind(request.sha256.as_slice())
    .execute(connection)
    .await?;
    Ok(())
}
