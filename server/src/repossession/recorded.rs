//! What every form that is recorded under the client's id has in common.

use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::api::ProblemCode;
use domain::role::{Permission, Role};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::audit::{By, Origin};
use crate::http::ApiError;
use crate::store::{Asked, Person};

/// Says that the reply is that of an earlier request.
const IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// A form with who sent it. Its hash is of what is meant, not of how it is written down.
pub(crate) fn asked<T: Serialize>(
    form: T,
    id: Uuid,
    person: &Person,
    origin: Origin,
) -> Result<Asked<T>, ApiError> {
    let meant = serde_json::to_vec(&form).map_err(ApiError::internal)?;
    Ok(Asked {
        company: person.company.id,
        user: person.id,
        by: By::person(person, origin),
        id,
        form,
        request_sha256: Sha256::digest(meant).into(),
    })
}

/// What was recorded, now or before.
pub(crate) fn created<T: Serialize>(record: &T, replayed: bool) -> Response {
    let mut response = (StatusCode::CREATED, Json(record)).into_response();
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

/// The id stands for something else.
pub(crate) fn id_taken(id: Uuid) -> ApiError {
    ApiError::new(
        ProblemCode::IdReused,
        format!("The id {id} stands for another record. Send this one under a new id."),
    )
}

/// Whoever asks may no longer.
pub(crate) fn disabled() -> ApiError {
    ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
}
