//! Everything that is served, and what happens to every request on its way.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::api::ProblemCode;
use domain::page_address::Page;
use http::{Method, header};
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::request_id::{PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::{Level, Span};

use crate::app_state::AppState;
use crate::audit::refusals::write_down;
use crate::client_address::{ClientAddress, TrustedProxies, identify};
use crate::http::ApiError;
use crate::http::fallback::{method_not_allowed, panicked, timed_out};
use crate::http::headers::secure;
use crate::http::limits::{REQUEST_TIME_MAX, UPLOAD_TIME_MAX};
use crate::http::request_id::{REQUEST_ID, RequestIds};
use crate::metrics::measure;
use crate::page::{
    DEFAULT_POLICY, MAIN_FILES, get_document, get_file, get_main, get_main_files, get_sign_in,
};
use crate::{api, health};

/// Everything that is served.
pub(crate) fn router(
    state: AppState,
    proxies: TrustedProxies,
) -> Result<Router, serde_json::Error> {
    let (api, document) = api::routes();
    let document = document.to_pretty_json()?;
    let json = [(header::CONTENT_TYPE, "application/json")];
    let api = api
        .route("/api/openapi.json", get(async move || (json, document)))
        .layer(middleware::from_fn_with_state(state.clone(), write_down))
        // Fast rather than small: the reader is waiting, and mostly near.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    let request_ids = RequestIds { ids: state.ids.clone(), clock: state.clock.clone() };
    let measured = middleware::from_fn_with_state(state.metrics.clone(), measure);
    // Any other address is not found, as it should be.
    let pages = Page::ALL
        .into_iter()
        .filter(|page| !matches!(page, Page::SignIn | Page::SetUp))
        .fold(Router::new(), |router, page| router.route(page.path(), get(get_document)));
    Ok(Router::new()
        .merge(api)
        .merge(pages)
        .route("/health", get(health::get_health))
        .route("/ready", get(health::get_ready))
        .route(Page::SignIn.path(), get(get_sign_in))
        .route(Page::SetUp.path(), get(get_main))
        .route(MAIN_FILES, get(get_main_files))
        .fallback(get_file)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(state)
        .layer(
            ServiceBuilder::new()
                .map_request(move |request| identify(without_request_id(request), &proxies))
                .layer(SetRequestIdLayer::new(REQUEST_ID, request_ids))
                .layer(
                    TraceLayer::new_for_http()
                        .make_span_with(span)
                        .on_response(DefaultOnResponse::new().level(Level::INFO)),
                )
                .layer(PropagateRequestIdLayer::new(REQUEST_ID))
                .layer(measured)
                .map_response(|response| secure(response, &DEFAULT_POLICY))
                .layer(CatchPanicLayer::custom(panicked))
                .layer(middleware::from_fn(within_time))
                .layer(CsrfLayer::new().with_rejection_response(from_elsewhere)),
        ))
}

/// A number that a client made up would mix up the log.
fn without_request_id<B>(mut request: http::Request<B>) -> http::Request<B> {
    request.headers_mut().remove(REQUEST_ID);
    request
}

fn span<B>(request: &http::Request<B>) -> Span {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let client = request.extensions().get().map(|ClientAddress(client)| client.to_string());
    tracing::info_span!(
        "request",
        id,
        method = %request.method(),
        path = without_token(request.uri().path()),
        client,
        user = tracing::field::Empty,
    )
}

/// A path as the log has it: whoever reads the log cannot use a link that stands in it.
fn without_token(path: &str) -> &str {
    ["/set-up/", "/api/set-up/"].into_iter().find(|known| path.starts_with(known)).unwrap_or(path)
}

async fn within_time(request: Request, next: Next) -> Response {
    let most = if is_upload(&request) { UPLOAD_TIME_MAX } else { REQUEST_TIME_MAX };
    match tokio::time::timeout(most, next.run(request)).await {
        Ok(response) => response,
        Err(_) => timed_out().into_response(),
    }
}

/// Whether it sends a file to be imported: the one body that may be large over a slow line.
fn is_upload<B>(request: &http::Request<B>) -> bool {
    let id = request.uri().path().strip_prefix("/api/imports/");
    request.method() == Method::PUT && id.is_some_and(|id| !id.contains('/'))
}

/// A page of another site made a browser send this.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the error over")]
fn from_elsewhere(error: ProtectionError) -> Response {
    tracing::warn!(%error, "cross-origin request");
    ApiError::new(
        ProblemCode::CrossOrigin,
        "This request was sent by a page of another site. Use the page of this server.",
    )
    .into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use tower::ServiceExt as _;

    use super::*;

    #[test]
    fn no_link_stands_in_the_log() {
        assert_eq!(without_token("/set-up/abc"), "/set-up/");
        assert_eq!(without_token("/api/set-up/abc"), "/api/set-up/");
        assert_eq!(without_token("/api/people"), "/api/people");
    }

    #[test]
    fn only_files_to_import_may_take_long() {
        let is = |method, path| {
            is_upload(&http::Request::builder().method(method).uri(path).body(()).unwrap())
        };
        assert!(is("PUT", "/api/imports/4"));
        assert!(!is("PUT", "/api/imports/4/commit"));
        assert!(!is("GET", "/api/imports/4"));
        assert!(!is("PUT", "/api/bulk-write-offs/4"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_never_ends_is_ended() {
        let router = Router::new()
            .route("/", get(std::future::pending::<&str>))
            .layer(middleware::from_fn(within_time));
        let response = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    }
}
