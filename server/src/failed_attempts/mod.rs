//! Recording attempts at a repossession that failed.

mod submit;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::http::limits::SMALL_BODY_BYTES_MAX;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(submit::put_failed_attempt))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
}
