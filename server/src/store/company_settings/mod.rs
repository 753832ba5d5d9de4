//! The company's settings: shown, and changed as a whole.

pub(super) mod holidays;
mod load;
mod replace;

use std::sync::Arc;

use domain::api::{CompanySettings, Meanwhile, SettingsReply, SettingsRequest};
use domain::audit::{AuditAction, AuditResult};
use domain::company_settings::{Change, Standing, Taken, changes, check};
use domain::currency::minor_digits;
use domain::form::FieldFault;
use domain::role::Permission;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::audit_chain::Event;
use crate::clock::Clock;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Instant};
use crate::store::once::{Act, Authority, NOTHING_RECORDED, OnceRequest};
use crate::store::{Store, StoreError, audit};

/// Why a change of the settings is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingsRefused {
    /// The user was disabled in the meantime.
    Disabled,
    /// The role may not.
    RoleMayNot,
    /// Somebody else has changed them since they were shown.
    Changed(Option<Meanwhile>),
    /// They do not hold together.
    Form(Vec<FieldFault>),
}

impl Act for SettingsRequest {
    const KIND: &'static str = "company_settings";
    type Reply = SettingsReply;
    type Refusal = SettingsRefused;

    async fn perform(
        request: &Arc<OnceRequest<Self>>,
        connection: &mut Connection,
        authority: Authority,
        clock: &Clock,
    ) -> Result<Result<i64, Self::Refusal>, StoreError> {
        let OnceRequest { company, body, .. } = &**request;
        let Some(role) = authority.role else { return Ok(Err(SettingsRefused::Disabled)) };
        if !role.may(Permission::Administer) {
            return Ok(Err(SettingsRefused::RoleMayNot));
        }
        // Whoever books or imports holds this lock: what depends on the journal stays so.
        connection.lock_numbers(*company).await?;
        let shown = shown(connection, *company).await?;
        if shown.version != body.version {
            let meanwhile = shown.changed_at.map(|at| {
                let (what, by) = ("saved".to_owned(), shown.changed_by);
                Meanwhile { what, at, by }
            });
            return Ok(Err(SettingsRefused::Changed(meanwhile)));
        }
        let before = shown.settings;
        let wanted = &body.settings;
        let standing = Standing {
            before: &before,
            has_journal: shown.has_journal,
            known_time_zone: TimeZone::get(&wanted.time_zone).is_ok(),
            taken: taken(connection, *company, wanted).await?,
        };
        if let Err(faults) = check(wanted, standing) {
            let faults = faults.into_iter().map(|FieldFault { place, fault }| FieldFault {
                place: format!("/settings{place}"),
                fault,
            });
            return Ok(Err(SettingsRefused::Form(faults.collect())));
        }
        if changes(&before, wanted).is_empty() {
            return Ok(Ok(NOTHING_RECORDED));
        }
        // A currency that the company has had from elsewhere keeps its digits.
        let digits = minor_digits(&wanted.currency).filter(|_| wanted.currency != before.currency);
        replace::replace(connection, *company, (&before, wanted), digits).await?;
        let now = clock.now();
        let version = i64::try_from(shown.version)? + 1;
        let recorded = connection
            .query(
                "INSERT INTO company_settings (company, version, recorded_at, recorded_by)
                 VALUES ($1, $2, $3, $4) RETURNING id",
            )
            .bind(*company)
            .bind(version)
            .bind(Instant(now))
            .bind(request.user)
            .fetch_value()
            .await?;
        // As they are kept now, so that what is new has its number.
        let after = load::load(connection, *company).await?;
        let event = event(version, &before, &after)?;
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
    /// The company's settings.
    pub async fn company_settings(&self, company: CompanyId) -> Result<SettingsReply, StoreError> {
        let mut read = self.db.begin_read().await?;
        shown(&mut read, company).await
    }
}

#[derive(sqlx::FromRow)]
struct LatestRow {
    version: i64,
    at: Instant,
    by: String,
}

async fn shown(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<SettingsReply, StoreError> {
    let latest: Option<LatestRow> = connection
        .query(
            "SELECT version, recorded_at AS at, app_user.name AS by
               FROM company_settings AS settings
               JOIN app_user ON app_user.id = settings.recorded_by
              WHERE settings.company = $1 ORDER BY version DESC LIMIT 1",
        )
        .bind(company)
        .fetch_optional()
        .await?;
    let settings = load::load(connection, company).await?;
    let entry: Option<i64> = connection
        .query("SELECT id FROM journal_entry WHERE company = $1 LIMIT 1")
        .bind(company)
        .fetch_scalar()
        .await?;
    let (version, changed_at, changed_by) = match latest {
        Some(row) => (row.version.try_into()?, Some(row.at.to_string()), Some(row.by)),
        None => (0, None, None),
    };
    Ok(SettingsReply { version, changed_at, changed_by, settings, has_journal: entry.is_some() })
}

#[derive(sqlx::FromRow)]
struct OtherRow {
    name: String,
    code: String,
}

/// Whether another company has the name, and whether one has the code. Nothing else is said of it.
async fn taken(
    connection: &mut Connection,
    company: CompanyId,
    wanted: &CompanySettings,
) -> Result<Taken, StoreError> {
    let others: Vec<OtherRow> = connection
        .query(
            "SELECT name, code FROM operating_company WHERE id <> $1 AND (name = $2 OR code = $3)",
        )
        .bind(company)
        .bind(wanted.name.as_str())
        .bind(wanted.code.as_str())
        .fetch_all()
        .await?;
    Ok(Taken {
        name: others.iter().any(|other| other.name == wanted.name),
        code: others.iter().any(|other| other.code == wanted.code),
    })
}

#[derive(Serialize)]
struct Detail {
    version: i64,
    changes: Map<String, Value>,
}

/// What the audit log says: of each value that is different, what it was and what it is.
fn event(
    version: i64,
    before: &CompanySettings,
    after: &CompanySettings,
) -> Result<Event, StoreError> {
    let changes = changes(before, after)
        .into_iter()
        .map(|Change { what, before, after }| (what, json!({ "before": before, "after": after })))
        .collect();
    let detail = Detail { version, changes };
    Ok(Event::new(AuditAction::CompanySettings, AuditResult::Done, &detail)?)
}
