//! Signing in, and who is signed in.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::db::{Connection, Instant, Key};
use super::people::{PersonRow, name_key};
use super::sign_in_attempts::FailedAttempts;
use super::{Store, StoreError, audit, stored};
use crate::audit_chain::Origin;
use crate::audit_chain::of_sign_in::{self, Named};
use crate::identity::{CompanyId, Person, UserId};
use crate::instant;

/// The SHA-256 of a session's token: all that is kept of it.
pub type TokenHash = [u8; 32];

/// How many attempts may fail within a time.
#[derive(Clone, Copy, Debug)]
pub struct AttemptLimits {
    /// Of one user name from one address.
    pub per_user_and_address: u32,
    /// From one address, whatever the user name.
    pub per_address: u32,
    /// The time.
    pub within: SignedDuration,
}

/// The result of a sign-in attempt.
#[derive(Clone, Debug)]
pub enum Attempt {
    /// The password may be looked at.
    Admitted {
        /// The attempt's number; it counts as failed until it has succeeded.
        attempt: i64,
        /// The user of that name and the hash of the password, if there is one who may sign in.
        user: Option<(UserId, String)>,
    },
    /// Too many attempts have failed.
    Refused {
        /// From when the next one is admitted.
        until: Timestamp,
    },
}

/// A session to be.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The attempt that succeeded; 0 where somebody came by a link.
    pub attempt: i64,
    pub user: UserId,
    /// What its person calls it by.
    pub id: Uuid,
    /// The new token's hash.
    pub token: TokenHash,
    /// What the browser says of itself.
    pub device: String,
    /// The hash of the token that the browser had before, which ends with this.
    pub replaces: Option<TokenHash>,
    pub now: Timestamp,
    /// Where the request came from.
    pub origin: Origin,
    /// When the session ends, whatever happens.
    pub expires_at: Timestamp,
}

/// A session that is stored. Whether it is still good is for the caller to say.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    /// Whose it is; never a disabled user's.
    pub person: Person,
    /// When it was last used, to the minute or so.
    pub last_seen_at: Timestamp,
    /// When it ends, whatever happens.
    pub expires_at: Timestamp,
}

impl Store {
    /// Asks whether an attempt to sign in may be made, and records it as failed until it succeeds, so
    /// that concurrent attempts count as well. That the limit of failed ones begins is written into
    /// the audit log once, however many are refused after.
    pub async fn begin_sign_in(
        &self,
        user_name: &str,
        address: &str,
        now: Timestamp,
        limits: AttemptLimits,
        origin: &Origin,
    ) -> Result<Attempt, StoreError> {
        let typed = user_name;
        let user_name = name_key(typed);
        let since = now - limits.within;
        let mut write = self.db.begin_write().await?;
        // Concurrent attempts from one address are counted one after another.
        write.lock_name("sign in", address).await?;
        let failed = FailedAttempts { address, since: Instant(since) };
        let of_user =
            failed.blocking(&mut write, Some(&user_name), limits.per_user_and_address).await?;
        let of_address = failed.blocking(&mut write, None, limits.per_address).await?;
        if let Some(oldest) = of_user.max(of_address) {
            let until = oldest + limits.within;
            let whose = of_user.is_some().then_some(&*user_name);
            if failed.note_limit(&mut write, whose, now).await? {
                let named = named(&mut write, typed).await?;
                let company = audit::company_of(named.as_ref());
                let until = instant::to_text(until);
                let events =
                    of_sign_in::limit_begun(typed, named.as_ref(), &until, now, origin.clone())?;
                audit::append(&mut write, company, events).await?;
            }
            write.commit().await?;
            return Ok(Attempt::Refused { until });
        }
        let admitted = admit(&mut write, &user_name, address, now, since).await?;
        write.commit().await?;
        Ok(admitted)
    }

    /// Writes into the audit log that an attempt under that name failed.
    pub async fn refuse_sign_in(
        &self,
        user_name: &str,
        now: Timestamp,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        let named = named(&mut write, user_name).await?;
        let events = of_sign_in::sign_in_refused(user_name, named.as_ref(), now, origin.clone())?;
        audit::append(&mut write, audit::company_of(named.as_ref()), events).await?;
        write.commit().await
    }

