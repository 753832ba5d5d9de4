//! `GET /api/imports`, and of one import: what it is, its file, and forgetting it.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::api::{Import, ImportStatus, ImportsReply, ProblemCode};
use http::{StatusCode, header};
use serde::Deserialize;
use utoipa::IntoParams;

use super::no_such_import;
use crate::app_state::AppState;
use crate::bulk_write_off::attachment;
use crate::http::{ApiError, ClientId, ProblemReply, QueryOf, number_before};
use crate::sign_in::{Authorized, Import as MayImport};

/// As many as fit on a page that one scrolls.
const LIMIT_DEFAULT: u32 = 20;

/// More at once is for a report, not for a page.
const LIMIT_MAX: u32 = 100;

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ImportsQuery {
    /// How many, 1 to 100; 20 where not said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
    /// Only those with a smaller number: `next_before` of the reply before.
    before: Option<u64>,
}

/// Imports that were done, the latest first.
#[utoipa::path(
    get, path = "/api/imports", tag = "imports",
    params(ImportsQuery),
    responses((status = OK, body = ImportsReply), ProblemReply),
)]
pub(super) async fn get_imports(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    QueryOf(query): QueryOf<ImportsQuery>,
) -> Result<Json<ImportsReply>, ApiError> {
    let limit = query.limit.unwrap_or(LIMIT_DEFAULT);
    if !(1..=LIMIT_MAX).contains(&limit) {
        return Err(ApiError::invalid().at("limit", format!("1 to {LIMIT_MAX}")));
    }
    let before = number_before(query.before)?;
    Ok(Json(state.store.imports(person.company.id, before, limit).await?))
}

/// An import, done or only looked at.
#[utoipa::path(
    get, path = "/api/imports/{id}", tag = "imports",
    params(("id" = uuid::Uuid, Path)),
    responses((status = OK, body = Import), ProblemReply),
)]
pub(super) async fn get_import(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    ClientId(id): ClientId,
) -> Result<Json<Import>, ApiError> {
    let import = state.store.import(person.company.id, id).await?;
    import.map(Json).ok_or_else(no_such_import)
}

/// Forgets a file that was only looked at. An import that was done stays (409 `not_possible`).
#[utoipa::path(
    delete, path = "/api/imports/{id}", tag = "imports",
    params(("id" = uuid::Uuid, Path)),
    responses((status = NO_CONTENT), ProblemReply),
)]
pub(super) async fn delete_import(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    ClientId(id): ClientId,
) -> Result<StatusCode, ApiError> {
    if state.store.discard_draft(person.company.id, id).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    match state.store.import(person.company.id, id).await? {
        Some(import) if import.status == ImportStatus::Committed => Err(ApiError::new(
            ProblemCode::NotPossible,
            "The import was done, and stays on record.",
        )),
        _ => Err(no_such_import()),
    }
}

/// The file of an import, byte for byte.
#[utoipa::path(
    get, path = "/api/imports/{id}/file", tag = "imports",
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/octet-stream"),
        ProblemReply,
    ),
)]
pub(super) async fn get_file(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    ClientId(id): ClientId,
) -> Result<Response, ApiError> {
    let file = state.store.import_file(person.company.id, id).await?.ok_or_else(no_such_import)?;
    Ok((
        [
            (header::CONTENT_TYPE, "application/octet-stream"),
            (header::CONTENT_DISPOSITION, &attachment(&file.name)),
        ],
        file.bytes,
    )
        .into_response())
}
