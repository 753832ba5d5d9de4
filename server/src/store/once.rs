//! Requests that must happen once.
//!
//! A client makes the id of what it asks for (`PUT …/{id}`), so that it may ask again when it got no
//! answer. One mechanism serves all of them: claim the id, compare the request's hash, load who asks,
//! have the feature decide and apply, keep what was recorded under the id, and read the reply. All of
//! it is one transaction. A feature adds its decision ([`Act`]) and nothing else.

use std::sync::Arc;

use domain::bulk_write_off::Policy;
use domain::role::Role;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::db::{Connection, Key};
use super::{Store, StoreError, exactly, stored};
use crate::audit_chain::{Actor, Event, Events};
use crate::clock::Clock;
use crate::fault_points;
use crate::identity::{CompanyId, UserId};

/// A request that must happen once.
#[derive(Clone, Debug)]
pub struct OnceRequest<T> {
    pub company: CompanyId,
    /// Who sent it.
    pub user: UserId,
    /// The same with where it came from, for the audit log.
    pub by: Actor,
    /// The id that the client made.
    pub id: Uuid,
    /// What is asked for.
    pub body: T,
    /// SHA-256 of everything that is asked: tells a retry from another request.
    pub sha256: [u8; 32],
}

impl<T> OnceRequest<T> {
    /// What the audit log says of it, with the role that the person has now.
    pub(super) fn events(&self, at: Timestamp, role: Option<Role>, events: Vec<Event>) -> Events {
        Events { at, by: Actor { role, ..self.by.clone() }, events }
    }
}

/// The result of a request that must happen once.
#[derive(Clone, Debug)]
pub enum Once<T, R> {
    /// It was done now.
    Done(T),
    /// The same request was done before; this is the reply to it.
    Replayed(T),
    /// The id was already used for another request. Nothing was done.
    IdReused,
    /// It was refused. Nothing was done.
    Refused(R),
}

/// Who asks, and by what of the company's it is decided, as it stands under lock.
#[derive(Debug)]
pub struct Authority {
    /// None of a user who was disabled in the meantime, or whose password was taken away.
    pub role: Option<Role>,
    pub time_zone: TimeZone,
    pub policy: Policy,
}

/// In place of the number of what was recorded: the request asks for what is there already. Nothing is kept under
/// its id, and asking again does nothing again.
pub(super) const NOTHING_RECORDED: i64 = 0;

/// What a feature adds: its decision, and how to read what was recorded.
pub trait Act: Send + Sync + Sized + 'static {
    /// The kind of request, as it is stored.
    const KIND: &'static str;
    type Reply: Send;
    type Refusal: Send;

    /// Locks and loads what it is about, decides, and applies the decision; says the number of what
    /// was recorded, or `NOTHING_RECORDED`.
    fn perform(
        request: &Arc<OnceRequest<Self>>,
        connection: &mut Connection,
        authority: Authority,
        clock: &Clock,
    ) -> impl Future<Output = Result<Result<i64, Self::Refusal>, StoreError>> + Send;

    /// The reply: read from the rows, for the first request and for each retry.
    fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        recorded: i64,
    ) -> impl Future<Output = Result<Self::Reply, StoreError>> + Send;
}

impl Store {
    /// Performs a request once. Either all of it is there afterwards, or nothing.
    pub async fn once<T: Act>(
        &self,
        request: &Arc<OnceRequest<T>>,
        clock: &Clock,
    ) -> Result<Once<T::Reply, T::Refusal>, StoreError> {
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.attempt(request, clock).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn attempt<T: Act>(
        &self,
        request: &Arc<OnceRequest<T>>,
        clock: &Clock,
    ) -> Result<Once<T::Reply, T::Refusal>, StoreError> {
        let mut write = self.db.begin_write().await?;
        // Concurrent duplicates block here, and then find what came of the first.
        write.lock_name("request", &request.id.to_string()).await?;
        if let Some(claimed) = find(&mut write, request).await? {
            if claimed.kind != T::KIND || claimed.request_sha256 != request.sha256 {
                return Ok(Once::IdReused);
            }
            let reply = T::reply(request, &mut write, claimed.recorded).await?;
            return Ok(Once::Replayed(reply));
        }
        let authority = authority(&mut write, request.company, request.user).await?;
        let recorded = match T::perform(request, &mut write, authority, clock).await? {
            Ok(recorded) => recorded,
            Err(refusal) => {
                write.rollback().await?;
                return Ok(Once::Refused(refusal));
            }
        };
        if recorded != NOTHING_RECORDED {
            keep(&mut write, request, recorded).await?;
        }
        let reply = T::reply(request, &mut write, recorded).await?;
        fault_points::pass("about to commit");
        write.commit().await?;
        fault_points::pass("committed");
        self.db.committed();
        Ok(Once::Done(reply))
    }
}

#[derive(sqlx::FromRow)]
struct Claimed {
    kind: String,
    recorded: i64,
    request_sha256: Vec<u8>,
}

/// What the id was used for already.
async fn find<T>(
    connection: &mut Connection,
    request: &OnceRequest<T>,
) -> Result<Option<Claimed>, StoreError> {
    connection
        .query(
            "SELECT kind, recorded, request_sha256 FROM request
              WHERE company = $1 AND request_id = $2",
        )
        .bind(request.company)
        .bind(Key(request.id))
        .fetch_optional()
        .await
}

/// Keeps what was recorded under the id.
async fn keep<T: Act>(
    connection: &mut Connection,
    request: &OnceRequest<T>,
    recorded: i64,
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO request (company, request_id, kind, recorded, app_user, request_sha256)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(request.company)
        .bind(Key(request.id))
        .bind(T::KIND)
        .bind(recorded)
        .bind(request.user)
        .bind(request.sha256.as_slice())
        .execute()
        .await?;
    exactly("requests", 1, inserted)
}

#[derive(sqlx::FromRow)]
struct AuthorityRow {
    role: String,
    enabled: bool,
    time_zone: String,
    early_write_off_days: i64,
}

/// Who asks. Nobody changes the user until the transaction ends.
pub(super) async fn authority(
    connection: &mut Connection,
    company: CompanyId,
    user: UserId,
) -> Result<Authority, StoreError> {
    connection.lock_user(user).await?;
    let row: AuthorityRow = connection
        .query(
            "SELECT role, time_zone, early_write_off_days,
                    disabled_at IS NULL
                    AND (password_hash IS NOT NULL OR role = 'integration') AS enabled
               FROM app_user JOIN operating_company ON operating_company.id = app_user.company
              WHERE app_user.id = $1 AND app_user.company = $2",
        )
        .bind(user)
        .bind(company)
        .fetch_one()
        .await?;
    let role = stored::role(&row.role)?;
    let early_write_off_days = row.early_write_off_days.try_into()?;
    Ok(Authority {
        role: row.enabled.then_some(role),
        time_zone: TimeZone::get(&row.time_zone)?,
        policy: Policy { early_write_off_days },
    })
}
