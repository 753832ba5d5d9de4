//! Sessions: who is signed in.

use std::time::Duration;

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::SqliteStore;
use super::users::PersonRow;
use crate::store::people::SessionRecord;
use crate::store::{StoreError, instant};

/// The SHA-256 of a session's token: all that is kept of it.
pub type TokenHash = [u8; 32];

/// Longer than a full file takes to be written off.
const TOUCH_WAIT: Duration = Duration::from_secs(1);

#[derive(sqlx::FromRow)]
struct Row {
    last_seen_at: String,
    expires_at: String,
    #[sqlx(flatten)]
    person: PersonRow,
}

impl SqliteStore {
    /// The session of a token, if there is one and its user is not disabled.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn session(&self, token: &TokenHash) -> Result<Option<SessionRecord>, StoreError> {
        let mut reader = self.readers.acquire().await?;
        load(&mut reader, token).await
    }

    /// Notes that a session was used, unless the writer is busy for long: whoever reads should not
    /// wait for whoever writes, and the next request notes it as well.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn touch_session(&self, token: &TokenHash, now: Timestamp) -> Result<(), StoreError> {
        let Ok(writer) = tokio::time::timeout(TOUCH_WAIT, self.writer.acquire()).await else {
            return Ok(());
        };
        sqlx::query("UPDATE session SET last_seen_at = ?2 WHERE token_sha256 = ?1")
            .bind(token.as_slice())
            .bind(instant::to_text(now))
            .execute(&mut *writer?)
            .await?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn end_session(&self, token: &TokenHash) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM session WHERE token_sha256 = ?1")
            .bind(token.as_slice())
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// The session of a token, if there is one and its user is not disabled.
pub(super) async fn load(
    connection: &mut SqliteConnection,
    token: &TokenHash,
) -> Result<Option<SessionRecord>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT session.last_seen_at, session.expires_at,
                app_user.id AS user_id, app_user.user_name, app_user.name AS person_name,
                app_user.role, operating_company.id AS company_id,
                operating_company.name AS company_name, currency, minor_digits, time_zone,
                early_write_off_days
           FROM session
           JOIN app_user ON app_user.id = session.app_user
           JOIN operating_company ON operating_company.id = app_user.company
          WHERE session.token_sha256 = ?1 AND app_user.disabled_at IS NULL",
    )
    .bind(token.as_slice())
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(SessionRecord {
            person: row.person.into_person()?,
            last_seen_at: instant::from_text(&row.last_seen_at)?,
            expires_at: instant::from_text(&row.expires_at)?,
        })
    })
    .transpose()
}
