//! The audit log: appending to it, reading it, and reading it for verification.

use domain::api::AuditReceipt;
use domain::audit::AuditAction;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::db::{Connection, Instant, Key, Rows};
use super::{Store, StoreError, exactly};
use crate::audit_chain::of_sign_in::Named;
use crate::audit_chain::{Events, Head, StoredRow, chain};
use crate::hex::to_hex;
use crate::identity::{CompanyId, UserId};

/// The chain of what belongs to no company.
const NO_COMPANY: i64 = 0;

/// The chain in which an attempt to sign in is recorded.
pub(super) fn company_of(named: Option<&Named>) -> i64 {
    named.map_or(NO_COMPANY, |named| named.company.0)
}

/// A refused permission.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Who was refused.
    pub user: UserId,
    /// The route, as it stands under `route` in the detail.
    pub route: String,
    /// What is recorded.
    pub events: Events,
}

/// A person who may stand in the log.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KnownPerson {
    #[sqlx(rename = "id")]
    pub user: UserId,
    /// The name that the person signs in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct HeadRow {
    pub(super) company: i64,
    pub(super) sequence: i64,
    pub(super) hash: Vec<u8>,
}

/// Appends events to a company's chain (0: what belongs to none) and moves its head; says where the
/// head is then. It is locked until the transaction ends: nobody else appends meanwhile.
pub(super) async fn append(
    connection: &mut Connection,
    company: i64,
    events: Events,
) -> Result<AuditReceipt, StoreError> {
    connection.lock_chain(company).await?;
    let head: HeadRow = connection
        .query("SELECT company, sequence, hash FROM audit_chain WHERE company = $1")
        .bind(company)
        .fetch_one()
        .await?;
    let hash = head
        .hash
        .try_into()
        .map_err(|_| StoreError::Unreadable("the hash at the head of an audit chain".to_owned()))?;
    let (at, last) = (Instant(events.at), Head { sequence: head.sequence, hash });
    // Thousands of hashes are work for a blocking thread.
    let chained = tokio::task::spawn_blocking(move || chain(company, last, events)).await?;
    let head = chained.head;
    if let Some(common) = chained.rows.first().cloned() {
        insert(connection, at, common, &chained.rows).await?;
        let moved = connection
            .query(
                "UPDATE audit_chain SET sequence = $2, hash = $3
                  WHERE company = $1 AND sequence = $4",
            )
            .bind(company)
            .bind(head.sequence)
            .bind(head.hash.as_slice())
            .bind(last.sequence)
            .execute()
            .await?;
        exactly("heads of audit chains", 1, moved)?;
    }
    Ok(AuditReceipt { sequence: u64::try_from(head.sequence)?, hash: to_hex(&head.hash) })
}

/// Inserts chained rows; what is the same in all of them stands in `common`.
async fn insert(
    connection: &mut Connection,
    at: Instant,
    common: StoredRow,
    rows: &[StoredRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO audit_row (company, sequence, form, at, app_user, user_name, role, action,
                                    account, operation, address, request_id, result, detail, hash)
             SELECT $1, sequence, $2, $3, $4, $5, $6, action, account, operation, $7, $8, result,
                    detail, hash
               FROM {rows $9: sequence int, action text, account text, operation uuid, result text,
                              detail text, hash bytes} AS new",
        )
        .bind(common.company)
        .bind(common.form)
        .bind(at)
        .bind(common.user)
        .bind(common.user_name)
        .bind(common.role)
        .bind(common.address)
        .bind(common.request_id)
        .bind(&Rows::new(rows)?)
        .execute()
        .await?;
    exactly("audit rows", rows.len(), inserted)
}

impl Store {
    /// Records a refused permission, unless the same person was refused the same route since that
    /// instant.
    pub async fn note_refusal(
        &self,
        company: CompanyId,
        refusal: &Refusal,
        since: Timestamp,
    ) -> Result<(), StoreError> {
        #[derive(Deserialize)]
        struct Detail {
            route: String,
        }
        let mut write = self.db.begin_write().await?;
        // Concurrent refusals of one person are recorded one after another.
        write.lock_name("refusal", &refusal.user.0.to_string()).await?;
        let recorded: Vec<String> = write
            .query(
                "SELECT detail FROM audit_row
                  WHERE company = $1 AND app_user = $2 AND at > $3 AND action = $4",
            )
            .bind(company)
            .bind(refusal.user)
            .bind(Instant(since))
            .bind(AuditAction::Permission.code())
            .fetch_scalars()
            .await?;
        let same = |detail: &String| {
            serde_json::from_str(detail).is_ok_and(|Detail { route }| route == refusal.route)
        };
        if recorded.iter().any(same) {
            return write.rollback().await;
        }
        append(&mut write, company.0, refusal.events.clone()).await?;
        write.commit().await
    }

    /// Everybody of a company, those who may no longer sign in too.
    pub async fn people_of(&self, company: CompanyId) -> Result<Vec<KnownPerson>, StoreError> {
        let mut connection = self.db.connection().await?;
        let people = "SELECT id, user_name, name FROM app_user WHERE company = $1";
        connection.query(people).bind(company).fetch_all().await
    }

    /// The id of the company's operation with that number within the company.
    pub async fn operation_of_number(
        &self,
        company: CompanyId,
        number: u64,
    ) -> Result<Option<Uuid>, StoreError> {
        let Ok(number) = i64::try_from(number) else { return Ok(None) };
        let id: Option<Key> = self
            .db
            .connection()
            .await?
            .query("SELECT operation_id FROM bulk_operation WHERE company = $1 AND number = $2")
            .bind(company)
            .bind(number)
            .fetch_scalar()
            .await?;
        Ok(id.map(|key| key.0))
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct LogRow {
    company: i64,
    sequence: i64,
    form: i64,
    at: Instant,
    app_user: Option<i64>,
    user_name: Option<String>,
    role: Option<String>,
    action: String,
    account: Option<String>,
    operation: Option<Key>,
    address: Option<String>,
    request_id: Option<String>,
    result: String,
    detail: String,
    hash: Vec<u8>,
}

impl From<LogRow> for StoredRow {
    fn from(row: LogRow) -> Self {
        Self {
            company: row.company,
            sequence: row.sequence,
            form: row.form,
            at: row.at.to_string(),
            user: row.app_user,
            user_name: row.user_name,
            role: row.role,
            action: row.action,
            account: row.account,
            operation: row.operation.map(|key| key.0.to_string()),
            address: row.address,
            request_id: row.request_id,
            result: row.result,
            detail: row.detail,
            hash: row.hash,
        }
    }
}
