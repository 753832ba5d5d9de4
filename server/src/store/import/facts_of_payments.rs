//! What payments depend on beside accounts and their contracts, so that a preview judges them as a commit does.

use domain::import::Keys;
use domain::import::facts::{LossFact, PaidBefore, PayingFacts};
use domain::money::Money;
use domain::payments::{Loss, LossKind};

use super::facts::chunks;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Rows};
use crate::store::payments::terms;
use crate::store::{StoreError, stored};

/// Loads it where rows are payments. An account without anything left of earlier payments, and a contract of
/// which nothing was given up, need none of it.
pub(super) async fn load(
    connection: &mut Connection,
    company: CompanyId,
    keys: &Keys,
) -> Result<PayingFacts, StoreError> {
    if keys.payments.is_empty() {
        return Ok(PayingFacts::default());
    }
    let (order, late_days_forgiven) = terms(connection, company).await?;
    let mut facts = PayingFacts { order, late_days_forgiven, ..PayingFacts::default() };
    for asked in chunks(&keys.accounts) {
        let asked = asked?;
        facts.accounts.extend(paid_before(connection, company, &asked).await?);
        facts.losses.extend(losses(connection, company, &asked).await?);
    }
    Ok(facts)
}

async fn paid_before(
    connection: &mut Connection,
    company: CompanyId,
    asked: &Rows,
) -> Result<Vec<PaidBefore>, StoreError> {
    let rows: Vec<(String, i64, i64)> = connection
        .query(
            "SELECT account_id, credit, deposit
               FROM {values $2: text} AS asked
              CROSS JOIN account
              WHERE account.company = $1 AND account.account_id = asked.value
                AND (credit <> 0 OR deposit <> 0)",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|(account, credit, deposit)| {
            Ok(PaidBefore {
                account: stored::account(&account)?,
                credit: Money::from_minor(credit),
                deposit: Money::from_minor(deposit),
            })
        })
        .collect()
}

async fn losses(
    connection: &mut Connection,
    company: CompanyId,
    asked: &Rows,
) -> Result<Vec<LossFact>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct LossRow {
        contract_number: String,
        kind: String,
        booked_on: Day,
        principal: i64,
        fees: i64,
        tax: i64,
        recovered_principal: i64,
        recovered_fees: i64,
        recovered_tax: i64,
    }
    let rows: Vec<LossRow> = connection
        .query(
            "SELECT contract.contract_number, loss.kind, loss.booked_on, loss.principal, loss.fees,
                    loss.tax, recovered_principal, recovered_fees, recovered_tax
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               JOIN contract_loss AS loss ON loss.contract = contract.id
              WHERE contract.company = $1 AND contract.account = asked.value",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let kind = LossKind::from_code(&row.kind)
                .ok_or_else(|| stored::unreadable("kind of loss", &row.kind))?;
            let recovered = (row.recovered_principal, row.recovered_fees, row.recovered_tax);
            let loss = Loss {
                kind,
                booked_on: row.booked_on.0,
                lost: stored::balance(row.principal, row.fees, row.tax),
                recovered: stored::balance(recovered.0, recovered.1, recovered.2),
            };
            Ok(LossFact { contract: row.contract_number, loss })
        })
        .collect()
}
