//! Recording repossessions, and writing off one customer.

mod submit;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::http::limits::FORM_BODY_BYTES_MAX;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(submit::put_repossession))
        .layer(DefaultBodyLimit::max(FORM_BODY_BYTES_MAX))
}
