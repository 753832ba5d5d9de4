//! Signing in, and who is signed in.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use super::people::{CompanyId, Person, PersonRow, UserId};
use super::{StoreError, instant, stored};
use crate::audit::Origin;
use crate::audit::of_sign_in::Named;

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

/// What came of asking to be let in.
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

/// Sessions, and the attempts at one.
#[async_trait]
pub trait Sessions {
    /// Asks whether an attempt to sign in may be made, and notes it as failed until it succeeds:
    /// so attempts at once count as well. That the limit of failed ones begins is written into the
    /// audit log once, however many are refused after.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn begin_sign_in(
        &self,
        user_name: &str,
        address: &str,
        now: Timestamp,
        limits: AttemptLimits,
        origin: &Origin,
    ) -> Result<Attempt, StoreError>;

    /// Writes into the audit log that an attempt under that name failed.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn refuse_sign_in(
        &self,
        user_name: &str,
        now: Timestamp,
        origin: &Origin,
    ) -> Result<(), StoreError>;

    /// Opens a session for a user whose password was right; none where the user was disabled in
    /// the meantime. Sessions that have ended by now are removed.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn open_session(&self, session: &NewSession) -> Result<Option<Person>, StoreError>;

    /// The session of a token, if there is one and its user is not disabled.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn session(&self, token: &TokenHash) -> Result<Option<SessionRecord>, StoreError>;

    /// Notes that a session was used, unless that would mean to wait for long: whoever reads
    /// should not wait for whoever writes, and the next request notes it as well.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn touch_session(&self, token: &TokenHash, now: Timestamp) -> Result<(), StoreError>;

    /// Ends a session, if there is one.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn end_session(
        &self,
        token: &TokenHash,
        now: Timestamp,
        origin: &Origin,
    ) -> Result<(), StoreError>;
}

/// A session's row with whose it is.
#[derive(sqlx::FromRow)]
pub(super) struct SessionRow {
    last_seen_at: String,
    expires_at: String,
    #[sqlx(flatten)]
    person: PersonRow,
}

impl SessionRow {
    pub(super) fn into_record(self) -> Result<SessionRecord, StoreError> {
        Ok(SessionRecord {
            person: self.person.into_person()?,
            last_seen_at: instant::from_text(&self.last_seen_at)?,
            expires_at: instant::from_text(&self.expires_at)?,
        })
    }
}

/// The user of a name that was typed, as a row.
#[derive(sqlx::FromRow)]
pub(super) struct NamedRow {
    id: i64,
    user_name: String,
    role: String,
    company: i64,
    disabled: bool,
}

impl NamedRow {
    pub(super) fn into_named(self) -> Result<Named, StoreError> {
        let role = stored::role(&self.role)?;
        Ok(Named {
            user: UserId(self.id),
            user_name: self.user_name,
            role,
            company: CompanyId(self.company),
            disabled: self.disabled,
        })
    }
}
