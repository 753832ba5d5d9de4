//! The people of a company, and its programs, as Admins see them.

use domain::api::{PersonRecord, PersonStatus, ServiceAccount};
use jiff::Timestamp;
use uuid::Uuid;

use super::db::{Connection, Instant, Key};
use super::{Store, StoreError, stored};
use crate::identity::CompanyId;

#[derive(sqlx::FromRow)]
struct PersonListRow {
    person_id: Key,
    user_name: String,
    name: String,
    role: String,
    centre: Option<String>,
    mail: String,
    disabled: bool,
    has_password: bool,
    has_link: bool,
    last_seen_at: Option<Instant>,
    sessions: i64,
    link_expires_at: Option<Instant>,
}

impl PersonListRow {
    fn into_api(self) -> Result<PersonRecord, StoreError> {
        let status = match (self.disabled, self.has_password, self.has_link) {
            (true, ..) => PersonStatus::Disabled,
            (false, true, _) => PersonStatus::Enabled,
            (false, false, true) => PersonStatus::Invited,
            (false, false, false) => PersonStatus::NoLink,
        };
        Ok(PersonRecord {
            id: self.person_id.0.to_string(),
            role: stored::role(&self.role)?,
            user_name: self.user_name,
            name: self.name,
            centre: self.centre,
            mail: self.mail,
            status,
            last_seen_at: self.last_seen_at.map(|at| at.to_string()),
            sessions: self.sessions.try_into()?,
            link_expires_at: self.link_expires_at.map(|at| at.to_string()),
        })
    }
}

/// When it is, and since when a session must have been used to be open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now {
    pub(super) now: Timestamp,
    pub(super) used_since: Timestamp,
}

impl Now {
    pub(super) fn new(now: Timestamp) -> Self {
        Self { now, used_since: now - crate::sign_in::limits::IDLE_MAX }
    }
}

impl Store {
    /// Everybody of the company, by name.
    pub async fn people(
        &self,
        company: CompanyId,
        now: Timestamp,
    ) -> Result<Vec<PersonRecord>, StoreError> {
        list(&mut self.db.begin_read().await?, company, None, Now::new(now)).await
    }

    /// The company's programs, the latest first.
    pub async fn service_accounts(
        &self,
        company: CompanyId,
    ) -> Result<Vec<ServiceAccount>, StoreError> {
        programs(&mut self.db.begin_read().await?, company, None).await
    }
}

/// Everybody of a company, or one of them.
pub(super) async fn list(
    connection: &mut Connection,
    company: CompanyId,
    person: Option<Uuid>,
    now: Now,
) -> Result<Vec<PersonRecord>, StoreError> {
    let rows: Vec<PersonListRow> = connection
        .query(
            "SELECT person_id, user_name, app_user.name, role, centre.name AS centre, mail,
                    disabled_at IS NOT NULL AS disabled, password_hash IS NOT NULL AS has_password,
                    CASE WHEN app_user.last_seen_at > seen.last_seen_at THEN app_user.last_seen_at
                         ELSE coalesce(seen.last_seen_at, app_user.last_seen_at)
                     END AS last_seen_at,
                    coalesce(seen.sessions, 0) AS sessions, link.app_user IS NOT NULL AS has_link,
                    CASE WHEN link.expires_at > $2 THEN link.expires_at END AS link_expires_at
               FROM app_user
               LEFT JOIN fulfilment_centre AS centre ON centre.id = app_user.centre
               LEFT JOIN (SELECT app_user, max(last_seen_at) AS last_seen_at,
                                 count(*) FILTER (WHERE expires_at > $2 AND last_seen_at > $3)
                                     AS sessions
                            FROM session GROUP BY app_user) AS seen ON seen.app_user = app_user.id
               LEFT JOIN one_time_link AS link ON link.app_user = app_user.id
              WHERE app_user.company = $1 AND role <> 'integration'
                AND ($4 IS NULL OR person_id = $4)
              ORDER BY lower(app_user.name), app_user.id",
        )
        .bind(company)
        .bind(Instant(now.now))
        .bind(Instant(now.used_since))
        .bind(person.map(Key))
        .fetch_all()
        .await?;
    rows.into_iter().map(PersonListRow::into_api).collect()
}

#[derive(sqlx::FromRow)]
struct ProgramRow {
    person_id: Key,
    name: String,
    user_name: String,
    created_at: Instant,
    created_by: Option<String>,
    last_used_at: Option<Instant>,
    disabled_at: Option<Instant>,
}

/// The programs of a company, or one of them.
pub(super) async fn programs(
    connection: &mut Connection,
    company: CompanyId,
    program: Option<Uuid>,
) -> Result<Vec<ServiceAccount>, StoreError> {
    let rows: Vec<ProgramRow> = connection
        .query(
            "SELECT app_user.person_id, app_user.name, app_user.user_name, app_user.created_at,
                    maker.name AS created_by, last_used_at, app_user.disabled_at
               FROM app_user
               JOIN api_key ON api_key.app_user = app_user.id
               LEFT JOIN app_user AS maker ON maker.id = api_key.created_by
              WHERE app_user.company = $1 AND ($2 IS NULL OR app_user.person_id = $2)
              ORDER BY app_user.id DESC",
        )
        .bind(company)
        .bind(program.map(Key))
        .fetch_all()
        .await?;
    let program = |row: ProgramRow| ServiceAccount {
        id: row.person_id.0.to_string(),
        name: row.name,
        key_begins: row.user_name,
        created_at: row.created_at.to_string(),
        created_by: row.created_by,
        last_used_at: row.last_used_at.map(|at| at.to_string()),
        revoked_at: row.disabled_at.map(|at| at.to_string()),
    };
    Ok(rows.into_iter().map(program).collect())
}
