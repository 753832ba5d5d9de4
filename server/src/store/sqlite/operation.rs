//! Reading what an operation did.

use domain::api::{Operation, OperationOutcome, OperationSummary};
use domain::bulk_write_off::Change;
use domain::money::{Currency, Money};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::SqliteStore;
use crate::store::StoreError;
use crate::store::people::CompanyId;

/// The file that was submitted.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl SqliteStore {
    /// An operation with its outcomes; none where the company has no such operation.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn operation(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<Operation>, StoreError> {
        let mut read = self.begin_read().await?;
        let operation = load(&mut read, company, operation_id).await?;
        read.commit().await?;
        Ok(operation)
    }

    /// The file of an operation; none where the company has no such operation.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn operation_file(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<KeptFile>, StoreError> {
        let row: Option<(String, Vec<u8>)> = sqlx::query_as(
            "SELECT file_name, file FROM bulk_operation WHERE company = ?1 AND operation_id = ?2",
        )
        .bind(company.0)
        .bind(operation_id.to_string())
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|(name, bytes)| KeptFile { name, bytes }))
    }
}

/// Loads an operation from its rows: the reply to the first request and to every retry.
pub(super) async fn load(
    connection: &mut SqliteConnection,
    company: CompanyId,
    operation_id: Uuid,
) -> Result<Option<Operation>, StoreError> {
    let row: Option<(i64, SummaryRow)> = sqlx::query_as::<_, WithKey>(
        "SELECT bulk_operation.id, operation_id, number, committed_at, today,
                app_user.name AS submitted_by, file_name, file_bytes, file_sha256, entries,
                written_off, failed, amount, currency, minor_digits
           FROM bulk_operation
           JOIN app_user ON app_user.id = bulk_operation.submitted_by
           JOIN operating_company ON operating_company.id = bulk_operation.company
          WHERE bulk_operation.company = ?1 AND operation_id = ?2",
    )
    .bind(company.0)
    .bind(operation_id.to_string())
    .fetch_optional(&mut *connection)
    .await?
    .map(|row| (row.id, row.summary));
    let Some((key, summary)) = row else { return Ok(None) };
    let outcomes = outcomes(connection, key).await?;
    Ok(Some(Operation { summary: summary.to_api()?, outcomes }))
}

#[derive(sqlx::FromRow)]
struct WithKey {
    id: i64,
    #[sqlx(flatten)]
    summary: SummaryRow,
}

/// An operation's row, with the names that go with it.
#[derive(sqlx::FromRow)]
pub(super) struct SummaryRow {
    operation_id: String,
    number: i64,
    committed_at: String,
    today: String,
    submitted_by: String,
    file_name: String,
    file_bytes: i64,
    file_sha256: String,
    entries: u32,
    written_off: u32,
    failed: u32,
    amount: i64,
    currency: String,
    minor_digits: u8,
}

impl SummaryRow {
    pub(super) fn to_api(&self) -> Result<OperationSummary, StoreError> {
        Ok(OperationSummary {
            id: self.operation_id.clone(),
            number: u64::try_from(self.number)?,
            committed_at: self.committed_at.clone(),
            today: self.today.parse()?,
            submitted_by: self.submitted_by.clone(),
            file_name: self.file_name.clone(),
            file_bytes: u64::try_from(self.file_bytes)?,
            file_sha256: self.file_sha256.clone(),
            entries: self.entries,
            written_off: self.written_off,
            failed: self.failed,
            amount: Money::from_minor(self.amount),
            currency: Currency { code: self.currency.clone(), minor_digits: self.minor_digits },
        })
    }
}

#[derive(sqlx::FromRow)]
struct OutcomeRow {
    line: u32,
    account: String,
    customer: Option<String>,
    centre: Option<String>,
    outcome: String,
    days_since_default: Option<u32>,
    early: bool,
    amount: Option<i64>,
    first_line: Option<u32>,
    changed: String,
}

async fn outcomes(
    connection: &mut SqliteConnection,
    key: i64,
) -> Result<Vec<OperationOutcome>, StoreError> {
    let rows: Vec<OutcomeRow> = sqlx::query_as(
        "SELECT line, account, customer, centre, outcome, days_since_default, early, amount,
                first_line, changed
           FROM bulk_operation_outcome WHERE operation = ?1 ORDER BY entry",
    )
    .bind(key)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(outcome).collect()
}

fn outcome(row: OutcomeRow) -> Result<OperationOutcome, StoreError> {
    let codes: Vec<String> = serde_json::from_str(&row.changed)?;
    let changed = codes
        .iter()
        .map(|code| {
            Change::from_code(code)
                .ok_or_else(|| StoreError::Unreadable(format!("change `{code}`")))
        })
        .collect::<Result<_, _>>()?;
    Ok(OperationOutcome {
        line: row.line,
        account: row.account,
        customer: row.customer,
        centre: row.centre,
        outcome: row.outcome,
        days_since_default: row.days_since_default,
        early: row.early,
        amount: row.amount.map(Money::from_minor),
        first_line: row.first_line,
        changed,
    })
}
