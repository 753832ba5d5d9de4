//! One request, one reply.

use gloo_net::Error;
use gloo_net::http::{Method, Request, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::AbortSignal;

use super::ApiError;

/// How long the page waits for an answer, in milliseconds. Longer than the server waits for its
/// database, so that it is the server who says what became of the request.
const WAIT_MS: u32 = 60_000;

/// A success: the HTTP status, and the body. Bytes rather than text, which would cross from script
/// to wasm as a string and cost more than reading it does.
struct Reply {
    status: u16,
    body: Vec<u8>,
}

/// Asks, and reads the answer.
pub(super) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    exchange(request(Method::GET, path).build()).await?.read(|json| serde_json::from_slice(json))
}

/// Sends something, and reads the answer.
pub(super) async fn send<T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    send_and_read(method, path, body, |json| serde_json::from_slice(json)).await
}

/// Sends something, and has the answer read.
pub(super) async fn send_and_read<T>(
    method: Method,
    path: &str,
    body: &impl Serialize,
    read: fn(&[u8]) -> serde_json::Result<T>,
) -> Result<T, ApiError> {
    exchange(request(method, path).json(body)).await?.read(read)
}

/// Sends something of whose answer only success matters.
pub(super) async fn tell(
    method: Method,
    path: &str,
    body: &impl Serialize,
) -> Result<(), ApiError> {
    exchange(request(method, path).json(body)).await.map(|_| ())
}

/// Reads a text file.
pub(super) async fn get_text(path: &str) -> Result<String, ApiError> {
    let reply = exchange(request(Method::GET, path).build()).await?;
    Ok(String::from_utf8_lossy(&reply.body).into_owned())
}

impl Reply {
    fn read<T>(self, read: impl Fn(&[u8]) -> serde_json::Result<T>) -> Result<T, ApiError> {
        read(&self.body).map_err(|_| ApiError::Garbled { status: self.status })
    }
}

fn request(method: Method, path: &str) -> RequestBuilder {
    RequestBuilder::new(path)
        .method(method)
        .header("accept", "application/json, application/problem+json")
        .abort_signal(Some(&AbortSignal::timeout_with_u32(WAIT_MS)))
}

async fn exchange(request: Result<Request, Error>) -> Result<Reply, ApiError> {
    // A body that breaks off is a lost reply, like none at all.
    let (response, body) = received(request).await.map_err(|_| ApiError::Unreachable)?;
    let status = response.status();
    if response.ok() { Ok(Reply { status, body }) } else { Err(ApiError::of_reply(status, &body)) }
}

async fn received(
    request: Result<Request, Error>,
) -> Result<(gloo_net::http::Response, Vec<u8>), Error> {
    let response = request?.send().await?;
    let body = response.binary().await?;
    Ok((response, body))
}
