//! What was recorded of an account: failed attempts, repossessions, write-offs.

use std::collections::BTreeMap;

use domain::AccountId;
use domain::account::{ContractId, ProductId, Quantity};
use domain::api::{
    AttemptRecord, OperationLink, RepossessionLine, RepossessionRecord, WriteOffMethod,
    WriteOffRecord,
};
use domain::failed_attempt::AttemptReason;
use domain::money::{Balance, Money};
use domain::repossession::ProductCondition;

use super::db::{Connection, Day, Instant, Key};
use super::{StoreError, stored};
use crate::identity::CompanyId;

#[derive(sqlx::FromRow)]
struct AttemptRow {
    id: i64,
    account: String,
    pending_action: i64,
    attempted_on: Day,
    reason: String,
    promised_on: Option<Day>,
    note: Option<String>,
    recorded_by: String,
    recorded_at: Instant,
}

impl AttemptRow {
    fn into_api(self) -> Result<AttemptRecord, StoreError> {
        Ok(AttemptRecord {
            number: self.id,
            account: stored::account(&self.account)?,
            action: self.pending_action,
            attempted_on: self.attempted_on.0,
            reason: AttemptReason::from_code(&self.reason)
                .ok_or_else(|| stored::unreadable("reason", &self.reason))?,
            promised_on: self.promised_on.map(|day| day.0),
            note: self.note,
            recorded_by: self.recorded_by,
            recorded_at: self.recorded_at.to_string(),
        })
    }
}

/// The account's failed attempt of that number, if there is one.
pub(super) async fn attempt(
    connection: &mut Connection,
    company: CompanyId,
    account: &AccountId,
    number: i64,
) -> Result<Option<AttemptRecord>, StoreError> {
    Ok(attempts(connection, company, account, Some(number), 1).await?.into_iter().next())
}

/// The account's failed attempts, the latest first; only that of a number where one is given.
pub(super) async fn attempts(
    connection: &mut Connection,
    company: CompanyId,
    account: &AccountId,
    number: Option<i64>,
    limit: i64,
) -> Result<Vec<AttemptRecord>, StoreError> {
    let rows: Vec<AttemptRow> = connection
        .query(
            "SELECT failed_attempt.id, account, pending_action, attempted_on, reason, promised_on,
                    note, app_user.name AS recorded_by, recorded_at
               FROM failed_attempt
               JOIN app_user ON app_user.id = failed_attempt.recorded_by
              WHERE failed_attempt.company = $1 AND account = $2
                AND ($3 IS NULL OR failed_attempt.id = $3)
              ORDER BY attempted_on DESC, failed_attempt.id DESC LIMIT $4",
        )
        .bind(company)
        .bind(account.as_str())
        .bind(number)
        .bind(limit)
        .fetch_all()
        .await?;
    rows.into_iter().map(AttemptRow::into_api).collect()
}

/// A repossession, and the write-off that it is where it is one.
#[derive(sqlx::FromRow)]
struct RepossessionRow {
    id: i64,
    account: String,
    repossessed_on: Day,
    completed_by: Option<String>,
    recorded_by: Option<String>,
    recorded_at: Instant,
    cu_number: Option<String>,
    product_condition: String,
    method: Option<String>,
    process: Option<i64>,
    operation_id: Option<Key>,
    operation_number: Option<i64>,
    principal: i64,
    fees: i64,
    tax: i64,
}

