//! Setting up how debt is written off.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::api::{Meanwhile, WriteOffSettingsRequest};
use domain::form::FieldFault;
use domain::role::Permission;
use domain::write_off_process::Refusal;
use domain::write_off_process::settings::{EventKind, InUse, WriteOffSettings};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::change::ProcessRefused;
use super::settings;
use super::settings_replace::replace;
use super::write::Changed;
use crate::audit_chain::{Actor, Event, Events, of_process};
use crate::clock::{Clock, date_in};
use crate::identity::CompanyId;
use crate::store::company_settings::holidays;
use crate::store::db::{Connection, Instant};
use crate::store::once::{Act, Authority, NOTHING_RECORDED, OnceRequest};
use crate::store::{Store, StoreError, audit};

/// What is set up, as it is shown: without secrets.
#[derive(Clone, Debug)]
pub struct SettingsShown {
    /// 0 where nothing was set up yet.
    pub version: u32,
    pub settings: WriteOffSettings,
    /// What of it cannot be removed.
    pub in_use: InUse,
}

impl Act for WriteOffSettingsRequest {
    const KIND: &'static str = "write_off_settings";
    type Reply = SettingsShown;
    type Refusal = ProcessRefused;

    async fn perform(
        request: &Arc<OnceRequest<Self>>,
        connection: &mut Connection,
        authority: Authority,
        clock: &Clock,
    ) -> Result<Result<i64, Self::Refusal>, StoreError> {
        let OnceRequest { company, body, .. } = &**request;
        let Some(role) = authority.role else { return Ok(Err(ProcessRefused::Disabled)) };
        if !role.may(Permission::Administer) {
            let refusal = Refusal::RoleMayNot(Permission::Administer);
            return Ok(Err(ProcessRefused::ByRule(refusal)));
        }
        // Whoever writes codes down holds this lock: what is in use stays so.
        connection.lock_numbers(*company).await?;
        let (version, before) = settings::load(connection, *company).await?;
        if version != body.version {
            let meanwhile = latest(connection, *company).await?;
            return Ok(Err(ProcessRefused::Changed(meanwhile)));
        }
        let wanted = body.settings.clone().keeping_what_is_not_sent(&before);
        if let Err(faults) = wanted.check(&in_use(connection, *company, &before).await?) {
            let faults = faults.into_iter().map(|FieldFault { place, fault }| FieldFault {
                place: format!("/settings{place}"),
                fault,
            });
            return Ok(Err(ProcessRefused::ByRule(Refusal::Form(faults.collect()))));
        }
        if wanted == before {
            return Ok(Ok(NOTHING_RECORDED));
        }
        let now = clock.now();
        let changed = Changed {
            company: *company,
            today: date_in(&authority.time_zone, now),
            now: Instant(now),
            by: Some(request.user),
        };
        let recorded = replace(connection, changed, version, &wanted).await?;
        let event = event(version, &before, &wanted)?;
        let event = Event { operation: Some(request.id), ..event };
        audit::append(connection, company.0, request.events(now, Some(role), vec![event])).await?;
        Ok(Ok(recorded))
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        _: i64,
    ) -> Result<Self::Reply, StoreError> {
        shown(connection, request.company).await
    }
}

impl Store {
    /// What the company has set up.
    pub async fn write_off_settings(
        &self,
        company: CompanyId,
    ) -> Result<SettingsShown, StoreError> {
        let mut read = self.db.begin_read().await?;
        shown(&mut read, company).await
    }

    /// Sets a company up that has no processes yet, as the command line does. Says what is wrong with
    /// the settings; then nothing was done.
    pub async fn set_up_write_offs(
        &self,
        company: i64,
        wanted: &WriteOffSettings,
        now: Timestamp,
    ) -> Result<Result<(), Vec<FieldFault>>, StoreError> {
        if let Err(faults) = wanted.check(&InUse::default()) {
            return Ok(Err(faults));
        }
        let mut write = self.db.begin_write().await?;
        let company = CompanyId(company);
        write.lock_numbers(company).await?;
        let (version, before) = settings::load(&mut write, company).await?;
        let today = date_in(&TimeZone::UTC, now);
        let changed = Changed { company, today, now: Instant(now), by: None };
        replace(&mut write, changed, version, wanted).await?;
        holidays::replace(&mut write, company, &wanted.holidays).await?;
        let events = vec![event(version, &before, wanted)?];
        let events = Events { at: now, by: Actor::default(), events };
        audit::append(&mut write, company.0, events).await?;
        write.commit().await?;
        self.db.committed();
        Ok(Ok(()))
    }
}

