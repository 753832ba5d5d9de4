//! Holding an account: no process is opened for it by itself before a day.

use std::sync::Arc;

use domain::api::{AccountOfProcess, HoldRequest};
use domain::write_off_process::{Refusal, hold_until};

use super::account;
use crate::audit_chain::of_process;
use crate::clock::{Clock, date_in};
use crate::store::db::{Connection, Day, Instant};
use crate::store::once::{Act, Authority, OnceRequest};
use crate::store::repossession::RefusedRecord;
use crate::store::{StoreError, audit, exactly};

impl Act for HoldRequest {
    const KIND: &'static str = "account_hold";
    type Reply = AccountOfProcess;
    type Refusal = RefusedRecord<Refusal>;

    async fn perform(
        request: &Arc<OnceRequest<Self>>,
        connection: &mut Connection,
        authority: Authority,
        clock: &Clock,
    ) -> Result<Result<i64, Self::Refusal>, StoreError> {
        let OnceRequest { company, body, .. } = &**request;
        let Some(role) = authority.role else { return Ok(Err(RefusedRecord::Disabled)) };
        connection.lock_accounts(*company, std::slice::from_ref(&body.account)).await?;
        let Some(before) = account::load(connection, *company, &body.account).await? else {
            return Ok(Err(RefusedRecord::NoSuchAccount));
        };
        let now = clock.now();
        let until = match hold_until(&body.until, role, date_in(&authority.time_zone, now)) {
            Ok(until) => until,
            Err(refusal) => return Ok(Err(RefusedRecord::ByRule(refusal, None))),
        };
        let recorded: i64 = connection
            .query(
                "INSERT INTO account_hold (company, account, held_until, recorded_at, recorded_by)
                 VALUES ($1, $2, $3, $4, $5) RETURNING id",
            )
            .bind(*company)
            .bind(body.account.as_str())
            .bind(until.map(Day))
            .bind(Instant(now))
            .bind(request.user)
            .fetch_value()
            .await?;
        let updated = connection
            .query("UPDATE account SET held_until = $3 WHERE company = $1 AND account_id = $2")
            .bind(*company)
            .bind(body.account.as_str())
            .bind(until.map(Day))
            .execute()
            .await?;
        exactly("accounts held", 1, updated)?;
        let event = of_process::hold(&body.account, before.held_until, until, request.id)?;
        audit::append(connection, company.0, request.events(now, Some(role), vec![event])).await?;
        Ok(Ok(recorded))
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        _: i64,
    ) -> Result<AccountOfProcess, StoreError> {
        let account = &request.body.account;
        account::load(connection, request.company, account)
            .await?
            .ok_or_else(|| StoreError::Unreadable(format!("account {account}")))
    }
}
