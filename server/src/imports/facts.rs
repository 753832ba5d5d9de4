//! `POST /api/imports/facts` and `GET /api/imports/columns`: what the page judges short files by.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::api::{ImportFactsReply, ImportFactsRequest, RememberedColumns};
use domain::import::PAGE_ROWS_MAX;

use crate::app_state::AppState;
use crate::http::json::long_json;
use crate::http::{ApiError, JsonBody, ProblemReply};
use crate::sign_in::{Authorized, Import as MayImport};

/// What the company has of what the rows of a file name. At most 2,000 of each kind of keys.
#[utoipa::path(
    post, path = "/api/imports/facts", tag = "imports",
    request_body = ImportFactsRequest,
    responses((status = OK, body = ImportFactsReply), ProblemReply),
)]
pub(super) async fn post_facts(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    JsonBody(ImportFactsRequest { keys }): JsonBody<ImportFactsRequest>,
) -> Result<Response, ApiError> {
    for (place, count) in [
        ("/keys/user_names", keys.user_names.len()),
        ("/keys/customer_numbers", keys.customer_numbers.len()),
        ("/keys/accounts", keys.accounts.len()),
        ("/keys/contracts", keys.contracts.len()),
        ("/keys/units", keys.units.len()),
        ("/keys/payments", keys.payments.len()),
    ] {
        if count > PAGE_ROWS_MAX {
            let detail = format!("{count} keys; at most {PAGE_ROWS_MAX} can be asked for at once");
            return Err(ApiError::invalid().at(place, detail));
        }
    }
    let company = person.company.id;
    let facts = state.store.import_facts(company, &keys, Some(person.id)).await?;
    let terms = state.store.import_terms(company, state.clock.now()).await?;
    long_json(ImportFactsReply { facts, terms }).await
}

/// What people of the company have said that columns are.
#[utoipa::path(
    get, path = "/api/imports/columns", tag = "imports",
    responses((status = OK, body = RememberedColumns), ProblemReply),
)]
pub(super) async fn get_columns(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
) -> Result<Json<RememberedColumns>, ApiError> {
    let columns = state.store.import_columns(person.company.id).await?;
    Ok(Json(RememberedColumns { columns }))
}
