//! Recording a repossession: one transaction, from the facts to the reply.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use domain::account::{AccountFacts, ProductId};
use domain::api::{Meanwhile, RepossessionRecord, RepossessionRequest, WriteOffMethod};
use domain::money::Money;
use domain::repossession::{Grounds, ProductCondition, Refusal, Valuation, check, settle};
use sqlx::{SqliteConnection, SqliteTransaction};

use super::{SqliteStore, account, accounts, audit, facts, recorded};
use crate::audit::of_settlement;
use crate::clock::{Clock, date_in};
use crate::store::facts::by_account;
use crate::store::prepared::{Prepared, Settled};
use crate::store::repossession::act;
use crate::store::{Asked, Recorded, Repossessions, StoreError};

type Answer = Recorded<RepossessionRecord, Refusal>;

#[async_trait]
impl Repossessions for SqliteStore {
    async fn record_repossession(
        &self,
        asked: Arc<Asked<RepossessionRequest>>,
        clock: &Clock,
    ) -> Result<Answer, StoreError> {
        let mut write = self.begin_write().await?;
        let answer = record(&mut write, &asked, clock).await?;
        if matches!(answer, Recorded::Now(_)) {
            write.commit().await?;
            self.checkpointer.wake();
        } else {
            write.rollback().await?;
        }
        Ok(answer)
    }
}

async fn record(
    write: &mut SqliteTransaction<'static>,
    asked: &Asked<RepossessionRequest>,
    clock: &Clock,
) -> Result<Answer, StoreError> {
    let form = &asked.form;
    match recorded::find(write, asked, "repossession").await? {
        recorded::Found::Nothing => {}
        recorded::Found::Another => return Ok(Recorded::IdTaken),
        recorded::Found::Same(number) => {
            return Ok(Recorded::Before(load(write, asked, number).await?));
        }
    }
    let authority = recorded::authority(write, asked.company, asked.user).await?;
    let Some(role) = authority.role else { return Ok(Recorded::Disabled) };
    let stored = facts::load(write, asked.company, std::slice::from_ref(&form.account)).await?;
    let (facts, pending_actions) = by_account(stored);
    let Some(one) = facts.get(&form.account) else { return Ok(Recorded::NoSuchAccount) };
    let staff = accounts::staff(write, asked.company).await?;
    let now = clock.now();
    let today = date_in(&authority.time_zone, now);
    let checked = match check(form, &Grounds { facts: one, staff: &staff, role, today }) {
        Ok(checked) => checked,
        Err(refusal) => {
            let meanwhile = meanwhile(write, asked, &refusal).await?;
            return Ok(Recorded::Refused(refusal, meanwhile));
        }
    };
    let valuation = valuation(write, one).await?;
    let settlement = settle(one, &checked.returns, checked.condition, &valuation);
    let settlements = std::slice::from_ref(&settlement);
    let settled = Settled { settlements, facts: &facts, pending_actions: &pending_actions };
    let method = WriteOffMethod::Personal.code();
    let event = of_settlement::settlement(&settlement, Some(one), method, asked.id)?;
    let events = asked.events(now, role, event);
    let prepared = Prepared::of(act(asked, &checked), &settled, today, events)?;
    let number = prepared.settle(write, None).await? + 1;
    recorded::insert(write, asked, "repossession", number).await?;
    if let Some(cu_number) = &checked.cu_number {
        note_control_unit(write, asked, cu_number.as_str()).await?;
    }
    audit::append(write, asked.company.0, prepared.events).await?;
    Ok(Recorded::Now(load(write, asked, number).await?))
}

async fn load(
    connection: &mut SqliteConnection,
    asked: &Asked<RepossessionRequest>,
    number: i64,
) -> Result<RepossessionRecord, StoreError> {
    account::of_account(connection, asked.company, &asked.form.account)
        .await?
        .into_iter()
        .find(|record| record.number == number)
        .ok_or_else(|| StoreError::Unreadable(format!("repossession {number}")))
}

/// What one of each product that the account holds is worth as it comes back.
async fn valuation(
    connection: &mut SqliteConnection,
    facts: &AccountFacts,
) -> Result<Valuation, StoreError> {
    let held: Vec<ProductId> = facts
        .standing
        .contracts
        .iter()
        .flat_map(|contract| contract.held.iter().map(|held| held.product))
        .collect();
    let rows: Vec<(i64, String, i64)> = sqlx::query_as(
        "SELECT product, product_condition, amount FROM product_value
          WHERE product IN (SELECT value FROM json_each(?1))",
    )
    .bind(serde_json::to_string(&held)?)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(product, condition, amount)| {
            let condition = ProductCondition::from_code(&condition)
                .ok_or_else(|| StoreError::Unreadable(format!("condition `{condition}`")))?;
            Ok(((ProductId(product), condition), Money::from_minor(amount)))
        })
        .collect::<Result<BTreeMap<_, _>, _>>()
}

/// The account is found by the control unit from here on.
async fn note_control_unit(
    connection: &mut SqliteConnection,
    asked: &Asked<RepossessionRequest>,
    cu_number: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO account_term (company, kind, term, account) VALUES (?1, 'cu_number', ?2, ?3)
         ON CONFLICT DO NOTHING",
    )
    .bind(asked.company.0)
    .bind(cu_number)
    .bind(asked.form.account.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

/// The repossession that ended a contract which the form showed as active: what somebody else did
/// while the form was open.
async fn meanwhile(
    connection: &mut SqliteConnection,
    asked: &Asked<RepossessionRequest>,
    refusal: &Refusal,
) -> Result<Option<Meanwhile>, StoreError> {
    if !matches!(refusal, Refusal::Changed(_)) {
        return Ok(None);
    }
    let records = account::of_account(connection, asked.company, &asked.form.account).await?;
    let shown = &asked.form.seen.contracts;
    let ended = records.into_iter().find(|record| {
        let shown = |contract| shown.iter().any(|one| one.id == contract);
        record.lines.iter().any(|line| shown(line.contract))
    });
    Ok(ended.map(|record| Meanwhile {
        what: domain::account_history::happening(&record).code().to_owned(),
        at: record.recorded_at,
        by: record.recorded_by,
    }))
}
