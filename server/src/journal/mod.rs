//! The journal: its entries, their correction, and its export.

mod correct;
mod export;
mod list;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::http::limits::SMALL_BODY_BYTES_MAX;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::get_ledger_accounts))
        .routes(routes!(list::get_journal))
        .routes(routes!(list::get_journal_entry))
        .routes(routes!(export::get_journal_export))
        .routes(routes!(correct::put_correction))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
}
