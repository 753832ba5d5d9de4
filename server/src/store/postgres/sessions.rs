//! Signing in, and who is signed in.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::PgConnection;

use super::{PostgresStore, audit, locks};
use crate::audit::Origin;
use crate::audit::of_sign_in::{self, Named};
use crate::store::audit::company_of;
use crate::store::people::{Person, UserId, name_key};
use crate::store::sessions::{
    Attempt, AttemptLimits, NamedRow, NewSession, SessionRecord, SessionRow, Sessions, TokenHash,
};
use crate::store::{StoreError, instant};

#[async_trait]
impl Sessions for PostgresStore {
    async fn begin_sign_in(
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
        let mut write = self.begin_write().await?;
        // Attempts at once from one address are counted one after another.
        locks::name(&mut write, "sign in", address).await?;
        let full = FullSince { address, since: instant::to_text(since) };
        let of_user = full.find(&mut write, Some(&user_name), limits.per_user_and_address).await?;
        let of_address = full.find(&mut write, None, limits.per_address).await?;
        if let Some(oldest) = of_user.max(of_address) {
            let until = oldest + limits.within;
            let whose = of_user.is_some().then_some(&*user_name);
            if full.tell(&mut write, whose, now).await? {
                let named = named(&mut write, typed).await?;
                let company = company_of(named.as_ref());
                let until = instant::to_text(until);
                let events =
                    of_sign_in::limit_begun(typed, named.as_ref(), &until, now, origin.clone())?;
                audit::append(&mut write, company, events).await?;
            }
            write.commit().await?;
            return Ok(Attempt::Refused { until });
        }
        // What somebody else removes at the moment is left to them.
        sqlx::query(
            "DELETE FROM sign_in_attempt WHERE id IN (
                 SELECT id FROM sign_in_attempt WHERE attempted_at < $1::timestamptz
                    FOR UPDATE SKIP LOCKED)",
        )
        .bind(instant::to_text(since))
        .execute(&mut *write)
        .await?;
        let attempt: i64 = sqlx::query_scalar(
            "INSERT INTO sign_in_attempt (user_name_key, address, attempted_at, failed)
             VALUES ($1, $2, $3::timestamptz, true) RETURNING id",
        )
        .bind(&user_name)
        .bind(address)
        .bind(instant::to_text(now))
        .fetch_one(&mut *write)
        .await?;
        let user: Option<(i64, String)> = sqlx::query_as(
            "SELECT id, password_hash FROM app_user
              WHERE user_name_key = $1 AND disabled_at IS NULL",
        )
        .bind(&user_name)
        .fetch_optional(&mut *write)
        .await?;
        write.commit().await?;
        Ok(Attempt::Admitted { attempt, user: user.map(|(id, hash)| (UserId(id), hash)) })
    }

    async fn refuse_sign_in(
        &self,
        user_name: &str,
        now: Timestamp,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        let mut write = self.begin_write().await?;
        let named = named(&mut write, user_name).await?;
        let events = of_sign_in::sign_in_refused(user_name, named.as_ref(), now, origin.clone())?;
        audit::append(&mut write, company_of(named.as_ref()), events).await?;
        write.commit().await?;
        Ok(())
    }

    async fn open_session(&self, session: &NewSession) -> Result<Option<Person>, StoreError> {
        let now = instant::to_text(session.now);
        let mut write = self.begin_write().await?;
        sqlx::query(
            "DELETE FROM session WHERE token_sha256 IN (
                 SELECT token_sha256 FROM session
                  WHERE expires_at <= $1::timestamptz OR token_sha256 = $2
                    FOR UPDATE SKIP LOCKED)",
        )
        .bind(&now)
        .bind(session.replaces.as_ref().map(TokenHash::as_slice))
        .execute(&mut *write)
        .await?;
        sqlx::query("UPDATE sign_in_attempt SET failed = false WHERE id = $1")
            .bind(session.attempt)
            .execute(&mut *write)
            .await?;
        sqlx::query(
            "INSERT INTO session (token_sha256, app_user, created_at, last_seen_at, expires_at)
             SELECT $1, id, $3::timestamptz, $3::timestamptz, $4::timestamptz
               FROM app_user WHERE id = $2 AND disabled_at IS NULL",
        )
        .bind(session.token.as_slice())
        .bind(session.user.0)
        .bind(&now)
        .bind(instant::to_text(session.expires_at))
        .execute(&mut *write)
        .await?;
        let opened = load(&mut write, &session.token).await?;
        if let Some(SessionRecord { person, .. }) = &opened {
            let events = of_sign_in::signed_in(person, session.now, session.origin.clone())?;
            audit::append(&mut write, person.company.id.0, events).await?;
        }
        write.commit().await?;
        Ok(opened.map(|session| session.person))
    }

    async fn session(&self, token: &TokenHash) -> Result<Option<SessionRecord>, StoreError> {
        let mut connection = self.connections.acquire().await?;
        load(&mut connection, token).await
    }

    async fn touch_session(&self, token: &TokenHash, now: Timestamp) -> Result<(), StoreError> {
        let mut connection = self.connections.acquire().await?;
        sqlx::query(
            "UPDATE session SET last_seen_at = $2::timestamptz WHERE token_sha256 IN (
                 SELECT token_sha256 FROM session WHERE token_sha256 = $1
                    FOR UPDATE SKIP LOCKED)",
        )
        .bind(token.as_slice())
        .bind(instant::to_text(now))
        .execute(&mut *connection)
        .await?;
        Ok(())
    }

    async fn end_session(
        &self,
        token: &TokenHash,
        now: Timestamp,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        let mut write = self.begin_write().await?;
        if let Some(SessionRecord { person, .. }) = load(&mut write, token).await? {
            let events = of_sign_in::signed_out(&person, now, origin.clone())?;
            audit::append(&mut write, person.company.id.0, events).await?;
        }
        sqlx::query("DELETE FROM session WHERE token_sha256 = $1")
            .bind(token.as_slice())
            .execute(&mut *write)
            .await?;
        write.commit().await?;
        Ok(())
    }
}

