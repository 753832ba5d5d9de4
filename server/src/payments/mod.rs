//! Payments: recorded one by one and in batches, taken back, and listed.

mod batch;
mod list;
mod one;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::http::limits::SMALL_BODY_BYTES_MAX;

/// The largest batch, in bytes: a thousand payments of half a kilobyte.
const BATCH_BYTES_MAX: usize = 512 * 1024;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    let small = OpenApiRouter::new()
        .routes(routes!(one::put_payment))
        .routes(routes!(one::put_reversal))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX));
    OpenApiRouter::new()
        .routes(routes!(list::get_payments, batch::put_payments))
        .routes(routes!(batch::check_payments))
        .layer(DefaultBodyLimit::max(BATCH_BYTES_MAX))
        .merge(small)
}
