//! What an address names.

use axum::extract::{FromRequestParts, Path};
use domain::api::ProblemCode;
use http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::ApiError;

/// What the path names, read.
#[derive(Debug)]
pub(crate) struct PathOf<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for PathOf<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        if parts.uri.path().contains("%00") {
            return Err(unreadable());
        }
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(named)| Self(named)).map_err(|_| unreadable())
    }
}

fn unreadable() -> ApiError {
    ApiError::new(
        ProblemCode::MalformedRequest,
        "What the address names cannot be read. Check how it is written.",
    )
}
