//! The audit log: writing refusals down, reading it, and walking it.

use async_trait::async_trait;
use domain::AccountId;
use domain::api::{AuditReply, AuditRow};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::StoreError;
use super::people::{CompanyId, UserId};
use crate::audit::of_sign_in::Named;
use crate::audit::{Chained, Events, Head, StoredHead, StoredRow, chain};
use crate::background;
use crate::hex::to_hex;

/// The chain of what belongs to no company.
const NO_COMPANY: i64 = 0;

/// In whose chain it stands that somebody tried to sign in.
pub(super) fn company_of(named: Option<&Named>) -> i64 {
    named.map_or(NO_COMPANY, |named| named.company.0)
}

/// Which rows are asked for. What is not said does not narrow.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Of these people.
    pub users: Option<Vec<UserId>>,
    /// About this account.
    pub account: Option<AccountId>,
    /// Of this operation.
    pub operation: Option<Uuid>,
    /// The action's code.
    pub action: Option<String>,
    /// At that instant or later.
    pub from: Option<Timestamp>,
    /// Before that instant.
    pub until: Option<Timestamp>,
}

/// A refused permission.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Who was refused.
    pub user: UserId,
    /// Which route, as it stands under `route` in the detail.
    pub route: String,
    /// What is written down.
    pub events: Events,
}

/// A person who may stand in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The user's number.
    pub user: UserId,
    /// The name that the person signs in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
}

/// The audit log.
#[async_trait]
pub trait Audit {
    /// Writes a refused permission down, unless the same person was refused the same route since
    /// that instant.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn note_refusal(
        &self,
        company: CompanyId,
        refusal: &Refusal,
        since: Timestamp,
    ) -> Result<(), StoreError>;

    /// A company's rows, the latest first: at most `limit`, with sequences below `before`.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn audit_rows(
        &self,
        company: CompanyId,
        filter: &AuditFilter,
        limit: u32,
        before: Option<u64>,
    ) -> Result<AuditReply, StoreError>;

    /// How many rows there are; counting ends at `at_most`.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn count_audit_rows(
        &self,
        company: CompanyId,
        filter: &AuditFilter,
        at_most: u32,
    ) -> Result<u32, StoreError>;

    /// Everybody of a company, those who may no longer sign in too.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn people_of(&self, company: CompanyId) -> Result<Vec<Known>, StoreError>;

    /// The number of the company's operation with that number within the company.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn operation_of_number(
        &self,
        company: CompanyId,
        number: u64,
    ) -> Result<Option<Uuid>, StoreError>;
}

/// The log as it was at one moment.
#[async_trait]
pub trait AuditSnapshot: Send {
    /// The company's codes by number.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn companies(&mut self) -> Result<Vec<(i64, String)>, StoreError>;

    /// The head of each chain, by company.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn heads(&mut self) -> Result<Vec<StoredHead>, StoreError>;

    /// The rows of a chain that follow on a place, at most `limit`.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn rows_after(
        &mut self,
        company: i64,
        sequence: i64,
        limit: u32,
    ) -> Result<Vec<StoredRow>, StoreError>;

    /// Companies that have rows and no head.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn without_head(&mut self) -> Result<Vec<i64>, StoreError>;

    /// The numbers of a company's operations of which no row tells, at most `limit`.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn untold_operations(&mut self, company: i64, limit: u32)
    -> Result<Vec<i64>, StoreError>;

    /// How many of a company's repossessions no row tells of, and one of their accounts.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn untold_repossessions(
        &mut self,
        company: i64,
    ) -> Result<(i64, Option<String>), StoreError>;
}

/// Rows as one parameter in JSON, and the head after them. What is the same in all of them is
/// apart.
#[derive(Debug)]
pub(super) struct ChainedRows {
    /// What is the same in all rows; none where there are no rows.
    pub(super) common: Option<StoredRow>,
    /// Sequence, action, account, operation, result, detail, hash in hexadecimal.
    pub(super) json: String,
    /// How many rows.
    pub(super) count: usize,
    /// The head after them.
    pub(super) head: Head,
}

/// Puts events at the end of a chain. Thousands of hashes are work for a thread that nobody waits
/// on.
pub(super) async fn chained(
    company: i64,
    head: Head,
    events: Events,
) -> Result<ChainedRows, StoreError> {
    background::run(move || {
        let Chained { rows, head } = chain(company, head, events);
        let json = serde_json::to_string(&rows.iter().map(own).collect::<Vec<_>>())?;
        Ok(ChainedRows { count: rows.len(), common: rows.into_iter().next(), json, head })
    })
    .await?
}

/// What a row has of its own.
fn own(row: &StoredRow) -> impl Serialize {
    (
        row.sequence,
        &row.action,
        &row.account,
        &row.operation,
        &row.result,
        &row.detail,
        to_hex(&row.hash),
    )
}

/// A head as a query puts it.
pub(super) type HeadRow = (i64, i64, Vec<u8>);

/// The head that new rows follow on.
pub(super) fn head(sequence: i64, hash: Vec<u8>) -> Result<Head, StoreError> {
    let hash = hash
        .try_into()
        .map_err(|_| StoreError::Unreadable("the hash at the head of an audit chain".to_owned()))?;
    Ok(Head { sequence, hash })
}

/// A row of the log with the names that go with it.
#[derive(sqlx::FromRow)]
pub(super) struct ListedRow {
    #[sqlx(flatten)]
    row: StoredRow,
    name: Option<String>,
    operation_number: Option<i64>,
}

impl ListedRow {
    fn into_api(self) -> Result<AuditRow, StoreError> {
        let row = self.row;
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

/// A part of the log: `rows` are one more than `limit` where there are older ones.
pub(super) fn part(rows: Vec<ListedRow>, limit: u32) -> Result<AuditReply, StoreError> {
    let shown = usize::try_from(limit)?;
    let more = rows.len() > shown;
    let rows: Vec<AuditRow> =
        rows.into_iter().take(shown).map(ListedRow::into_api).collect::<Result<_, _>>()?;
    let next_before = more.then(|| rows.last().map(|row| row.sequence)).flatten();
    Ok(AuditReply { rows, next_before })
}