async fn shown(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<SettingsShown, StoreError> {
    let (version, settings) = settings::load(connection, company).await?;
    let in_use = in_use(connection, company, &settings).await?;
    Ok(SettingsShown { version, settings: settings.without_secrets(), in_use })
}

/// What the audit log says: of each part that is different, how it was and how it is. Secrets are not
/// written down, only whose changed.
fn event(
    version: u32,
    before: &WriteOffSettings,
    after: &WriteOffSettings,
) -> Result<Event, StoreError> {
    let secrets: Vec<&str> = after
        .event_types
        .iter()
        .filter(|one| {
            let had = before.event_type(&one.code).and_then(|had| secret(&had.does));
            secret(&one.does) != had
        })
        .map(|one| one.code.as_str())
        .collect();
    let parts = |settings: &WriteOffSettings| -> Result<Map<String, Value>, StoreError> {
        match serde_json::to_value(settings.clone().without_secrets())? {
            Value::Object(parts) => Ok(parts),
            _ => Ok(Map::new()),
        }
    };
    let mut had = parts(before)?;
    let changes: Map<String, Value> = parts(after)?
        .into_iter()
        .filter_map(|(part, is)| {
            let was = had.remove(&part).unwrap_or_default();
            (was != is).then(|| (part, json!({ "before": was, "after": is })))
        })
        .collect();
    Ok(of_process::settings(version + 1, &changes, &secrets)?)
}

fn secret(does: &EventKind) -> Option<&str> {
    match does {
        EventKind::WebHook { secret, .. } => Some(secret),
        _ => None,
    }
}

#[derive(sqlx::FromRow)]
struct LatestRow {
    at: Instant,
    by: Option<String>,
}

/// Who set it up last.
async fn latest(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Option<Meanwhile>, StoreError> {
    let row: Option<LatestRow> = connection
        .query(
            "SELECT recorded_at AS at, app_user.name AS by
               FROM write_off_settings AS settings
               LEFT JOIN app_user ON app_user.id = settings.recorded_by
              WHERE settings.company = $1 ORDER BY version DESC LIMIT 1",
        )
        .bind(company)
        .fetch_optional()
        .await?;
    let what = "saved".to_owned();
    Ok(row.map(|row| Meanwhile { what, at: row.at.to_string(), by: row.by }))
}

/// What processes, contracts and referrals refer to of what is set up.
async fn in_use(
    connection: &mut Connection,
    company: CompanyId,
    settings: &WriteOffSettings,
) -> Result<InUse, StoreError> {
    let controls: Vec<(String, String)> = connection
        .query(
            "SELECT code, debt_class FROM write_off_control
              WHERE company = $1 AND EXISTS (
                    SELECT 1 FROM write_off_process AS process
                     WHERE process.company = write_off_control.company
                       AND process.control = write_off_control.code)",
        )
        .bind(company)
        .fetch_all()
        .await?;
    let mut codes: Vec<BTreeSet<String>> = Vec::new();
    for statement in [
        "SELECT DISTINCT write_off_debt_class FROM contract WHERE company = $1",
        "SELECT code FROM event_type
          WHERE company = $1 AND EXISTS (
                SELECT 1 FROM process_event AS event
                 WHERE event.company = event_type.company AND event.event_type = event_type.code)",
        "SELECT code FROM process_template
          WHERE company = $1 AND EXISTS (
                SELECT 1 FROM write_off_process AS process
                 WHERE process.company = process_template.company
                   AND process.template = process_template.code)",
        "SELECT DISTINCT agency FROM referral WHERE company = $1",
    ] {
        let found: Vec<String> = connection.query(statement).bind(company).fetch_scalars().await?;
        codes.push(found.into_iter().collect());
    }
    let mut codes = codes.into_iter();
    let mut next = || codes.next().unwrap_or_default();
    Ok(InUse {
        debt_classes: next(),
        event_types: next(),
        templates: next(),
        controls: controls.into_iter().collect(),
        agencies: next(),
        secrets: settings.with_secret(),
    })
}
