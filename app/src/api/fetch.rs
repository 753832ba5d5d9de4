//! One request, one reply.

use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::ApiError;

/// How long the page waits for an answer, in milliseconds. Longer than the server waits for its
/// database, so that it is the server who says what became of the request.
const WAIT_MS: u32 = 60_000;

/// Asks, and reads the answer.
pub(super) async fn ask<T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: Option<String>,
) -> Result<T, ApiError> {
    ask_with(method, path, body, |json| serde_json::from_slice(json)).await
}

/// Asks, and has the answer read.
pub(super) async fn ask_with<T>(
    method: &str,
    path: &str,
    body: Option<String>,
    read: fn(&[u8]) -> serde_json::Result<T>,
) -> Result<T, ApiError> {
    let (status, reply) = exchange(method, path, body).await?;
    read(&reply).map_err(|_| ApiError::Garbled { status })
}

/// Asks for something of whose answer only success matters.
pub(super) async fn tell(method: &str, path: &str, body: Option<String>) -> Result<(), ApiError> {
    exchange(method, path, body).await.map(|_| ())
}

/// Reads a file.
pub(super) async fn read(path: &str) -> Result<Vec<u8>, ApiError> {
    exchange("GET", path, None).await.map(|(_, bytes)| bytes)
}

/// A body. What the page sends are plain structs, which always have a JSON form.
pub(super) fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// The status and the body of a success.
async fn exchange(
    method: &str,
    path: &str,
    body: Option<String>,
) -> Result<(u16, Vec<u8>), ApiError> {
    let response = send(method, path, body).await.map_err(|_| ApiError::Unreachable)?;
    let status = response.status();
    // A body that breaks off is a lost reply.
    let body = bytes(&response).await.map_err(|_| ApiError::Unreachable)?;
    if response.ok() { Ok((status, body)) } else { Err(ApiError::of_reply(status, &body)) }
}

async fn send(
    method: &str,
    path: &str,
    body: Option<String>,
) -> Result<web_sys::Response, JsValue> {
    let init = web_sys::RequestInit::new();
    init.set_method(method);
    init.set_signal(Some(&web_sys::AbortSignal::timeout_with_u32(WAIT_MS)));
    if let Some(body) = body {
        init.set_body(&JsValue::from(body));
    }
    let request = web_sys::Request::new_with_str_and_init(path, &init)?;
    request.headers().set("accept", "application/json, application/problem+json")?;
    if method != "GET" {
        request.headers().set("content-type", "application/json")?;
    }
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()
}

/// Bytes rather than text: text would cross from script to wasm as a string, and cost more than
/// reading it does.
async fn bytes(response: &web_sys::Response) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
