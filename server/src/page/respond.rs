//! Serving the page's files.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use super::assets::{Asset, Page, is_hashed};
use super::csp::policy_for;
use super::negotiate::{ENCODINGS, accepted, has_already};
use crate::app_state::AppState;
use crate::http::ApiError;
use crate::http::fallback::{method_not_allowed, no_such_route};

const INDEX: &str = "index.html";

/// A year: as long as caches keep anything.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Kept, but asked for at every use whether it is still the same.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>Writeoff: the page was not built</title>
<h1>The page was not built</h1>
<p>This server is running and answers under <a href=\"/api/openapi.json\">/api</a>, but the page was
not built into it. Run <code>cargo xtask run</code> in the project's folder: it builds the page and
starts the server again.</p>
</html>
";

/// An address of the page: the same document for all of them, it reads the address itself.
pub(crate) async fn get_index(State(state): State<AppState>, headers: HeaderMap) -> Response {
    index(&state.page, &headers, StatusCode::OK)
}

/// Everything that is no route: a file of the page, or nothing.
pub(crate) async fn get_asset(
    State(state): State<AppState>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return no_such_route().await.into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        let mut response = method_not_allowed().await.into_response();
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
        return response;
    }
    if is_own_name(path)
        && let Some(asset) = state.page.get(path)
    {
        return file(&state.page, path, asset, &headers);
    }
    if wants_html(&headers) {
        return index(&state.page, &headers, StatusCode::NOT_FOUND);
    }
    ApiError::not_found("There is nothing under this address.").into_response()
}

/// The document and the compressed forms have no address of their own.
fn is_own_name(path: &str) -> bool {
    let compressed = ENCODINGS.iter().any(|encoding| path.ends_with(encoding.suffix));
    path != INDEX && !compressed
}

fn wants_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("text/html"))
}

fn index(page: &Page, headers: &HeaderMap, status: StatusCode) -> Response {
    let Some(asset) = page.get(INDEX) else {
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        return (StatusCode::SERVICE_UNAVAILABLE, kind, NOT_BUILT).into_response();
    };
    let policy = match policy_for(&String::from_utf8_lossy(&asset.bytes)) {
        Ok(policy) => policy,
        Err(error) => return ApiError::internal(error).into_response(),
    };
    let mut response = file(page, INDEX, asset, headers);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

fn file(page: &Page, path: &str, plain: Asset, headers: &HeaderMap) -> Response {
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
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
