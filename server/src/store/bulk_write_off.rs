//! What goes into the store and comes out of it when a file is submitted.

use std::sync::Arc;

use async_trait::async_trait;
use domain::AccountId;
use domain::api::{Operation, OperationsReply};
use domain::bulk_write_off::{
    Policy, SeenAccounts, Situation, SubmissionRefusal, Submitted, judge,
};
use domain::role::Role;
use domain::upload::{ColumnChoice, Entry};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::facts::{StoredFacts, by_account};
use super::people::{CompanyId, UserId};
use super::prepared::Prepared;
use super::{StoreError, stored};
use crate::audit::{By, Origin};
use crate::background;
use crate::clock::{Clock, date_in};

/// A file that was read, and everything to keep about its submission.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Whose accounts it is about.
    pub company: CompanyId,
    /// Who submits it.
    pub user: UserId,
    /// The name that the person signs in with.
    pub user_name: String,
    /// Where the request came from.
    pub origin: Origin,
    /// The operation's id, made by the client.
    pub operation_id: Uuid,
    /// What the file is called.
    pub file_name: String,
    /// The file.
    pub file: Vec<u8>,
    /// SHA-256 of the file in lower-case hexadecimal.
    pub file_sha256: String,
    /// What the person chose, where the file does not say which column.
    pub column: Option<ColumnChoice>,
    /// The file's entries.
    pub entries: Vec<Entry>,
    /// What the preview showed as eligible.
    pub seen: SeenAccounts,
    /// The same as it was sent, in JSON: it is kept.
    pub seen_json: String,
    /// Whether the person confirmed having seen that some are early.
    pub early_acknowledged: bool,
    /// SHA-256 of everything that is asked: tells a retry from another request.
    pub request_sha256: [u8; 32],
}

/// Tells a retry from another request: of what is meant, not of how it is written down.
///
/// # Errors
///
/// When it cannot be written as JSON.
pub fn request_sha256(
    file_name: &str,
    file_sha256: &str,
    column: Option<ColumnChoice>,
    early_acknowledged: bool,
    seen_json: &str,
) -> Result<[u8; 32], serde_json::Error> {
    let meant = serde_json::to_vec(&(file_name, file_sha256, column, early_acknowledged))?;
    Ok(Sha256::new().chain_update(meant).chain_update(seen_json).finalize().into())
}

impl Submission {
    /// Who did it, for the audit log.
    pub(super) fn by(&self, role: Option<Role>) -> By {
        By {
            user: Some(self.user),
            user_name: Some(self.user_name.clone()),
            role,
            origin: self.origin.clone(),
        }
    }

    /// The file's accounts, as often as they stand there.
    pub(super) fn accounts(&self) -> Vec<AccountId> {
        self.entries.iter().filter_map(|entry| entry.account.clone().ok()).collect()
    }
}

/// What came of a submission.
#[derive(Clone, Debug)]
pub enum Committed {
    /// It was done now.
    Now(Operation),
    /// The same request was done before; this is what came of it then.
    Before(Operation),
    /// The id stands for another request. Nothing was done.
    IdTaken,
    /// The rules refuse it as a whole. Nothing was done.
    Refused(SubmissionRefusal),
}

/// The file that was submitted.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Bulk write-offs: doing them, and what became of them.
#[async_trait]
pub trait BulkWriteOffs {
    /// Decides and applies a bulk write-off under lock. Either all of it is there afterwards, with
    /// an outcome for every entry, or none of it.
    ///
    /// A submission whose id is known already is not decided again: the same one gets the first
    /// answer, another one is told that the id is taken.
    ///
    /// # Errors
    ///
    /// When the database fails; nothing was done then.
    async fn commit_bulk_write_off(
        &self,
        submission: Arc<Submission>,
        clock: &Clock,
    ) -> Result<Committed, StoreError>;

    /// An operation with its outcomes; none where the company has no such operation.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn operation(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<Operation>, StoreError>;

    /// The file of an operation; none where the company has no such operation.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn operation_file(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<KeptFile>, StoreError>;

    /// The company's operations, the latest first: at most `limit`, with numbers below `before`.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn operations(
        &self,
        company: CompanyId,
        limit: u32,
        before: Option<u64>,
    ) -> Result<OperationsReply, StoreError>;
}

/// Who submits, and by what of the company's it is decided, as it stands under lock.
pub(super) struct Authority {
    pub(super) role: Option<Role>,
    pub(super) time_zone: TimeZone,
    pub(super) policy: Policy,
}

/// A user's row with what the company decides by.
#[derive(sqlx::FromRow)]
pub(super) struct AuthorityRow {
    role: String,
    enabled: bool,
    time_zone: String,
    early_write_off_days: i32,
}

impl AuthorityRow {
    pub(super) fn into_authority(self) -> Result<Authority, StoreError> {
        let role = stored::role(&self.role)?;
        let early_write_off_days = self.early_write_off_days.try_into()?;
        Ok(Authority {
            role: self.enabled.then_some(role),
            time_zone: TimeZone::get(&self.time_zone)?,
            policy: Policy { early_write_off_days },
        })
    }
}

/// Has the rules decide, and writes the decision down as parameters. Two thousand accounts are
/// work for a thread that nobody waits on.
pub(super) async fn decided(
    submission: Arc<Submission>,
    authority: Authority,
    stored: impl FnOnce() -> Result<Vec<StoredFacts>, StoreError> + Send + 'static,
    now: Timestamp,
) -> Result<Result<Prepared, SubmissionRefusal>, StoreError> {
    background::run(move || {
        let (facts, pending_actions) = by_account(stored()?);
        background::pause();
        let today = date_in(&authority.time_zone, now);
        let Authority { role, policy, .. } = authority;
        let situation = Situation { role, today, policy, facts };
        let submitted = Submitted {
            entries: &submission.entries,
            seen: &submission.seen,
            early_acknowledged: submission.early_acknowledged,
        };
        judge(submitted, &situation)
            .map(|decision| {
                background::pause();
                Prepared::new(&submission, &decision, &situation, &pending_actions, now)
            })
            .map_or_else(|refusal| Ok(Err(refusal)), |prepared| prepared.map(Ok))
    })
    .await?
}