impl RepossessionRow {
    fn into_api(self) -> Result<RepossessionRecord, StoreError> {
        let write_off = match &self.method {
            None => None,
            Some(method) => Some(WriteOffRecord {
                method: WriteOffMethod::from_code(method)
                    .ok_or_else(|| stored::unreadable("method", method))?,
                operation: match (self.operation_id, self.operation_number) {
                    (Some(id), Some(number)) => {
                        Some(OperationLink { id: id.0.to_string(), number: number.try_into()? })
                    }
                    _ => None,
                },
                process: self.process,
                amount: Balance {
                    principal: Money::from_minor(self.principal),
                    fees: Money::from_minor(self.fees),
                    tax: Money::from_minor(self.tax),
                },
            }),
        };
        Ok(RepossessionRecord {
            number: self.id,
            account: stored::account(&self.account)?,
            date: self.repossessed_on.0,
            completed_by: self.completed_by,
            recorded_by: self.recorded_by,
            recorded_at: self.recorded_at.to_string(),
            cu_number: self.cu_number,
            product_condition: ProductCondition::from_code(&self.product_condition)
                .ok_or_else(|| stored::unreadable("condition", &self.product_condition))?,
            lines: Vec::new(),
            write_off,
        })
    }
}

#[derive(sqlx::FromRow)]
struct LineRow {
    repossession: i64,
    contract: i64,
    product: i64,
    name: String,
    held: i64,
    returned: i64,
}

/// An account's repossessions and write-offs with their lines, the latest first.
pub(super) async fn repossessions(
    connection: &mut Connection,
    company: CompanyId,
    account: &AccountId,
) -> Result<Vec<RepossessionRecord>, StoreError> {
    let mut lines_of: BTreeMap<i64, Vec<RepossessionLine>> = BTreeMap::new();
    for line in lines(connection, company, account).await? {
        lines_of.entry(line.repossession).or_default().push(RepossessionLine {
            contract: ContractId(line.contract),
            product: ProductId(line.product),
            name: line.name,
            held: Quantity(line.held.try_into()?),
            returned: Quantity(line.returned.try_into()?),
        });
    }
    let rows: Vec<RepossessionRow> = connection
        .query(
            "SELECT repossession.id, repossession.account, repossessed_on,
                    completer.name AS completed_by, recorder.name AS recorded_by, recorded_at,
                    cu_number, product_condition, write_off.method,
                    write_off.process, operation_id, bulk_operation.number AS operation_number,
                    CAST(coalesce(sum(principal), 0) AS bigint) AS principal,
                    CAST(coalesce(sum(fees), 0) AS bigint) AS fees,
                    CAST(coalesce(sum(tax), 0) AS bigint) AS tax
               FROM repossession
               LEFT JOIN app_user AS completer ON completer.id = repossession.completed_by
               LEFT JOIN app_user AS recorder ON recorder.id = repossession.recorded_by
               LEFT JOIN write_off ON write_off.repossession = repossession.id
               LEFT JOIN bulk_operation ON bulk_operation.id = write_off.operation
               LEFT JOIN contract ON write_off.repossession IS NOT NULL
                AND contract.company = repossession.company
                AND contract.account = repossession.account
               LEFT JOIN write_off_contract ON write_off_contract.contract = contract.id
                AND write_off_contract.write_off = write_off.repossession
              WHERE repossession.company = $1 AND repossession.account = $2
              GROUP BY repossession.id, completer.name, recorder.name, write_off.method,
                       write_off.process, operation_id, bulk_operation.number
              ORDER BY repossession.id DESC",
        )
        .bind(company)
        .bind(account.as_str())
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let lines = lines_of.remove(&row.id).unwrap_or_default();
            Ok(RepossessionRecord { lines, ..row.into_api()? })
        })
        .collect()
}

async fn lines(
    connection: &mut Connection,
    company: CompanyId,
    account: &AccountId,
) -> Result<Vec<LineRow>, StoreError> {
    connection
        .query(
            "SELECT line.repossession, line.contract, line.product, product.name, line.held,
                    line.returned
               FROM repossession
               JOIN repossession_line AS line ON line.repossession = repossession.id
               JOIN product ON product.id = line.product
              WHERE repossession.company = $1 AND repossession.account = $2
              ORDER BY line.repossession, line.contract, line.product",
        )
        .bind(company)
        .bind(account.as_str())
        .fetch_all()
        .await
}
