//! The audit rows by hand: what they tell in SQL, their hashes here, and one insert.

use sqlx::SqliteConnection;

use crate::{AnyError, Work, chain};

/// What became of each entry, as one text.
const OUTCOMES: &str = "
    SELECT json_group_array(json_array(entry, line, account, customer, centre, outcome,
                                       days_since_default, early, amount, first_line, changed)
                            ORDER BY entry)
      FROM base JOIN bulk_operation_outcome ON operation = base.last_operation + 1";

/// An account and what changed about it, in the order of the accounts.
const ACCOUNTS: &str = "
    SELECT account_id, json_object(
               'method', 'bulk',
               'state', json_object('before', 'defaulted', 'after', 'inactive'),
               'amount', sum(principal_balance + fees_balance + tax_balance),
               'contracts', json_group_array(json_object(
                   'contract', ending.contract,
                   'status', json_object('before', 'active', 'after', 'terminated'),
                   'principal', principal_balance, 'fees', fees_balance, 'tax', tax_balance,
                   'products', (
                       SELECT json_group_array(json_object('product', product, 'returned', 0,
                                                           'lost', held) ORDER BY product)
                         FROM repossession_line AS line
                        WHERE line.repossession = base.last_repossession + eligible.number
                          AND line.contract = ending.contract)) ORDER BY ending.contract),
               'completes_repossession', json(iif(action IS NULL, 'false', 'true')))
      FROM eligible CROSS JOIN base JOIN ending ON ending.number = eligible.number
     GROUP BY eligible.number ORDER BY eligible.number";

/// The operation as a whole.
const OPERATION: &str = "
    SELECT json_object('file_name', file_name, 'file_sha256', file_sha256, 'outcomes_sha256', ?1,
                       'entries', entries, 'written_off', written_off, 'failed', failed,
                       'early', early, 'early_acknowledged', json('true'), 'amount', amount)
      FROM base JOIN bulk_operation ON bulk_operation.id = base.last_operation + 1";

/// Writes the rows of the first company's chain, and moves its head.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    work: &Work,
    now: &str,
) -> Result<(), AnyError> {
    let outcomes: String = sqlx::query_scalar(OUTCOMES).fetch_one(&mut *connection).await?;
    let accounts: Vec<(String, String)> =
        sqlx::query_as(ACCOUNTS).fetch_all(&mut *connection).await?;
    let operation: String = sqlx::query_scalar(OPERATION)
        .bind(chain::sha256(&outcomes))
        .fetch_one(&mut *connection)
        .await?;
    let head: (i64, Vec<u8>) =
        sqlx::query_as("SELECT sequence, hash FROM audit_chain WHERE company = 1")
            .fetch_one(&mut *connection)
            .await?;
    let (rows, head) = chain::rows(work, now, head, accounts, operation)?;
    sqlx::query(
        "INSERT INTO audit_row (company, sequence, form, at, app_user, user_name, role, action,
                                account, operation, result, detail, hash)
         SELECT 1, value ->> 0, 1, ?1, 1, ?2, 'admin', value ->> 1, value ->> 2, ?3, 'done',
                value ->> 3, unhex(value ->> 4)
           FROM json_each(?4)",
    )
    .bind(now)
    .bind("a.wanjiku")
    .bind(work.request.id.to_string())
    .bind(serde_json::to_string(&rows)?)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE audit_chain SET sequence = ?1, hash = ?2 WHERE company = 1")
        .bind(head.sequence)
        .bind(head.hash)
        .execute(connection)
        .await?;
    Ok(())
}
