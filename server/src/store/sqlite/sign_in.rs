//! Signing in: attempts, their limits, and the session that comes of one.

use jiff::{SignedDuration, Timestamp};
use sqlx::SqliteConnection;

use super::SqliteStore;
use super::sessions::{self, TokenHash};
use super::users::name_key;
use crate::store::people::{Attempt, Person, UserId};
use crate::store::{StoreError, instant};

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

/// A session to be.
#[derive(Clone, Copy, Debug)]
pub struct NewSession {
    /// The attempt that succeeded.
    pub attempt: i64,
    /// Who signed in.
    pub user: UserId,
    /// The new token's hash.
    pub token: TokenHash,
    /// The hash of the token that the browser had before, which ends with this.
    pub replaces: Option<TokenHash>,
    /// When.
    pub now: Timestamp,
    /// When the session ends, whatever happens.
    pub expires_at: Timestamp,
}

impl SqliteStore {
    /// Asks whether an attempt to sign in may be made, and notes it as failed until it succeeds:
    /// so attempts at once count as well.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn begin_sign_in(
        &self,
        user_name: &str,
        address: &str,
        now: Timestamp,
        limits: AttemptLimits,
    ) -> Result<Attempt, StoreError> {
        let user_name = name_key(user_name);
        let since = now - limits.within;
        let mut write = self.begin_write().await?;
        let full = FullSince { address, since: instant::to_text(since) };
        let of_user = full.find(&mut write, Some(&user_name), limits.per_user_and_address).await?;
        let of_address = full.find(&mut write, None, limits.per_address).await?;
        if let Some(oldest) = of_user.max(of_address) {
            write.rollback().await?;
            return Ok(Attempt::Refused { until: oldest + limits.within });
        }
        sqlx::query("DELETE FROM sign_in_attempt WHERE attempted_at < ?1")
            .bind(instant::to_text(since))
            .execute(&mut *write)
            .await?;
        let attempt: i64 = sqlx::query_scalar(
            "INSERT INTO sign_in_attempt (user_name_key, address, attempted_at, failed)
             VALUES (?1, ?2, ?3, 1) RETURNING id",
        )
        .bind(&user_name)
        .bind(address)
        .bind(instant::to_text(now))
        .fetch_one(&mut *write)
        .await?;
        let user: Option<(i64, String)> = sqlx::query_as(
            "SELECT id, password_hash FROM app_user
              WHERE user_name_key = ?1 AND disabled_at IS NULL",
        )
        .bind(&user_name)
        .fetch_optional(&mut *write)
        .await?;
        write.commit().await?;
        Ok(Attempt::Admitted { attempt, user: user.map(|(id, hash)| (UserId(id), hash)) })
    }

    /// Opens a session for a user whose password was right; none where the user was disabled in
    /// the meantime. Sessions that have ended by now are removed.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn open_session(&self, session: &NewSession) -> Result<Option<Person>, StoreError> {
        let now = instant::to_text(session.now);
        let mut write = self.begin_write().await?;
        sqlx::query("DELETE FROM session WHERE expires_at <= ?1 OR token_sha256 = ?2")
            .bind(&now)
            .bind(session.replaces.as_ref().map(TokenHash::as_slice))
            .execute(&mut *write)
            .await?;
        sqlx::query("UPDATE sign_in_attempt SET failed = 0 WHERE id = ?1")
            .bind(session.attempt)
            .execute(&mut *write)
            .await?;
        sqlx::query(
            "INSERT INTO session (token_sha256, app_user, created_at, last_seen_at, expires_at)
             SELECT ?1, id, ?3, ?3, ?4 FROM app_user WHERE id = ?2 AND disabled_at IS NULL",
        )
        .bind(session.token.as_slice())
        .bind(session.user.0)
        .bind(&now)
        .bind(instant::to_text(session.expires_at))
        .execute(&mut *write)
        .await?;
        let opened = sessions::load(&mut write, &session.token).await?;
        write.commit().await?;
        Ok(opened.map(|session| session.person))
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
        connection: &mut SqliteConnection,
        user_name: Option<&str>,
        limit: u32,
    ) -> Result<Option<Timestamp>, StoreError> {
        let oldest: Option<String> = sqlx::query_scalar(
            "SELECT attempted_at FROM sign_in_attempt
              WHERE address = ?1 AND attempted_at > ?2 AND failed = 1
                AND (?3 IS NULL OR user_name_key = ?3)
              ORDER BY attempted_at DESC LIMIT 1 OFFSET ?4 - 1",
        )
        .bind(self.address)
        .bind(&self.since)
        .bind(user_name)
        .bind(limit)
        .fetch_optional(connection)
        .await?;
        Ok(oldest.as_deref().map(instant::from_text).transpose()?)
    }
}
