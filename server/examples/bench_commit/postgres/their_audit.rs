//! The audit rows by hand: what they tell in SQL, their hashes here, and one insert.

use sqlx::PgConnection;

use crate::{AnyError, Work, chain};

/// What became of each entry, as one text without blanks.
const OUTCOMES: &str = "
    SELECT '[' || string_agg(
               '[' || concat_ws(',', entry, line, to_json(account), to_json(customer),
                                to_json(centre), to_json(outcome), days_since_default, early::int,
                                amount, coalesce(first_line::text, 'null'),
                                to_json(changed::text)) || ']', ',' ORDER BY entry) || ']'
      FROM base JOIN bulk_operation_outcome ON operation = base.last_operation + 1";

/// An account and what changed about it, in the order of the accounts.
const ACCOUNTS: &str = "
    WITH line AS (
        SELECT line.repossession, line.contract,
               string_agg(format('{\"product\":%s,\"returned\":0,\"lost\":%s}', product, held), ','
                          ORDER BY product) AS products
          FROM base JOIN repossession_line AS line ON line.repossession > base.last_repossession
         GROUP BY line.repossession, line.contract),
    ended AS (
        SELECT ending.number, sum(principal_balance + fees_balance + tax_balance) AS amount,
               string_agg(format('{\"contract\":%s,\"status\":{\"before\":\"active\",'
                   '\"after\":\"terminated\"},\"principal\":%s,\"fees\":%s,\"tax\":%s,\"products\":[%s]}',
                   ending.contract, principal_balance, fees_balance, tax_balance, line.products),
                   ',' ORDER BY ending.contract) AS contracts
          FROM ending CROSS JOIN base
          LEFT JOIN line ON line.repossession = base.last_repossession + ending.number
           AND line.contract = ending.contract
         GROUP BY ending.number)
    SELECT account_id, format('{\"method\":\"bulk\",\"state\":{\"before\":\"defaulted\",'
               '\"after\":\"inactive\"},\"amount\":%s,\"contracts\":[%s],\"completes_repossession\":%s}',
               amount, contracts, (action IS NOT NULL)::text)
      FROM eligible JOIN ended ON ended.number = eligible.number ORDER BY account_id";

/// The operation as a whole.
const OPERATION: &str = "
    SELECT format('{\"file_name\":%s,\"file_sha256\":%s,\"outcomes_sha256\":%s,\"entries\":%s,'
               '\"written_off\":%s,\"failed\":%s,\"early\":%s,\"early_acknowledged\":true,'
               '\"amount\":%s}', to_json(file_name), to_json(file_sha256), to_json($1::text), entries,
               written_off, failed, early, amount)
      FROM base JOIN bulk_operation ON bulk_operation.id = base.last_operation + 1";

/// Writes the rows of the first company's chain, and moves its head.
pub(crate) async fn write(
    connection: &mut PgConnection,
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
    let head: (i64, Vec<u8>) = sqlx::query_as(
        "SELECT sequence, hash FROM audit_chain WHERE company = 1 FOR NO KEY UPDATE",
    )
    .fetch_one(&mut *connection)
    .await?;
    let (rows, head) = chain::rows(work, now, head, accounts, operation)?;
    sqlx::query(
        "INSERT INTO audit_row (company, sequence, form, at, app_user, user_name, role, action,
                                account, operation, result, detail, hash)
         SELECT 1, (value ->> 0)::bigint, 1, $1::timestamptz, 1, $2, 'admin', value ->> 1,
                value ->> 2, $3::uuid, 'done', value ->> 3, decode(value ->> 4, 'hex')
           FROM jsonb_array_elements($4::jsonb) AS chained (value)",
    )
    .bind(now)
    .bind("a.wanjiku")
    .bind(work.request.id.to_string())
    .bind(serde_json::to_string(&rows)?)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE audit_chain SET sequence = $1, hash = $2 WHERE company = 1")
        .bind(head.sequence)
        .bind(head.hash)
        .execute(connection)
        .await?;
    Ok(())
}
