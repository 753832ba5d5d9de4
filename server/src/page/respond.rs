//! A file of the page as a response: compressed, and with what caches may do with it.

use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::assets::{Asset, Page, is_hashed};
use super::negotiate::{accepted, has_already};

/// A year: as long as caches keep anything.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Kept, but asked for at every use whether it is still the same.
pub(super) const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The file in the smallest form that the browser takes, or that it has it already.
pub(super) fn respond(page: &Page, path: &str, plain: Asset, headers: &HeaderMap) -> Response {
    let compressed = accepted(headers).find_map(|encoding| {
        let asset = page.get(&format!("{path}{}", encoding.suffix))?;
        Some((asset, encoding.name))
    });
    let (asset, encoding) = match compressed {
        Some((asset, name)) => (asset, Some(name)),
        None => (plain, None),
    };
    let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(asset.sha256));
    let mut response = if has_already(headers, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        asset.bytes.into_response()
    };
    let response_headers = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        response_headers.insert(header::ETAG, etag);
    }
    let kind = content_type(path);
    response_headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(name) = encoding {
        response_headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response_headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let caching = if is_hashed(path) { FOR_EVER } else { ASK_AGAIN };
    response_headers.insert(header::CACHE_CONTROL, caching);
    response
}

/// The kinds of files that a page consists of.
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
