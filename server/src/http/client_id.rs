//! The id of what a client asks for, in a path.

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path};
use domain::api::ProblemCode;
use http::request::Parts;
use uuid::Uuid;

use super::problem::ApiError;

/// The id that a client made for what it asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClientId(pub(crate) Uuid);

impl<S: Send + Sync> FromRequestParts<S> for ClientId {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path: Result<Path<String>, PathRejection> =
            Path::from_request_parts(parts, state).await;
        path.map_err(|_| no_id()).and_then(|Path(text)| Self::parse(&text))
    }
}

impl ClientId {
    /// Reads an id that stands in a path with others.
    pub(crate) fn parse(text: &str) -> Result<Self, ApiError> {
        Uuid::parse_str(text).map(Self).map_err(|_| no_id())
    }
}

fn no_id() -> ApiError {
    ApiError::new(
        ProblemCode::MalformedRequest,
        "The id is a UUID that the client makes, such as 01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f.",
    )
}
