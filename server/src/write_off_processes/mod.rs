//! Write-off processes: found, shown, started and changed, and what is set up for them.

mod list;
mod one;
mod refused;
mod settings;
mod submit;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::http::limits::FORM_BODY_BYTES_MAX;

/// Everything that a company sets up, in bytes: two hundred texts of two thousand characters, and as
/// many templates of fifty events.
const SETTINGS_BYTES_MAX: usize = 4 * 1024 * 1024;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    let settings = OpenApiRouter::new()
        .routes(routes!(settings::get_settings))
        .routes(routes!(settings::put_settings))
        .layer(DefaultBodyLimit::max(SETTINGS_BYTES_MAX));
    OpenApiRouter::new()
        .routes(routes!(list::get_processes))
        .routes(routes!(one::get_process))
        .routes(routes!(one::get_grounds))
        .routes(routes!(submit::put_start))
        .routes(routes!(submit::put_change))
        .routes(routes!(submit::put_task))
        .routes(routes!(submit::put_hold))
        .layer(DefaultBodyLimit::max(FORM_BODY_BYTES_MAX))
        .merge(settings)
}
