//! What payments depend on beside accounts and their contracts, so that a preview judges them as a commit does.

use domain::import::Keys;
use domain::import::facts::{LossFact, PaidBefore, PayingFacts};
use domain::money::Money;

use super::facts::chunks;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Rows};
use crate::store::payments::{LossRow, terms};
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
    struct LostRow {
        contract_number: String,
        #[sqlx(flatten)]
        loss: LossRow,
    }
    let rows: Vec<LostRow> = connection
        .query(
            "SELECT contract.contract_number,
                    loss.kind AS loss_kind, loss.booked_on AS loss_booked_on,
                    loss.principal AS lost_principal, loss.fees AS lost_fees, loss.tax AS lost_tax,
                    recovered_principal, recovered_fees, recovered_tax
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               JOIN contract_loss AS loss ON loss.contract = contract.id
              WHERE contract.company = $1 AND contract.account = asked.value",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    let mut losses = Vec::with_capacity(rows.len());
    for LostRow { contract_number: contract, loss } in rows {
        losses.extend(loss.into_domain()?.map(|loss| LossFact { contract, loss }));
    }
    Ok(losses)
}
