//! Pending and done actions, as a list and as a file.

mod list;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list::get_actions)).routes(routes!(list::get_actions_csv))
}
