//! The id of an operation in a path.

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path};
use domain::api::ProblemCode;
use http::request::Parts;
use uuid::Uuid;

use crate::http::ApiError;

/// The id that a client made for an operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperationId(pub(super) Uuid);

impl<S: Send + Sync> FromRequestParts<S> for OperationId {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path: Result<Path<String>, PathRejection> =
            Path::from_request_parts(parts, state).await;
        path.ok().and_then(|Path(text)| Uuid::parse_str(&text).ok()).map(Self).ok_or_else(|| {
            ApiError::new(
                ProblemCode::MalformedRequest,
                "The id of an operation is a UUID, such as \
                     01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f.",
            )
        })
    }
}
