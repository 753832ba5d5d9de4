//! The files that the page's documents ask for.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use super::documents::{MAIN, document_for};
use super::inline::{next, preloaded};
use super::negotiate::ENCODINGS;
use super::respond::{ASK_AGAIN, respond};
use crate::app_state::AppState;
use crate::http::ApiError;
use crate::http::fallback::{method_not_allowed, no_such_route};

/// Where the main page's files are listed.
pub(crate) const MAIN_FILES: &str = "/main/files.txt";

/// The addresses of the main page's files, one a line: the sign-in page has browsers fetch them
/// ahead, while the person types. After an empty line come those that people need next who are heading
/// for nothing in particular.
pub(crate) async fn get_main_files(State(state): State<AppState>) -> Response {
    let Some(document) = state.page.get(MAIN) else {
        return ApiError::not_found("The page was not built into this server.").into_response();
    };
    let html = String::from_utf8_lossy(&document.bytes);
    let lines = preloaded(&html).chain([""]).chain(next(&html));
    let list: String = lines.flat_map(|href| [href, "\n"]).collect();
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, ASK_AGAIN)], list).into_response()
}

/// Everything that is no route: a file of the page, or nothing.
pub(crate) async fn get_file(
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
        return respond(&state.page, path, asset, &headers);
    }
    if wants_html(&headers) {
        return document_for(&state.page, &headers, StatusCode::NOT_FOUND);
    }
    ApiError::not_found("There is nothing under this address.").into_response()
}

/// Documents and compressed forms have no address of their own.
fn is_own_name(path: &str) -> bool {
    let compressed = ENCODINGS.iter().any(|encoding| path.ends_with(encoding.suffix));
    let document = path.rsplit('.').next() == Some("html");
    !document && !compressed
}

fn wants_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("text/html"))
}
