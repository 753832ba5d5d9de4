//! What people look at and change of themselves.

use domain::api::{ProfileReply, SessionRecord as OpenSession};
use domain::audit::{AuditAction, AuditResult};
use domain::language::Language;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::db::{Connection, Instant, Key};
use super::people_change::lock_people;
use super::people_list::Now;
use super::sessions::TokenHash;
use super::{Store, StoreError, audit, exactly, links};
use crate::audit_chain::{Actor, Event, Events};
use crate::identity::Person;

#[derive(sqlx::FromRow)]
struct OwnRow {
    centre: Option<String>,
    mail: String,
    language: Option<String>,
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    token_sha256: Vec<u8>,
    session_id: Key,
    device: String,
    address: String,
    created_at: Instant,
    last_seen_at: Instant,
}

impl Store {
    /// Oneself, with one's open sessions: that which asks first, then the latest used.
    pub async fn profile(
        &self,
        person: &Person,
        current: &TokenHash,
        now: Timestamp,
    ) -> Result<ProfileReply, StoreError> {
        let now = Now::new(now);
        let mut read = self.db.begin_read().await?;
        let own: OwnRow = read
            .query(
                "SELECT centre.name AS centre, mail, language FROM app_user
                   LEFT JOIN fulfilment_centre AS centre ON centre.id = app_user.centre
                  WHERE app_user.id = $1",
            )
            .bind(person.id)
            .fetch_one()
            .await?;
        let rows: Vec<OpenRow> = read
            .query(
                "SELECT token_sha256, session_id, device, address, created_at, last_seen_at
                   FROM session WHERE app_user = $1 AND expires_at > $2 AND last_seen_at > $3
                  ORDER BY last_seen_at DESC, session_id",
            )
            .bind(person.id)
            .bind(Instant(now.now))
            .bind(Instant(now.used_since))
            .fetch_all()
            .await?;
        let mut sessions: Vec<OpenSession> = rows
            .into_iter()
            .map(|row| OpenSession {
                id: row.session_id.0.to_string(),
                device: row.device,
                address: row.address,
                created_at: row.created_at.to_string(),
                last_seen_at: row.last_seen_at.to_string(),
                current: row.token_sha256 == current,
            })
            .collect();
        sessions.sort_by_key(|session| !session.current);
        Ok(ProfileReply {
            user_name: person.user_name.clone(),
            name: person.name.clone(),
            role: person.role,
            centre: own.centre,
            mail: own.mail,
            language: own.language.as_deref().and_then(Language::from_tag),
            sessions,
        })
    }

    /// Chooses one's own language.
    pub async fn set_language(
        &self,
        person: &Person,
        by: Actor,
        language: Option<Language>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        let changed = write
            .query(
                "UPDATE app_user SET language = $2
                  WHERE id = $1 AND language IS DISTINCT FROM $2",
            )
            .bind(person.id)
            .bind(language.map(Language::tag))
            .execute()
            .await?;
        if changed > 0 {
            let detail = json!({ "changes": { "language": {
                "before": person.language.map(Language::tag), "after": language.map(Language::tag),
            } } });
            write_down(&mut write, person, by, AuditAction::ProfileChanged, &detail, now).await?;
        }
        write.commit().await
    }

    /// Chooses another password of one's own. All other sessions end, and links stop working.
    pub async fn change_password(
        &self,
        person: &Person,
        by: Actor,
        (attempt, password_hash): (i64, &str),
        current: &TokenHash,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        lock_people(&mut write, person.company.id).await?;
        write
            .query("UPDATE sign_in_attempt SET failed = false WHERE id = $1")
            .bind(attempt)
            .execute()
            .await?;
        let changed = write
            .query("UPDATE app_user SET password_hash = $2 WHERE id = $1")
            .bind(person.id)
            .bind(password_hash)
            .execute()
            .await?;
        exactly("users", 1, changed)?;
        links::remove(&mut write, person.id).await?;
        let ended = end_others(&mut write, person, current).await?;
        let detail = json!({ "sessions_ended": ended });
        write_down(&mut write, person, by, AuditAction::PasswordChanged, &detail, now).await?;
        write.commit().await
    }

    /// Writes into the audit log that somebody typed another password than theirs.
    pub async fn refuse_password(
        &self,
        person: &Person,
        by: Actor,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        let detail = json!({ "why": "wrong_password" });
        let event = Event::new(AuditAction::PasswordChanged, AuditResult::Refused, &detail)?;
        let events = Events { at: now, by, events: vec![event] };
        audit::append(&mut write, person.company.id.0, events).await?;
        write.commit().await
    }

    /// Ends one of one's own sessions; says whether there was one.
    pub async fn end_own_session(
        &self,
        person: &Person,
        by: Actor,
        session: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut write = self.db.begin_write().await?;
        let ended = write
            .query("DELETE FROM session WHERE app_user = $1 AND session_id = $2")
            .bind(person.id)
            .bind(Key(session))
            .execute()
            .await?;
        note_ended(&mut write, person, by, ended, now).await?;
        write.commit().await?;
        Ok(ended > 0)
    }

    /// Ends all of one's own sessions but the one that asks.
    pub async fn end_other_sessions(
        &self,
        person: &Person,
        by: Actor,
        current: &TokenHash,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        let ended = end_others(&mut write, person, current).await?;
        note_ended(&mut write, person, by, ended, now).await?;
        write.commit().await
    }
}

async fn end_others(
    connection: &mut Connection,
    person: &Person,
    current: &TokenHash,
) -> Result<u64, StoreError> {
    connection
        .query("DELETE FROM session WHERE app_user = $1 AND token_sha256 <> $2")
        .bind(person.id)
        .bind(current.as_slice())
        .execute()
        .await
}

async fn note_ended(
    connection: &mut Connection,
    person: &Person,
    by: Actor,
    ended: u64,
    now: Timestamp,
) -> Result<(), StoreError> {
    if ended == 0 {
        return Ok(());
    }
    let detail = json!({
        "user": person.id.0, "user_name": person.user_name, "sessions": ended,
    });
    write_down(connection, person, by, AuditAction::SessionsEnded, &detail, now).await
}

async fn write_down(
    connection: &mut Connection,
    person: &Person,
    by: Actor,
    action: AuditAction,
    detail: &Value,
    now: Timestamp,
) -> Result<(), StoreError> {
    let event = Event::new(action, AuditResult::Done, detail)?;
    let events = Events { at: now, by, events: vec![event] };
    audit::append(connection, person.company.id.0, events).await?;
    Ok(())
}