    /// Opens a session for a user whose password was right; none where the user was disabled in the
    /// meantime. Sessions that have expired are removed.
    pub async fn open_session(&self, session: &NewSession) -> Result<Option<Person>, StoreError> {
        let mut write = self.db.begin_write().await?;
        // Whoever ends the sessions of a user waits until this one is there.
        write.lock_user(session.user).await?;
        end_replaced(&mut write, session).await?;
        write
            .query(
                "DELETE FROM session WHERE token_sha256 IN (
                     SELECT token_sha256 FROM session WHERE expires_at <= $1 {skip locked})",
            )
            .bind(Instant(session.now))
            .execute()
            .await?;
        write
            .query("UPDATE sign_in_attempt SET failed = false WHERE id = $1")
            .bind(session.attempt)
            .execute()
            .await?;
        let opened = open(&mut write, session).await?;
        write.commit().await?;
        Ok(opened)
    }

    /// The session of a token, if there is one and its user is not disabled.
    pub async fn session(&self, token: &TokenHash) -> Result<Option<SessionRecord>, StoreError> {
        load(&mut self.db.connection().await?, token).await
    }

    /// Records that a session was used, unless that would mean to wait: a reader should not wait for
    /// a writer, and the next request records it as well.
    pub async fn touch_session(&self, token: &TokenHash, now: Timestamp) -> Result<(), StoreError> {
        let Some(mut write) = self.db.begin_write_at_once().await? else { return Ok(()) };
        write
            .query(
                "UPDATE session SET last_seen_at = $2 WHERE token_sha256 IN (
                     SELECT token_sha256 FROM session WHERE token_sha256 = $1 {skip locked})",
            )
            .bind(token.as_slice())
            .bind(Instant(now))
            .execute()
            .await?;
        seen(&mut write, token, now).await?;
        write.commit().await
    }

    /// Ends a session, if there is one.
    pub async fn end_session(
        &self,
        token: &TokenHash,
        now: Timestamp,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        if let Some(SessionRecord { person, .. }) = load(&mut write, token).await? {
            let events = of_sign_in::signed_out(&person, now, origin.clone())?;
            audit::append(&mut write, person.company.id.0, events).await?;
        }
        write
            .query("DELETE FROM session WHERE token_sha256 = $1")
            .bind(token.as_slice())
            .execute()
            .await?;
        write.commit().await
    }
}

/// Ends the session that the browser had before, whoever's it was: nobody can reach it any more to end it. It comes
/// before all other sessions are removed, so that two never wait for each other.
pub(super) async fn end_replaced(
    connection: &mut Connection,
    session: &NewSession,
) -> Result<(), StoreError> {
    let replaced = session.replaces.as_ref().map(TokenHash::as_slice);
    connection
        .query("DELETE FROM session WHERE token_sha256 = $1")
        .bind(replaced)
        .execute()
        .await?;
    Ok(())
}

/// Opens a session; none where its user was disabled, or has no password any more.
pub(super) async fn open(
    connection: &mut Connection,
    session: &NewSession,
) -> Result<Option<Person>, StoreError> {
    connection
        .query(
            "INSERT INTO session (token_sha256, session_id, app_user, device, address, created_at,
                                  last_seen_at, expires_at)
             SELECT $1, $5, id, $6, $7, $3, $3, $4 FROM app_user
              WHERE id = $2 AND disabled_at IS NULL AND password_hash IS NOT NULL",
        )
        .bind(session.token.as_slice())
        .bind(session.user)
        .bind(Instant(session.now))
        .bind(Instant(session.expires_at))
        .bind(Key(session.id))
        .bind(session.device.as_str())
        .bind(session.origin.address.as_deref().unwrap_or_default())
        .execute()
        .await?;
    let Some(SessionRecord { person, .. }) = load(connection, &session.token).await? else {
        return Ok(None);
    };
    seen(connection, &session.token, session.now).await?;
    let events = of_sign_in::signed_in(&person, session.now, session.origin.clone())?;
    audit::append(connection, person.company.id.0, events).await?;
    Ok(Some(person))
}

