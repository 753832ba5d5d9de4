//! `PUT …/{id}`: requests that must happen once.

use std::sync::Arc;

use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::AccountId;
use domain::api::{Meanwhile, ProblemCode};
use domain::role::{Permission, Role};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::ApiError;
use crate::accounts::no_such_account;
use crate::app_state::AppState;
use crate::audit_chain::{Actor, Origin};
use crate::identity::Person;
use crate::store::{Act, Once, OnceRequest, RefusedRecord};

/// Says that the reply is that of an earlier request.
const IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// A request with who sent it. Its hash is of what is meant, not of how it is written down.
pub(crate) fn once_request<T: Serialize>(
    body: T,
    id: Uuid,
    person: &Person,
    origin: Origin,
) -> Result<Arc<OnceRequest<T>>, ApiError> {
    let meant = serde_json::to_vec(&body).map_err(ApiError::internal)?;
    Ok(Arc::new(OnceRequest {
        company: person.company.id,
        user: person.id,
        by: Actor::person(person, origin),
        id,
        body,
        sha256: Sha256::digest(meant).into(),
    }))
}

/// What was recorded, now or before.
pub(crate) fn created(reply: impl IntoResponse, replayed: bool) -> Response {
    let mut response = (StatusCode::CREATED, reply).into_response();
    if replayed {
        response.headers_mut().insert(IDEMPOTENT_REPLAYED, HeaderValue::from_static("true"));
    }
    response
}

/// Records what was typed into a form about an account. `refused` says why the rules refuse it.
pub(crate) async fn record<T, R>(
    state: AppState,
    sent: (Uuid, Person, Origin),
    account: AccountId,
    form: T,
    refused: fn(R, Option<Meanwhile>, Role) -> ApiError,
) -> Result<Response, ApiError>
where
    T: Act<Refusal = RefusedRecord<R>> + Serialize,
    T::Reply: Serialize,
    R: Send + 'static,
{
    let refused = move |refusal: RefusedRecord<R>, role: Role| match refusal {
        RefusedRecord::NoSuchAccount => no_such_account(&account),
        RefusedRecord::Disabled => {
            ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
        }
        RefusedRecord::ByRule(refusal, meanwhile) => refused(refusal, meanwhile, role),
    };
    recorded(state, sent, form, refused).await
}

/// Records what is asked for once. `refused` says why it is refused.
pub(crate) async fn recorded<T>(
    state: AppState,
    sent: (Uuid, Person, Origin),
    body: T,
    refused: impl FnOnce(T::Refusal, Role) -> ApiError + Send + 'static,
) -> Result<Response, ApiError>
where
    T: Act + Serialize,
    T::Reply: Serialize,
{
    replied(state, sent, body, |reply| reply, refused).await
}

/// The same, where `reply` makes of what was recorded what the client is told.
pub(crate) async fn replied<T, R: Serialize>(
    state: AppState,
    (id, person, origin): (Uuid, Person, Origin),
    body: T,
    reply: impl FnOnce(T::Reply) -> R + Send + 'static,
    refused: impl FnOnce(T::Refusal, Role) -> ApiError + Send + 'static,
) -> Result<Response, ApiError>
where
    T: Act + Serialize,
{
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let request = once_request(body, id, &person, origin)?;
        match state.store.once(&request, &state.clock).await? {
            Once::Done(done) => {
                tracing::info!(kind = T::KIND, %id, "recorded");
                Ok(created(Json(reply(done)), false))
            }
            Once::Replayed(done) => Ok(created(Json(reply(done)), true)),
            Once::IdReused => Err(ApiError::new(
                ProblemCode::IdReused,
                format!("The id {id} stands for another record. Send this one under a new id."),
            )),
            Once::Refused(refusal) => Err(refused(refusal, person.role)),
        }
    });
    task.await.map_err(ApiError::internal)?
}

/// The role may not; of a write-off with what it may do instead.
pub(crate) fn refused_role(role: Role, permission: Permission) -> ApiError {
    if permission == Permission::PersonalWriteOff {
        ApiError::role_may_not_but(
            role,
            permission,
            "Where nothing came back, record a failed attempt on the pending repossession instead.",
        )
    } else {
        ApiError::role_may_not(role, permission)
    }
}
