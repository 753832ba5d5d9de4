//! Writing off many accounts from a file, or starting processes for them, and what became of it.

mod downloads;
mod facts;
mod history;
mod starts;
mod submission;
mod submit;

pub(crate) use self::downloads::attachment;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::http::limits::{FACTS_BODY_BYTES_MAX, OPERATION_BODY_BYTES_MAX};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    let facts = OpenApiRouter::new()
        .routes(routes!(facts::post_facts))
        .routes(routes!(starts::post_start_facts))
        .layer(DefaultBodyLimit::max(FACTS_BODY_BYTES_MAX));
    let operations = OpenApiRouter::new()
        .routes(routes!(history::get_operations))
        .routes(routes!(history::get_operation, submit::put_operation))
        .routes(routes!(downloads::get_failures))
        .routes(routes!(downloads::get_file))
        .routes(routes!(starts::get_starts))
        .routes(routes!(starts::get_start, starts::put_start))
        .routes(routes!(starts::get_start_failures))
        .routes(routes!(starts::get_start_file))
        .layer(DefaultBodyLimit::max(OPERATION_BODY_BYTES_MAX));
    facts.merge(operations)
}
