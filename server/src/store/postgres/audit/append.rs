//! Putting rows at the end of a chain, in the transaction of what they tell.

use domain::api::AuditReceipt;
use sqlx::PgConnection;

use super::super::apply::exactly;
use crate::audit::Events;
use crate::hex::to_hex;
use crate::store::StoreError;
use crate::store::audit::{HeadRow, chained, head};

/// Appends events to a company's chain (0: what belongs to none) and moves its head; says where it
/// is then. The head is locked until the transaction ends: nobody else appends meanwhile.
pub(in crate::store::postgres) async fn append(
    connection: &mut PgConnection,
    company: i64,
    events: Events,
) -> Result<AuditReceipt, StoreError> {
    let (_, sequence, hash): HeadRow = sqlx::query_as(
        "SELECT company, sequence, hash FROM audit_chain WHERE company = $1 FOR NO KEY UPDATE",
    )
    .bind(company)
    .fetch_one(&mut *connection)
    .await?;
    let rows = chained(company, head(sequence, hash)?, events).await?;
    if let Some(common) = rows.common {
        let insert = sqlx::query(
            "INSERT INTO audit_row (company, sequence, form, at, app_user, user_name, role, action,
                                    account, operation, address, request_id, result, detail, hash)
             SELECT $1, (value ->> 0)::bigint, $2, $3::timestamptz, $4, $5, $6, value ->> 1,
                    value ->> 2, (value ->> 3)::uuid, $7, $8, value ->> 4, (value ->> 5)::json,
                    decode(value ->> 6, 'hex')
               FROM jsonb_array_elements($9::jsonb) AS chained (value)",
        )
        .bind(company)
        .bind(common.form)
        .bind(common.at)
        .bind(common.user)
        .bind(common.user_name)
        .bind(common.role)
        .bind(common.address)
        .bind(common.request_id)
        .bind(rows.json);
        exactly(connection, "audit rows", rows.count, insert).await?;
        let moving = sqlx::query(
            "UPDATE audit_chain SET sequence = $2, hash = $3 WHERE company = $1 AND sequence = $4",
        )
        .bind(company)
        .bind(rows.head.sequence)
        .bind(rows.head.hash.to_vec())
        .bind(sequence);
        exactly(connection, "heads of audit chains", 1, moving).await?;
    }
    let sequence = u64::try_from(rows.head.sequence)?;
    Ok(AuditReceipt { sequence, hash: to_hex(&rows.head.hash) })
}
