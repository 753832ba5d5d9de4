//! Attempts to sign in that have failed, and when there were too many of them.

use jiff::Timestamp;

use super::StoreError;
use super::db::{Connection, Instant};

/// The attempts from an address that have failed since an instant.
pub(super) struct FailedAttempts<'a> {
    pub(super) address: &'a str,
    pub(super) since: Instant,
}

impl FailedAttempts<'_> {
    /// The failed attempt that must grow old before another is admitted: the one that is `limit`
    /// from the latest. None where there are not so many.
    pub(super) async fn blocking(
        &self,
        connection: &mut Connection,
        user_name: Option<&str>,
        limit: u32,
    ) -> Result<Option<Timestamp>, StoreError> {
        let oldest: Option<Instant> = connection
            .query(
                "SELECT attempted_at FROM sign_in_attempt
                  WHERE address = $1 AND attempted_at > $2 AND failed
                    AND ($3 IS NULL OR user_name_key = $3)
                  ORDER BY attempted_at DESC LIMIT 1 OFFSET $4",
            )
            .bind(self.address)
            .bind(self.since)
            .bind(user_name)
            .bind(i64::from(limit) - 1)
            .fetch_scalar()
            .await?;
        Ok(oldest.map(|instant| instant.0))
    }

    /// Notes at the latest failed attempt that the limit which it reached was recorded; says whether
    /// it was not recorded before.
    pub(super) async fn note_limit(
        &self,
        connection: &mut Connection,
        user_name: Option<&str>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let noted = connection
            .query(
                "UPDATE sign_in_attempt SET limit_told_at = $4
                  WHERE limit_told_at IS NULL AND id = (
                        SELECT id FROM sign_in_attempt
                         WHERE address = $1 AND attempted_at > $2 AND failed
                           AND ($3 IS NULL OR user_name_key = $3)
                         ORDER BY attempted_at DESC, id DESC LIMIT 1)",
            )
            .bind(self.address)
            .bind(self.since)
            .bind(user_name)
            .bind(Instant(now))
            .execute()
            .await?;
        Ok(noted > 0)
    }
}
