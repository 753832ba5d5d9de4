//! Reading the log, the latest first.

use domain::api::AuditReply;
use domain::audit::AuditAction;
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::store::audit::{AuditFilter, ListedRow, part};
use crate::store::people::CompanyId;
use crate::store::{StoreError, instant};

pub(super) async fn rows(
    connection: &mut PgConnection,
    company: CompanyId,
    filter: &AuditFilter,
    limit: u32,
    before: Option<u64>,
) -> Result<AuditReply, StoreError> {
    let mut query = QueryBuilder::new(
        "SELECT entry.company, sequence, form, as_instant(at) AS at, entry.app_user,
                entry.user_name, entry.role, action, account, entry.operation::text, address,
                request_id, result, detail::text, hash,
                app_user.name, bulk_operation.number AS operation_number
           FROM audit_row AS entry
           LEFT JOIN app_user ON app_user.id = entry.app_user
           LEFT JOIN bulk_operation ON bulk_operation.company = entry.company
            AND bulk_operation.operation_id = entry.operation
          WHERE entry.company = ",
    );
    query.push_bind(company.0);
    narrow(&mut query, filter);
    if let Some(before) = before {
        // A place that no row has is after all of them.
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        query
            .push(
                " AND (entry.at, entry.sequence) < (coalesce((SELECT at FROM audit_row \
                 WHERE company = entry.company AND sequence = ",
            )
            .push_bind(before)
            .push("), 'infinity'), ")
            .push_bind(before)
            .push(")");
    }
    query.push(" ORDER BY entry.at DESC, entry.sequence DESC LIMIT ");
    // One more than asked for tells whether there are older ones.
    query.push_bind(i64::from(limit).saturating_add(1));
    let rows: Vec<ListedRow> = query.build_query_as().fetch_all(connection).await?;
    part(rows, limit)
}

pub(super) async fn count(
    connection: &mut PgConnection,
    company: CompanyId,
    filter: &AuditFilter,
    at_most: u32,
) -> Result<u32, StoreError> {
    let mut query = QueryBuilder::new(
        "SELECT count(*) FROM (SELECT 1 FROM audit_row AS entry WHERE entry.company = ",
    );
    query.push_bind(company.0);
    narrow(&mut query, filter);
    query.push(" LIMIT ").push_bind(i64::from(at_most)).push(") AS counted");
    let count: i64 = query.build_query_scalar().fetch_one(connection).await?;
    Ok(count.try_into()?)
}

/// What is asked for stands in the statement and what is not does not, so that it is read by the
/// index that fits.
fn narrow(query: &mut QueryBuilder<Postgres>, filter: &AuditFilter) {
    if let Some(users) = &filter.users {
        let users: Vec<i64> = users.iter().map(|user| user.0).collect();
        query.push(" AND entry.app_user = ANY(").push_bind(users).push(")");
    }
    if let Some(account) = &filter.account {
        query.push(" AND entry.account = ").push_bind(account.to_string());
    }
    if let Some(operation) = &filter.operation {
        query.push(" AND entry.operation = ").push_bind(operation.to_string()).push("::uuid");
    }
    if let Some(action) = &filter.action {
        query.push(" AND entry.action = ").push_bind(action.clone());
        if action != AuditAction::AccountWriteOff.code() {
            // The index on actions says this too.
            query.push(" AND entry.action <> 'account_write_off'");
        }
    }
    if let Some(from) = filter.from {
        query.push(" AND entry.at >= ").push_bind(instant::to_text(from)).push("::timestamptz");
    }
    if let Some(until) = filter.until {
        query.push(" AND entry.at < ").push_bind(instant::to_text(until)).push("::timestamptz");
    }
}
