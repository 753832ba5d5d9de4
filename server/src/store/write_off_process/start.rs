//! Starting a process.

use std::sync::Arc;

use domain::api::{ProcessRecord, StartProcessRequest};
use domain::write_off_process::{AccountContract, Grounds, Refusal, start};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::write::{Changed, NewProcess, insert};
use super::{account, record, settings};
use crate::audit_chain::of_process;
use crate::clock::{Clock, date_in};
use crate::store::db::{Connection, Instant};
use crate::store::once::{Act, Authority, OnceRequest};
use crate::store::repossession::RefusedRecord;
use crate::store::{StoreError, audit};

impl Act for StartProcessRequest {
    const KIND: &'static str = "process_start";
    type Reply = ProcessRecord;
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
        connection.lock_numbers(*company).await?;
        let Some(account) = account::load(connection, *company, &body.account).await? else {
            return Ok(Err(RefusedRecord::NoSuchAccount));
        };
        let contracts: Vec<AccountContract> = account.contracts.iter().map(Into::into).collect();
        let (_, settings) = settings::load(connection, *company).await?;
        let now = clock.now();
        let today = date_in(&authority.time_zone, now);
        let grounds =
            Grounds { role, today, settings: &settings, contracts: &contracts, process: None };
        let started = match start(body, &grounds) {
            Ok(started) => started,
            Err(refusal) => return Ok(Err(RefusedRecord::ByRule(refusal, None))),
        };
        let process = &started.process;
        let created_at = moment(&authority.time_zone, process.created_on, started.created_at)?;
        let new = NewProcess { account: &body.account, process, created_at: Instant(created_at) };
        let by = Some(request.user);
        let changed = Changed { company: *company, today, now: Instant(now), by };
        let ids = insert(connection, changed, &[new]).await?;
        let id = ids.first().copied().ok_or(StoreError::NotAsDecided {
            what: "numbers of write-off processes",
            decided: 1,
            applied: 0,
        })?;
        let event = of_process::started(&body.account, id, process, request.id)?;
        audit::append(connection, company.0, request.events(now, Some(role), vec![event])).await?;
        Ok(Ok(id))
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        recorded: i64,
    ) -> Result<ProcessRecord, StoreError> {
        record::recorded(connection, request.company, recorded).await
    }
}

/// The instant of a day's time. One that the clocks left out is the one that they showed instead.
fn moment(time_zone: &TimeZone, day: Date, time: Time) -> Result<Timestamp, StoreError> {
    Ok(time_zone.to_ambiguous_timestamp(day.to_datetime(time)).compatible()?)
}
