//! Links that work once: with one of them somebody sets an empty database up, or chooses a password.

use domain::api::LinkPurpose;
use domain::audit::{AuditAction, AuditResult};
use jiff::Timestamp;
use serde_json::json;

use super::db::{Connection, Instant};
use super::people_change::lock_people;
use super::sessions::{self, NewSession, TokenHash};
use super::{Store, StoreError, audit, exactly, stored};
use crate::audit_chain::{Actor, Event, Events};
use crate::identity::{CompanyId, Person, UserId};

/// A link to be.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// The token's hash.
    pub token: TokenHash,
    pub expires_at: Timestamp,
}

/// A link that works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFound {
    pub purpose: LinkPurpose,
    /// Whose it is, with the company; nobody's where it sets up.
    pub person: Option<LinkPerson>,
}

/// Whose a link is.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LinkPerson {
    pub user: UserId,
    company: CompanyId,
    pub user_name: String,
    pub name: String,
    pub company_name: String,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    purpose: String,
    app_user: Option<UserId>,
}

impl Store {
    /// What a link is for. None where it was used, is too old, or is none.
    pub async fn link(
        &self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<LinkFound>, StoreError> {
        find(&mut self.db.begin_read().await?, token, now).await
    }

    /// Uses a link: a person chooses a password and is signed in. All older sessions end, and that of somebody else
    /// which the browser had. None where the link does not work.
    pub async fn choose_password(
        &self,
        link: &TokenHash,
        password_hash: &str,
        session: NewSession,
    ) -> Result<Option<Person>, StoreError> {
        let mut write = self.db.begin_write().await?;
        let found = find(&mut write, link, session.now).await?;
        let Some(LinkFound { purpose, person: Some(person) }) = found else { return Ok(None) };
        lock_people(&mut write, person.company).await?;
        // Of two who use it at once, one has waited for the lock and finds nothing here.
        let used = write
            .query("DELETE FROM one_time_link WHERE token_sha256 = $1")
            .bind(link.as_slice())
            .execute()
            .await?;
        let chosen = write
            .query("UPDATE app_user SET password_hash = $2 WHERE id = $1 AND disabled_at IS NULL")
            .bind(person.user)
            .bind(password_hash)
            .execute()
            .await?;
        if (used, chosen) != (1, 1) {
            write.rollback().await?;
            return Ok(None);
        }
        sessions::end_replaced(&mut write, &session).await?;
        end_all(&mut write, person.user).await?;
        let session = NewSession { user: person.user, ..session };
        let opened = sessions::open(&mut write, &session).await?;
        if let Some(person) = &opened {
            let detail = json!({ "by_link": code(purpose) });
            let event = Event::new(AuditAction::PasswordChanged, AuditResult::Done, &detail)?;
            let by = Actor::person(person, session.origin.clone());
            let events = Events { at: session.now, by, events: vec![event] };
            audit::append(&mut write, person.company.id.0, events).await?;
        }
        write.commit().await?;
        Ok(opened)
    }
}

/// The code of a purpose, as it is stored.
pub(super) const fn code(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::SetUp => "set_up",
        LinkPurpose::Invitation => "invitation",
        LinkPurpose::PasswordReset => "password_reset",
    }
}

pub(super) fn purpose(code: &str) -> Result<LinkPurpose, StoreError> {
    match code {
        "set_up" => Ok(LinkPurpose::SetUp),
        "invitation" => Ok(LinkPurpose::Invitation),
        "password_reset" => Ok(LinkPurpose::PasswordReset),
        other => Err(stored::unreadable("purpose of a link", other)),
    }
}

/// What a link is for, where it works.
pub(super) async fn find(
    connection: &mut Connection,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<LinkFound>, StoreError> {
    let link: Option<LinkRow> = connection
        .query(
            "SELECT purpose, app_user FROM one_time_link
              WHERE token_sha256 = $1 AND expires_at > $2
                AND (app_user IS NOT NULL OR NOT EXISTS (SELECT 1 FROM operating_company))",
        )
        .bind(token.as_slice())
        .bind(Instant(now))
        .fetch_optional()
        .await?;
    let Some(LinkRow { purpose: code, app_user }) = link else { return Ok(None) };
    let purpose = purpose(&code)?;
    let Some(user) = app_user else { return Ok(Some(LinkFound { purpose, person: None })) };
    let person: Option<LinkPerson> = connection
        .query(
            r#"SELECT app_user.id AS "user", company, user_name, app_user.name,
                      operating_company.name AS company_name
                 FROM app_user JOIN operating_company ON operating_company.id = app_user.company
                WHERE app_user.id = $1 AND disabled_at IS NULL"#,
        )
        .bind(user)
        .fetch_optional()
        .await?;
    Ok(person.map(|person| LinkFound { purpose, person: Some(person) }))
}

/// Makes a link of a person in the place of an older one.
pub(super) async fn replace(
    connection: &mut Connection,
    user: UserId,
    purpose: LinkPurpose,
    link: &NewLink,
    now: Timestamp,
) -> Result<(), StoreError> {
    remove(connection, user).await?;
    let made = connection
        .query(
            "INSERT INTO one_time_link (token_sha256, purpose, app_user, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(link.token.as_slice())
        .bind(code(purpose))
        .bind(user)
        .bind(Instant(now))
        .bind(Instant(link.expires_at))
        .execute()
        .await?;
    exactly("links", 1, made)
}

/// Removes the link of a person, if there is one.
pub(super) async fn remove(connection: &mut Connection, user: UserId) -> Result<(), StoreError> {
    connection.query("DELETE FROM one_time_link WHERE app_user = $1").bind(user).execute().await?;
    Ok(())
}

/// Ends all sessions of a user; says how many there were.
pub(super) async fn end_all(connection: &mut Connection, user: UserId) -> Result<u64, StoreError> {
    connection.query("DELETE FROM session WHERE app_user = $1").bind(user).execute().await
}