/// Keeps with the person of a session that they were here: sessions end. Where somebody has locked the
/// person, the next use of the session records it: a person at work keeps nobody from signing in.
async fn seen(
    connection: &mut Connection,
    token: &TokenHash,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .query(
            "UPDATE app_user SET last_seen_at = $2 WHERE id IN (
                 SELECT id FROM app_user
                  WHERE id IN (SELECT app_user FROM session WHERE token_sha256 = $1)
                  {skip locked})",
        )
        .bind(token.as_slice())
        .bind(Instant(now))
        .execute()
        .await?;
    Ok(())
}

/// Records the attempt as failed until it succeeds; finds the user of that name. Old attempts are
/// removed; what somebody else removes at the moment is left to them.
async fn admit(
    connection: &mut Connection,
    user_name_key: &str,
    address: &str,
    now: Timestamp,
    since: Timestamp,
) -> Result<Attempt, StoreError> {
    connection
        .query(
            "DELETE FROM sign_in_attempt WHERE id IN (
                 SELECT id FROM sign_in_attempt WHERE attempted_at < $1 {skip locked})",
        )
        .bind(Instant(since))
        .execute()
        .await?;
    let attempt: i64 = connection
        .query(
            "INSERT INTO sign_in_attempt (user_name_key, address, attempted_at, failed)
             VALUES ($1, $2, $3, true) RETURNING id",
        )
        .bind(user_name_key)
        .bind(address)
        .bind(Instant(now))
        .fetch_value()
        .await?;
    let user: Option<UserRow> = connection
        .query(
            "SELECT id, password_hash FROM app_user
              WHERE user_name_key = $1 AND disabled_at IS NULL
                AND password_hash IS NOT NULL",
        )
        .bind(user_name_key)
        .fetch_optional()
        .await?;
    Ok(Attempt::Admitted { attempt, user: user.map(|row| (row.id, row.password_hash)) })
}

#[derive(sqlx::FromRow)]
struct UserRow {
    id: UserId,
    password_hash: String,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    id: UserId,
    user_name: String,
    role: String,
    company: CompanyId,
    disabled: bool,
}

/// The user of a name that was typed, also one who may no longer sign in.
async fn named(connection: &mut Connection, user_name: &str) -> Result<Option<Named>, StoreError> {
    let row: Option<NamedRow> = connection
        .query(
            "SELECT id, user_name, role, company, disabled_at IS NOT NULL AS disabled
               FROM app_user WHERE user_name_key = $1",
        )
        .bind(name_key(user_name))
        .fetch_optional()
        .await?;
    row.map(|row| {
        Ok(Named {
            role: stored::role(&row.role)?,
            user: row.id,
            user_name: row.user_name,
            company: row.company,
            disabled: row.disabled,
        })
    })
    .transpose()
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    last_seen_at: Instant,
    expires_at: Instant,
    #[sqlx(flatten)]
    person: PersonRow,
}

/// The session of a token, if there is one and its user is not disabled.
async fn load(
    connection: &mut Connection,
    token: &TokenHash,
) -> Result<Option<SessionRecord>, StoreError> {
    let row: Option<SessionRow> = connection
        .query(
            "SELECT session.last_seen_at, session.expires_at, app_user.id AS user_id,
                    app_user.user_name, app_user.name AS person_name, app_user.role,
                    app_user.language,
                    operating_company.id AS company_id, operating_company.name AS company_name,
                    currency, minor_digits, time_zone, early_write_off_days
               FROM session
               JOIN app_user ON app_user.id = session.app_user
               JOIN operating_company ON operating_company.id = app_user.company
              WHERE session.token_sha256 = $1 AND app_user.disabled_at IS NULL",
        )
        .bind(token.as_slice())
        .fetch_optional()
        .await?;
    row.map(|row| {
        Ok(SessionRecord {
            person: row.person.into_person()?,
            last_seen_at: row.last_seen_at.0,
            expires_at: row.expires_at.0,
        })
    })
    .transpose()
}
