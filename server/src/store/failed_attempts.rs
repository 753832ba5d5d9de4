//! Recording an attempt at a repossession that failed.

use std::sync::Arc;

use domain::api::{AttemptRecord, FailedAttemptRequest};
use domain::failed_attempt::{Checked, Grounds, Refusal, check};

use super::db::{Connection, Day, Instant};
use super::once::{Act, Authority, OnceRequest};
use super::repossession::{RefusedRecord, meanwhile_of};
use super::{StoreError, audit, facts, records};
use crate::audit_chain::of_attempt;
use crate::clock::{Clock, date_in};

impl Act for FailedAttemptRequest {
    const KIND: &'static str = "failed_attempt";
    type Reply = AttemptRecord;
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
        let Some(stored) = facts::load(connection, *company, asked).await?.into_iter().next()
        else {
            return Ok(Err(RefusedRecord::NoSuchAccount));
        };
        let now = clock.now();
        let today = date_in(&authority.time_zone, now);
        let grounds = Grounds { standing: &stored.facts.standing, role, today };
        let (checked, action) = match (check(form, &grounds), stored.pending_action) {
            (Ok(checked), Some(action)) => (checked, action),
            (Err(refusal), _) if refusal != Refusal::NothingPending => {
                return Ok(Err(RefusedRecord::ByRule(refusal, None)));
            }
            _ => {
                // What completed the repossession that was pending.
                let records = records::repossessions(connection, *company, &form.account).await?;
                let last = records.into_iter().next().map(meanwhile_of);
                return Ok(Err(RefusedRecord::ByRule(Refusal::NothingPending, last)));
            }
        };
        let number = insert(connection, request, &checked, action, Instant(now)).await?;
        let event = of_attempt::failed_attempt(&form.account, &checked, request.id)?;
        audit::append(connection, company.0, request.events(now, Some(role), vec![event])).await?;
        Ok(Ok(number))
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        recorded: i64,
    ) -> Result<AttemptRecord, StoreError> {
        records::attempt(connection, request.company, &request.body.account, recorded)
            .await?
            .ok_or_else(|| StoreError::Unreadable(format!("failed attempt {recorded}")))
    }
}

async fn insert(
    connection: &mut Connection,
    request: &OnceRequest<FailedAttemptRequest>,
    checked: &Checked,
    action: i64,
    now: Instant,
) -> Result<i64, StoreError> {
    connection
        .query(
            "INSERT INTO failed_attempt (company, account, pending_action, attempted_on, reason,
                                         promised_on, note, recorded_by, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        )
        .bind(request.company)
        .bind(request.body.account.as_str())
        .bind(action)
        .bind(Day(checked.attempted_on))
        .bind(checked.reason.code())
        .bind(checked.promised_on.map(Day))
        .bind(checked.note.as_deref())
        .bind(request.user)
        .bind(now)
        .fetch_value()
        .await
}
