//! Committing a bulk write-off: one transaction, from the facts to the reply.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::AccountId;
use domain::account::AccountFacts;
use domain::bulk_write_off::{Decision, Policy};
use domain::role::Role;
use jiff::tz::TimeZone;
use sqlx::SqliteConnection;

use super::facts::StoredFacts;
use super::prepare::Prepared;
use super::{SqliteStore, facts, operation};
use crate::clock::{Clock, date_in};
use crate::store::StoreError;
use crate::store::bulk_write_off::{Committed, Locked, Submission};

impl SqliteStore {
    /// Decides and applies a bulk write-off under lock. Either all of it is there afterwards, with
    /// an outcome for every entry, or none of it.
    ///
    /// A submission whose id is known already is not decided again: the same one gets the first
    /// answer, another one is told that the id is taken.
    ///
    /// # Errors
    ///
    /// When the database fails. The inner error is what `decide` refused with; in both cases
    /// nothing was done.
    pub async fn commit_bulk_write_off<R, D>(
        &self,
        submission: Arc<Submission>,
        clock: &Clock,
        decide: D,
    ) -> Result<Result<Committed, R>, StoreError>
    where
        R: Send + 'static,
        D: FnOnce(&Locked) -> Result<Decision, R> + Send + 'static,
    {
        let mut write = self.begin_write().await?;
        if let Some(known) = known_operation(&mut write, &submission).await? {
            write.rollback().await?;
            return Ok(Ok(known));
        }
        let authority = authority(&mut write, &submission).await?;
        let accounts: Vec<AccountId> =
            submission.entries.iter().filter_map(|entry| entry.account.clone().ok()).collect();
        let stored = facts::load(&mut write, submission.company, &accounts).await?;
        let now = clock.now();
        let today = date_in(&authority.time_zone, now);
        let decided = Arc::clone(&submission);
        // Judging two thousand accounts and writing them down as parameters is work for a thread
        // that nobody waits on.
        let prepared = tokio::task::spawn_blocking(move || {
            let (facts, pending_actions) = by_account(stored);
            let locked = Locked { role: authority.role, today, policy: authority.policy, facts };
            let decision = decide(&locked)?;
            Ok(Prepared::new(&decided, &decision, &locked, &pending_actions, now))
        })
        .await?;
        let prepared = match prepared {
            Ok(prepared) => prepared?,
            Err(refusal) => {
                write.rollback().await?;
                return Ok(Err(refusal));
            }
        };
        prepared.apply(&mut write, &submission).await?;
        let done = operation::load(&mut write, submission.company, submission.operation_id)
            .await?
            .ok_or_else(|| StoreError::Unreadable("the operation just written".to_owned()))?;
        write.commit().await?;
        self.checkpointer.wake();
        Ok(Ok(Committed::Now(done)))
    }
}

/// The operation that the id stands for already, or none.
async fn known_operation(
    connection: &mut SqliteConnection,
    submission: &Submission,
) -> Result<Option<Committed>, StoreError> {
    let request: Option<Vec<u8>> = sqlx::query_scalar(
        "SELECT request_sha256 FROM bulk_operation WHERE company = ?1 AND operation_id = ?2",
    )
    .bind(submission.company.0)
    .bind(submission.operation_id.to_string())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(request) = request else { return Ok(None) };
    if request != submission.request_sha256 {
        return Ok(Some(Committed::IdTaken));
    }
    let operation =
        operation::load(connection, submission.company, submission.operation_id).await?;
    Ok(operation.map(Committed::Before))
}

/// Who decides, and by what of the company's.
struct Authority {
    role: Option<Role>,
    time_zone: TimeZone,
    policy: Policy,
}

async fn authority(
    connection: &mut SqliteConnection,
    submission: &Submission,
) -> Result<Authority, StoreError> {
    let (role, enabled, time_zone, early_write_off_days): (String, bool, String, u32) =
        sqlx::query_as(
            "SELECT role, disabled_at IS NULL, time_zone, early_write_off_days
               FROM app_user JOIN operating_company ON operating_company.id = app_user.company
              WHERE app_user.id = ?1 AND app_user.company = ?2",
        )
        .bind(submission.user.0)
        .bind(submission.company.0)
        .fetch_one(connection)
        .await?;
    let role =
        Role::from_code(&role).ok_or_else(|| StoreError::Unreadable(format!("role `{role}`")))?;
    Ok(Authority {
        role: enabled.then_some(role),
        time_zone: TimeZone::get(&time_zone)?,
        policy: Policy { early_write_off_days },
    })
}

type ByAccount<T> = BTreeMap<AccountId, T>;

fn by_account(stored: Vec<StoredFacts>) -> (ByAccount<AccountFacts>, ByAccount<i64>) {
    let mut facts = ByAccount::new();
    let mut pending_actions = ByAccount::new();
    for row in stored {
        if let Some(action) = row.pending_action {
            pending_actions.insert(row.facts.account.clone(), action);
        }
        facts.insert(row.facts.account.clone(), row.facts);
    }
    (facts, pending_actions)
}
