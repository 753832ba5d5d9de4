//! Where a request comes from: the connection's other end, or what a trusted proxy says of it.
//!
//! Sign-in limits, the log and the audit go by it, so nothing that a client can write itself is
//! believed: only proxies that were named are, and of a chain of addresses only the part that they
//! added.

mod forwarded;
mod trusted;

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::Request;
use http::request::Parts;

pub use self::trusted::{ForwardedBy, TrustedProxies};

use crate::http::ApiError;

/// The address that a request comes from, as far as it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let found = parts.extensions.get().copied();
        found.ok_or_else(|| ApiError::internal("no connection behind the request"))
    }
}

/// Writes down where a request comes from, for everything that asks later.
pub(crate) fn identify<B>(mut request: Request<B>, proxies: &TrustedProxies) -> Request<B> {
    let peer: Option<&ConnectInfo<SocketAddr>> = request.extensions().get();
    if let Some(ConnectInfo(peer)) = peer {
        let address = ClientAddress(proxies.client(peer.ip(), request.headers()));
        request.extensions_mut().insert(address);
    }
    request
}
