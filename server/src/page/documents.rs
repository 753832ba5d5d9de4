//! The two documents of the page, and who gets which.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::page_address::after_sign_in;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use serde::Deserialize;

use super::assets::Page;
use super::csp::policy_for;
use super::respond::respond;
use crate::app_state::AppState;
use crate::http::ApiError;
use crate::sign_in::{SignedIn, probably_signed_in};

/// The document of the main page.
pub(super) const MAIN: &str = "main/index.html";

/// The document of the sign-in page.
const SIGN_IN: &str = "sign-in/index.html";

/// Which document it is depends on who asks.
const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, cookie");

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

/// An address of the page: the same document for all of them, it reads the address itself. Who is
/// not signed in gets the sign-in page there. That is told by the cookies alone: where they are no
/// longer good, the main page finds out when it asks who is signed in.
pub(crate) async fn get_document(State(state): State<AppState>, headers: HeaderMap) -> Response {
    document_for(&state.page, &headers, StatusCode::OK)
}

/// The page of a link that works once: the main page for everybody, who cannot sign in yet.
pub(crate) async fn get_main(State(state): State<AppState>, headers: HeaderMap) -> Response {
    document(&state.page, MAIN, &headers, StatusCode::OK)
}

/// The sign-in page, with where its reader was heading.
#[derive(Deserialize)]
struct Heading {
    next: Option<String>,
}

/// The sign-in page at its own address. Who is signed in is sent on.
pub(crate) async fn get_sign_in(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    signed_in: Result<SignedIn, ApiError>,
) -> Response {
    if signed_in.is_ok() {
        let heading = Query::<Heading>::try_from_uri(&uri).ok();
        let next = heading.and_then(|Query(heading)| heading.next);
        return Redirect::to(after_sign_in(next.as_deref())).into_response();
    }
    document(&state.page, SIGN_IN, &headers, StatusCode::OK)
}

/// The document for whoever asks.
pub(super) fn document_for(page: &Page, headers: &HeaderMap, status: StatusCode) -> Response {
    let name = if probably_signed_in(headers) { MAIN } else { SIGN_IN };
    document(page, name, headers, status)
}

fn document(page: &Page, name: &str, headers: &HeaderMap, status: StatusCode) -> Response {
    let Some(asset) = page.get(name) else {
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        return (StatusCode::SERVICE_UNAVAILABLE, kind, NOT_BUILT).into_response();
    };
    let policy = match policy_for(&String::from_utf8_lossy(&asset.bytes)) {
        Ok(policy) => policy,
        Err(error) => return ApiError::internal(error).into_response(),
    };
    let mut response = respond(page, name, asset, headers);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response.headers_mut().insert(header::VARY, VARY);
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}
