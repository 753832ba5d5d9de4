//! Counting requests on their way.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::labels::method;
use super::registry::Metrics;

/// What took no route: the page's files, and what is not there. Each by its own name would be as
/// many rows as anybody cares to ask for.
const NO_ROUTE: &str = "other";

/// Counts a request, and the time until its answer begins.
pub(crate) async fn measure(
    State(metrics): State<Metrics>,
    request: Request,
    next: Next,
) -> Response {
    let under_way = metrics.begin();
    let began = Instant::now();
    let method = method(request.method());
    let route: Option<MatchedPath> = request.extensions().get().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    metrics.answered(method, route, response.status().as_u16(), began.elapsed());
    drop(under_way);
    response
}
