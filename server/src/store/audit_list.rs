//! Reading the audit log, the latest rows first.

use domain::AccountId;
use domain::api::{AuditReply, AuditRow};
use domain::audit::AuditAction;
use jiff::Timestamp;
use uuid::Uuid;

use super::audit::LogRow;
use super::db::{Instant, Key, Query, Rows};
use super::{Store, StoreError};
use crate::audit_chain::StoredRow;
use crate::hex::to_hex;
use crate::identity::{CompanyId, UserId};

/// Which rows are asked for. What is not set does not narrow.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Of these people.
    pub users: Option<Vec<UserId>>,
    /// About this account.
    pub account: Option<AccountId>,
    pub operation: Option<Uuid>,
    /// The action's code.
    pub action: Option<String>,
    /// At that instant or later.
    pub from: Option<Timestamp>,
    /// Before that instant.
    pub until: Option<Timestamp>,
}

impl Store {
    /// A company's rows, the latest first: at most `limit`, with sequences below `before`.
    pub async fn audit_rows(
        &self,
        company: CompanyId,
        filter: &AuditFilter,
        limit: u32,
        before: Option<u64>,
    ) -> Result<AuditReply, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = read.query(LISTED);
        query.push_bind(company);
        narrow(&mut query, filter)?;
        if let Some(before) = before {
            // A place that no row has is after all of them.
            let before = i64::try_from(before).unwrap_or(i64::MAX);
            query.push(
                " AND (entry.at, entry.sequence) < (coalesce((SELECT at FROM audit_row
                   WHERE company = entry.company AND sequence = ",
            );
            query.push_bind(before).push("), ").push_bind(Instant(Timestamp::MAX)).push("), ");
            query.push_bind(before).push(")");
        }
        query.push(" ORDER BY entry.at DESC, entry.sequence DESC LIMIT ");
        // One more than asked for tells whether there are older ones.
        query.push_bind(i64::from(limit) + 1);
        let rows: Vec<ListedRow> = query.fetch_all().await?;
        let shown = usize::try_from(limit)?;
        let more = rows.len() > shown;
        let rows: Vec<AuditRow> =
            rows.into_iter().take(shown).map(ListedRow::into_api).collect::<Result<_, _>>()?;
        let next_before = rows.last().filter(|_| more).map(|row| row.sequence);
        Ok(AuditReply { rows, next_before })
    }

    /// How many rows there are; counting ends at `at_most`.
    pub async fn count_audit_rows(
        &self,
        company: CompanyId,
        filter: &AuditFilter,
        at_most: u32,
    ) -> Result<u32, StoreError> {
        let mut connection = self.db.connection().await?;
        let mut query = connection.query(
            "SELECT count(*) FROM (SELECT 1 AS one FROM audit_row AS entry WHERE entry.company = ",
        );
        query.push_bind(company);
        narrow(&mut query, filter)?;
        query.push(" LIMIT ").push_bind(i64::from(at_most)).push(") AS counted");
        Ok(query.fetch_value::<i64>().await?.try_into()?)
    }
}

const LISTED: &str = "
    SELECT entry.company, sequence, form, at, entry.app_user, entry.user_name, entry.role, action,
           account, entry.operation, address, request_id, result, detail, hash, app_user.name,
           bulk_operation.number AS operation_number
      FROM audit_row AS entry
      LEFT JOIN app_user ON app_user.id = entry.app_user
      LEFT JOIN bulk_operation ON bulk_operation.company = entry.company
       AND bulk_operation.operation_id = entry.operation
     WHERE entry.company = ";

/// Only the filters that are set stand in the statement, so that the index that fits serves it.
fn narrow(query: &mut Query<'_>, filter: &AuditFilter) -> Result<(), StoreError> {
    if let Some(users) = &filter.users {
        let users: Vec<i64> = users.iter().map(|user| user.0).collect();
        query.push(" AND entry.app_user IN ").push_values(&Rows::new(&users)?, "int");
    }
    if let Some(account) = &filter.account {
        query.push(" AND entry.account = ").push_bind(account.as_str());
    }
    if let Some(operation) = filter.operation {
        query.push(" AND entry.operation = ").push_bind(Key(operation));
    }
    if let Some(action) = &filter.action {
        query.push(" AND entry.action = ").push_bind(action.as_str());
        if action != AuditAction::AccountWriteOff.code() {
            // The index on actions says this too.
            query.push(" AND entry.action <> 'account_write_off'");
        }
    }
    if let Some(from) = filter.from {
        query.push(" AND entry.at >= ").push_bind(Instant(from));
    }
    if let Some(until) = filter.until {
        query.push(" AND entry.at < ").push_bind(Instant(until));
    }
    Ok(())
}

/// A row of the log with the names that go with it.
#[derive(sqlx::FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    row: LogRow,
    name: Option<String>,
    operation_number: Option<i64>,
}

impl ListedRow {
    fn into_api(self) -> Result<AuditRow, StoreError> {
        let row = StoredRow::from(self.row);
        Ok(AuditRow {
            sequence: row.sequence.try_into()?,
            at: row.at,
            user: row.user_name,
            name: self.name,
            role: row.role,
            action: row.action,
            account: row.account,
            operation: row.operation,
            operation_number: self.operation_number.map(u64::try_from).transpose()?,
            address: row.address,
            request_id: row.request_id,
            result: row.result,
            detail: row.detail,
            hash: to_hex(&row.hash),
        })
    }
}
