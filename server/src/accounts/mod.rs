//! Finding accounts and showing them.

mod account;
mod search;
mod staff;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;

pub(crate) use account::no_such_account;
pub(crate) use search::{DefaultDays, limited};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(search::get_accounts))
        .routes(routes!(account::get_account))
        .routes(routes!(staff::get_staff))
        .routes(routes!(staff::get_centres))
}
