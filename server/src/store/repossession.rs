//! Recording a repossession, or a personal write-off.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account::{AccountFacts, ProductId};
use domain::api::{Meanwhile, RepossessionRecord, RepossessionRequest, WriteOffMethod};
use domain::money::Money;
use domain::repossession::{
    CuNumber, Grounds, ProductCondition, Refusal, Valuation, check, settle,
};

use super::db::{Connection, Instant, Rows};
use super::once::{Act, Authority, OnceRequest};
use super::settlement::{Common, Decided};
use super::{StoreError, accounts, audit, facts, records, settlement};
use crate::audit_chain::of_settlement;
use crate::clock::{Clock, date_in};

/// Why something that is recorded by hand is refused.
#[derive(Clone, Debug)]
pub enum RefusedRecord<R> {
    /// The user was disabled in the meantime.
    Disabled,
    NoSuchAccount,
    /// The rules refuse it, and what somebody else has done to the account last, where that may be
    /// why.
    ByRule(R, Option<Meanwhile>),
}

impl Act for RepossessionRequest {
    const KIND: &'static str = "repossession";
    type Reply = RepossessionRecord;
    type Refusal = RefusedRecord<Refusal>;

    async fn perform(
        request: &Arc<OnceRequest<Self>>,
        connection: &mut Connection,
        authority: Authority,
        clock: &Clock,
    ) -> Result<Result<i64, Self::Refusal>, StoreError> {
        let OnceRequest { company, body: form, .. } = &**request;
        let Some(role) = authority.role else { return Ok(Err(RefusedRecord::Disabled)) };
        let asked = std::slice::from_ref(&form.account);
        connection.lock_accounts(*company, asked).await?;
        let (facts, pending_actions) =
            facts::by_account(facts::load(connection, *company, asked).await?);
        let Some(one) = facts.get(&form.account) else {
            return Ok(Err(RefusedRecord::NoSuchAccount));
        };
        let staff = accounts::staff(connection, *company).await?;
        let now = clock.now();
        let today = date_in(&authority.time_zone, now);
        let checked = match check(form, &Grounds { facts: one, staff: &staff, role, today }) {
            Ok(checked) => checked,
            Err(refusal) => {
                let meanwhile = meanwhile(connection, request, &refusal).await?;
                return Ok(Err(RefusedRecord::ByRule(refusal, meanwhile)));
            }
        };
        let valuation = valuation(connection, one).await?;
        let settled = settle(one, &checked.returns, checked.condition, &valuation);
        let method = WriteOffMethod::Personal;
        let event = of_settlement::settlement(&settled, Some(one), method.code(), request.id)?;
        let common = Common {
            company: *company,
            method,
            date: checked.date,
            today,
            now: Instant(now),
            completed_by: Some(checked.completed_by.0),
            recorded_by: Some(request.user),
            cu_number: checked.cu_number.as_ref().map(|number| CuNumber::as_str(number).to_owned()),
            operation: None,
        };
        let settlements = std::slice::from_ref(&settled);
        let decided = Decided {
            settlements,
            facts: &facts,
            pending_actions: &pending_actions,
            processes: &BTreeMap::new(),
        };
        connection.lock_numbers(*company).await?;
        let ids = settlement::apply(connection, &common, &decided).await?;
        if let Some(cu_number) = &common.cu_number {
            note_control_unit(connection, request, cu_number).await?;
        }
        audit::append(connection, company.0, request.events(now, Some(role), vec![event])).await?;
        ids.first().copied().map(Ok).ok_or(StoreError::NotAsDecided {
            what: "numbers of repossessions",
            decided: 1,
            applied: 0,
        })
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        recorded: i64,
    ) -> Result<RepossessionRecord, StoreError> {
        records::repossessions(connection, request.company, &request.body.account)
            .await?
            .into_iter()
            .find(|record| record.number == recorded)
            .ok_or_else(|| StoreError::Unreadable(format!("repossession {recorded}")))
    }
}

#[derive(sqlx::FromRow)]
struct ValueRow {
    product: i64,
    product_condition: String,
    amount: i64,
}

/// What one of each product that the account holds is worth as it comes back.
async fn valuation(
    connection: &mut Connection,
    facts: &AccountFacts,
) -> Result<Valuation, StoreError> {
    let held = facts::products_of(std::slice::from_ref(facts));
    let rows: Vec<ValueRow> = connection
        .query(
            "SELECT product, product_condition, amount FROM product_value
              WHERE product IN {values $1: int}",
        )
        .bind(&Rows::new(&held)?)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let condition =
                ProductCondition::from_code(&row.product_condition).ok_or_else(|| {
                    StoreError::Unreadable(format!("condition `{}`", row.product_condition))
                })?;
            Ok(((ProductId(row.product), condition), Money::from_minor(row.amount)))
        })
        .collect::<Result<BTreeMap<_, _>, _>>()
}

/// The account is found by the control unit from here on.
async fn note_control_unit(
    connection: &mut Connection,
    request: &OnceRequest<RepossessionRequest>,
    cu_number: &str,
) -> Result<(), StoreError> {
    connection
        .query(
            "INSERT INTO account_term (company, kind, term, account)
             VALUES ($1, 'cu_number', $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(request.company)
        .bind(cu_number)
        .bind(request.body.account.as_str())
        .execute()
        .await?;
    Ok(())
}

/// The repossession that ended a contract which the form showed as active: what somebody else did
/// while the form was open.
async fn meanwhile(
    connection: &mut Connection,
    request: &OnceRequest<RepossessionRequest>,
    refusal: &Refusal,
) -> Result<Option<Meanwhile>, StoreError> {
    if !matches!(refusal, Refusal::Changed(_)) {
        return Ok(None);
    }
    let form = &request.body;
    let records = records::repossessions(connection, request.company, &form.account).await?;
    let ended = records.into_iter().find(|record| {
        let shown = |contract| form.seen.contracts.iter().any(|one| one.id == contract);
        record.lines.iter().any(|line| shown(line.contract))
    });
    Ok(ended.map(meanwhile_of))
}

/// What a repossession is to somebody who did not know of it.
pub(super) fn meanwhile_of(record: RepossessionRecord) -> Meanwhile {
    Meanwhile {
        what: domain::account_history::happening(&record).code().to_owned(),
        at: record.recorded_at,
        by: record.recorded_by,
    }
}
