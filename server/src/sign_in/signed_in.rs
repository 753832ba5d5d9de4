//! Extractors that prove who is signed in and what they may do.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use domain::api::ProblemCode;
use domain::role::Permission;
use http::request::Parts;
use jiff::Timestamp;

use super::limits::{IDLE_MAX, TOUCH_EVERY};
use super::{api_key, cookie};
use crate::app_state::AppState;
use crate::audit::refusals::RequestActor;
use crate::http::ApiError;
use crate::identity::Person;
use crate::store::{StoreError, TokenHash};

/// A person is signed in: whoever has this is. The role is as it stood a moment ago. It is never a
/// program.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn(pub(crate) Person);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let CurrentSession { person, .. } =
            CurrentSession::from_request_parts(parts, state).await?;
        Ok(Self(person))
    }
}

/// A person is signed in, with the session's token.
#[derive(Clone, Debug)]
pub(crate) struct CurrentSession {
    pub(crate) person: Person,
    pub(crate) token: TokenHash,
}

impl FromRequestParts<AppState> for CurrentSession {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        if api_key::is_presented(&parts.headers) {
            who_has_key(parts, state).await?;
            return Err(ApiError::new(
                ProblemCode::RoleMayNot,
                "This is for people who are signed in, not for programs.",
            ));
        }
        let token = cookie::presented(&parts.headers).ok_or_else(nobody)?;
        let session = state.store.session(&token).await?.ok_or_else(nobody)?;
        let now = state.clock.now();
        let idle = now.duration_since(session.last_seen_at);
        if now >= session.expires_at || idle >= IDLE_MAX {
            return Err(nobody());
        }
        if idle >= TOUCH_EVERY {
            noted(state.store.touch_session(&token, now).await)?;
        }
        let person = known(parts, session.person);
        Ok(Self { person, token })
    }
}

/// The program of the key that a request carries.
async fn who_has_key(parts: &Parts, state: &AppState) -> Result<Person, ApiError> {
    let unknown = || {
        ApiError::new(
            ProblemCode::NotSignedIn,
            "There is no such API key, or no longer. Ask an Admin for another one.",
        )
    };
    let key = api_key::presented(&parts.headers).ok_or_else(unknown)?;
    let record = state.store.key(&key).await?.ok_or_else(unknown)?;
    let now = state.clock.now();
    let fresh = |at: Timestamp| now.duration_since(at) < TOUCH_EVERY;
    if !record.last_used_at.is_some_and(fresh) {
        noted(state.store.touch_key(&key, now).await)?;
    }
    Ok(known(parts, record.program))
}

/// Who only looks need not know that the disk is full; the session ends sooner.
fn noted(touched: Result<(), StoreError>) -> Result<(), ApiError> {
    match touched {
        Err(StoreError::Full(_)) => {
            tracing::warn!("no room to note that a session or a key is used");
            Ok(())
        }
        touched => Ok(touched?),
    }
}

/// Remembers for the logs who the request is from.
fn known(parts: &Parts, person: Person) -> Person {
    if let Some(whose) = parts.extensions.get::<RequestActor>() {
        whose.is(&person);
    }
    tracing::Span::current().record("user", person.user_name.as_str());
    person
}

fn nobody() -> ApiError {
    ApiError::new(
        ProblemCode::NotSignedIn,
        "Nobody is signed in, or no longer. Sign in and try again.",
    )
}

/// Something that a handler asks for in its signature.
pub(crate) trait RequiredPermission: Send {
    /// What is asked for.
    const PERMISSION: Permission;
}

/// Write off customers from a file, and see the history of such operations.
#[derive(Debug)]
pub(crate) struct BulkWriteOff;

impl RequiredPermission for BulkWriteOff {
    const PERMISSION: Permission = Permission::BulkWriteOff;
}

/// See reports, accounting exports and the audit log.
#[derive(Debug)]
pub(crate) struct SeeReports;

impl RequiredPermission for SeeReports {
    const PERMISSION: Permission = Permission::SeeReports;
}

/// Record payments, and take them back.
#[derive(Debug)]
pub(crate) struct RecordPayments;

impl RequiredPermission for RecordPayments {
    const PERMISSION: Permission = Permission::RecordPayments;
}

/// Correct the journal, and deal with recoveries.
#[derive(Debug)]
pub(crate) struct KeepBooks;

impl RequiredPermission for KeepBooks {
    const PERMISSION: Permission = Permission::KeepBooks;
}

/// See accounts, actions and processes.
#[derive(Debug)]
pub(crate) struct SeeAccounts;

impl RequiredPermission for SeeAccounts {
    const PERMISSION: Permission = Permission::SeeAccounts;
}

/// Record a repossession, or a failed attempt.
#[derive(Debug)]
pub(crate) struct RecordRepossession;

impl RequiredPermission for RecordRepossession {
    const PERMISSION: Permission = Permission::RecordRepossession;
}

/// Start, change and cancel write-off processes, and hold accounts.
#[derive(Debug)]
pub(crate) struct ManageProcesses;

impl RequiredPermission for ManageProcesses {
    const PERMISSION: Permission = Permission::ManageProcesses;
}

/// Change what is set up.
#[derive(Debug)]
pub(crate) struct Administer;

impl RequiredPermission for Administer {
    const PERMISSION: Permission = Permission::Administer;
}

/// Bring parts of a portfolio in, and see what changed.
#[derive(Debug)]
pub(crate) struct Import;

impl RequiredPermission for Import {
    const PERMISSION: Permission = Permission::Import;
}

/// A person who is signed in, or a program with its key, that may do that.
#[derive(Debug)]
pub(crate) struct Authorized<P> {
    pub(crate) person: Person,
    permission: PhantomData<fn() -> P>,
}

impl<P: RequiredPermission> FromRequestParts<AppState> for Authorized<P> {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let person = if api_key::is_presented(&parts.headers) {
            who_has_key(parts, state).await?
        } else {
            SignedIn::from_request_parts(parts, state).await?.0
        };
        if person.role.may(P::PERMISSION) {
            Ok(Self { person, permission: PhantomData })
        } else {
            Err(ApiError::role_may_not(person.role, P::PERMISSION))
        }
    }
}
