//! Bringing a portfolio in from files: looking at them, and doing what the preview shows.

pub mod command;
mod commit;
mod facts;
mod list;
mod preview;
mod read;
mod refusal;
mod refused_rows;
mod report;
mod rows;
mod templates;
mod turns;
mod workbook;

use axum::extract::DefaultBodyLimit;
use domain::import::{FileRefusal, Table};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use self::turns::ImportTurns;
use crate::app_state::AppState;
use crate::http::ApiError;
use crate::http::limits::{
    IMPORT_BODY_BYTES_MAX, IMPORT_FACTS_BODY_BYTES_MAX, SMALL_BODY_BYTES_MAX,
};

/// The tables of a file: the only one of a text file, or the sheets of a workbook. Takes a while, and memory in
/// proportion to the file.
pub fn read_tables(name: &str, bytes: &[u8]) -> Result<Vec<Table>, FileRefusal> {
    read::tables(name, bytes)
}

pub(crate) fn router() -> OpenApiRouter<AppState> {
    let facts = OpenApiRouter::new()
        .routes(routes!(facts::post_facts))
        .layer(DefaultBodyLimit::max(IMPORT_FACTS_BODY_BYTES_MAX));
    let files = OpenApiRouter::new()
        .routes(routes!(list::get_import, preview::put_import, list::delete_import))
        .layer(DefaultBodyLimit::max(IMPORT_BODY_BYTES_MAX));
    OpenApiRouter::new()
        .routes(routes!(list::get_imports))
        .routes(routes!(facts::get_columns))
        .routes(routes!(rows::get_rows))
        .routes(routes!(commit::put_commit))
        .routes(routes!(refused_rows::get_refused))
        .routes(routes!(list::get_file))
        .routes(routes!(templates::get_workbook))
        .routes(routes!(templates::get_csv))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
        .merge(facts)
        .merge(files)
}

fn no_such_import() -> ApiError {
    ApiError::not_found("There is no import of this id in your company, or no longer.")
}
