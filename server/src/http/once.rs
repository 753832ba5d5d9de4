//! `PUT …/{id}`: requests that must happen once.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use domain::api::ProblemCode;
use domain::role::{Permission, Role};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::ApiError;
use crate::audit_chain::{Actor, Origin};
use crate::identity::Person;
use crate::store::OnceRequest;

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

/// The id was already used for another request.
pub(crate) fn id_reused(id: Uuid) -> ApiError {
    ApiError::new(
        ProblemCode::IdReused,
        format!("The id {id} stands for another record. Send this one under a new id."),
    )
}

/// Whoever asks may no longer.
pub(crate) fn disabled() -> ApiError {
    ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
}
