//! Where a request came from.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::audit_chain::Origin;
use crate::client_address::ClientAddress;
use crate::http::request_id::REQUEST_ID;

impl Origin {
    /// Where the request came from whose head this is.
    pub(crate) fn of(parts: &Parts) -> Self {
        let client = parts.extensions.get::<ClientAddress>();
        let id = parts.headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
        Self {
            address: client.map(|ClientAddress(client)| client.to_string()),
            request_id: id.map(str::to_owned),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts))
    }
}