struct FullSince<'a> {
    address: &'a str,
    since: String,
}

impl FullSince<'_> {
    /// The failed attempt that must grow old before another is admitted: the one that is `limit`
    /// from the latest. None where there are not so many.
    async fn find(
        &self,
        connection: &mut PgConnection,
        user_name: Option<&str>,
        limit: u32,
    ) -> Result<Option<Timestamp>, StoreError> {
        let oldest: Option<String> = sqlx::query_scalar(
            "SELECT as_instant(attempted_at) FROM sign_in_attempt
              WHERE address = $1 AND attempted_at > $2::timestamptz AND failed
                AND ($3 IS NULL OR user_name_key = $3)
              ORDER BY attempted_at DESC LIMIT 1 OFFSET $4 - 1",
        )
        .bind(self.address)
        .bind(&self.since)
        .bind(user_name)
        .bind(i64::from(limit))
        .fetch_optional(connection)
        .await?;
        Ok(oldest.as_deref().map(instant::from_text).transpose()?)
    }

    /// Notes at the latest failed attempt that the limit which it filled was told; says whether it
    /// was not told before.
    async fn tell(
        &self,
        connection: &mut PgConnection,
        user_name: Option<&str>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let told = sqlx::query(
            "UPDATE sign_in_attempt SET limit_told_at = $4::timestamptz
              WHERE limit_told_at IS NULL AND id = (
                    SELECT id FROM sign_in_attempt
                     WHERE address = $1 AND attempted_at > $2::timestamptz AND failed
                       AND ($3 IS NULL OR user_name_key = $3)
                     ORDER BY attempted_at DESC, id DESC LIMIT 1)",
        )
        .bind(self.address)
        .bind(&self.since)
        .bind(user_name)
        .bind(instant::to_text(now))
        .execute(connection)
        .await?;
        Ok(told.rows_affected() > 0)
    }
}

/// The user of a name that was typed, also one who may no longer sign in.
async fn named(
    connection: &mut PgConnection,
    user_name: &str,
) -> Result<Option<Named>, StoreError> {
    let row: Option<NamedRow> = sqlx::query_as(
        "SELECT id, user_name, role, company, disabled_at IS NOT NULL AS disabled
           FROM app_user WHERE user_name_key = $1",
    )
    .bind(name_key(user_name))
    .fetch_optional(connection)
    .await?;
    row.map(NamedRow::into_named).transpose()
}

/// The session of a token, if there is one and its user is not disabled.
async fn load(
    connection: &mut PgConnection,
    token: &TokenHash,
) -> Result<Option<SessionRecord>, StoreError> {
    let row: Option<SessionRow> = sqlx::query_as(
        "SELECT as_instant(session.last_seen_at) AS last_seen_at,
                as_instant(session.expires_at) AS expires_at,
                app_user.id AS user_id, app_user.user_name, app_user.name AS person_name,
                app_user.role, operating_company.id AS company_id,
                operating_company.name AS company_name, currency, minor_digits, time_zone,
                early_write_off_days
           FROM session
           JOIN app_user ON app_user.id = session.app_user
           JOIN operating_company ON operating_company.id = app_user.company
          WHERE session.token_sha256 = $1 AND app_user.disabled_at IS NULL",
    )
    .bind(token.as_slice())
    .fetch_optional(connection)
    .await?;
    row.map(SessionRow::into_record).transpose()
}
