//! Bodies in JSON.

use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use domain::api::ProblemCode;
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::problem::ApiError;

/// A body that says it is JSON, not yet read: for those that take a while to read.
#[derive(Debug)]
pub(crate) struct JsonBytes(pub(crate) Bytes);

impl<S: Send + Sync> FromRequest<S> for JsonBytes {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        if !is_json(request.headers()) {
            return Err(ApiError::new(
                ProblemCode::UnsupportedMediaType,
                "Send the request with the content type application/json.",
            ));
        }
        Bytes::from_request(request, state).await.map(Self).map_err(|rejection| unread(&rejection))
    }
}

/// An answer in JSON about each account of a file, written on a blocking thread.
pub(crate) async fn long_json<T>(value: T) -> Result<Response, ApiError>
where
    T: Serialize + Send + 'static,
{
    let json = tokio::task::spawn_blocking(move || serde_json::to_vec(&value)).await;
    let json = json.map_err(ApiError::internal)?.map_err(ApiError::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}

/// A body in JSON.
#[derive(Debug)]
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let JsonBytes(bytes) = JsonBytes::from_request(request, state).await?;
        parse(&bytes).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

fn unread(rejection: &BytesRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ApiError::new(
            ProblemCode::TooLarge,
            "The request is larger than anything that belongs here. Send less at a time.",
        )
    } else {
        ApiError::new(ProblemCode::MalformedRequest, "The request ended before it was complete.")
    }
}

/// Reads JSON. What is no JSON is malformed; what is JSON and not what it must be is invalid, and
/// the place is said.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| refusal(bytes, &pointer(error.path()), &error.into_inner()))?;
    deserializer.end().map_err(|error| malformed(&error))?;
    if has_nul(bytes) {
        let place = serde_json::from_slice(bytes).ok().and_then(|value| place_of_nul(&value));
        let detail = "text cannot have the character U+0000";
        return Err(ApiError::invalid().at(place.unwrap_or_default(), detail));
    }
    if is_object(bytes) { Ok(value) } else { Err(ApiError::invalid().at("", "must be an object")) }
}

/// Whether a text in JSON has the character that no text in a database can have. In JSON it is
/// always escaped; a backslash before it that is escaped itself makes it something else.
fn has_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let (_, escape) = rest.split_at(at);
        if escape.starts_with(b"\\u0000") {
            return true;
        }
        // The character that is escaped is no beginning of another escape.
        rest = escape.get(2..).unwrap_or_default();
    }
    false
}

/// Where the first text with that character is, as a JSON pointer (RFC 6901). Of a name it is what has the name.
fn place_of_nul(value: &Value) -> Option<String> {
    let nul = |text: &str| text.contains('\0');
    match value {
        Value::String(text) => nul(text).then(String::new),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .find_map(|(index, value)| Some(format!("/{index}{}", place_of_nul(value)?))),
        Value::Object(fields) if fields.keys().any(|name| nul(name)) => Some(String::new()),
        Value::Object(fields) => fields
            .iter()
            .find_map(|(name, value)| Some(format!("/{}{}", escaped(name), place_of_nul(value)?))),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// A name as a JSON pointer writes it.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn refusal(bytes: &[u8], place: &str, error: &serde_json::Error) -> ApiError {
    // Something else may be wrong further on: what is no JSON is no JSON, whatever its beginning.
    match serde_json::from_slice::<IgnoredAny>(bytes) {
        Ok(_) => ApiError::invalid().at(place, without_position(error)),
        Err(error) => malformed(&error),
    }
}

/// Without this a list of the fields' values would do for an object.
fn is_object(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{")
}

fn malformed(error: &serde_json::Error) -> ApiError {
    ApiError::new(ProblemCode::MalformedRequest, format!("The request is no JSON: {error}."))
}

/// The position is that in the text; the place says it better.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// A path as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    path.iter().fold(String::new(), |mut pointer, segment| {
        pointer.push('/');
        match segment {
            Segment::Seq { index } => pointer.push_str(&index.to_string()),
            Segment::Map { key } => pointer.push_str(&escaped(key)),
            Segment::Enum { variant } => pointer.push_str(variant),
            Segment::Unknown => pointer.push('?'),
        }
        pointer
    })
}
