//! `GET /api/bulk-write-offs` and `GET /api/bulk-write-offs/{id}`.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::api::{Operation, OperationsReply};
use domain::bulk_write_off::OperationKind;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::app_state::AppState;
use crate::http::json::long_json;
use crate::http::{ApiError, ClientId, ProblemReply, QueryOf, number_before};
use crate::identity::Person;
use crate::sign_in::{Authorized, BulkWriteOff};

/// As many as fit on a page that one scrolls.
const LIMIT_DEFAULT: u32 = 20;

/// More at once is for a report, not for a page.
const LIMIT_MAX: u32 = 100;

/// Which part of the history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct HistoryQuery {
    /// How many, 1 to 100; 20 where not said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
    /// Only those with a smaller number: `next_before` of the reply before.
    before: Option<u64>,
}

/// The history of operations of either kind, the latest first.
#[utoipa::path(
    get, path = "/api/bulk-write-offs", tag = "bulk write-off",
    params(HistoryQuery),
    responses((status = OK, body = OperationsReply), ProblemReply),
)]
pub(super) async fn get_operations(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<BulkWriteOff>,
    QueryOf(query): QueryOf<HistoryQuery>,
) -> Result<Json<OperationsReply>, ApiError> {
    operations(&state, &person, &OperationKind::ALL, query).await
}

/// The history of operations of these kinds.
pub(super) async fn operations(
    state: &AppState,
    person: &Person,
    kinds: &[OperationKind],
    query: HistoryQuery,
) -> Result<Json<OperationsReply>, ApiError> {
    let limit = query.limit.unwrap_or(LIMIT_DEFAULT);
    if !(1..=LIMIT_MAX).contains(&limit) {
        return Err(ApiError::invalid().at("limit", format!("1 to {LIMIT_MAX}")));
    }
    let before = number_before(query.before)?;
    Ok(Json(state.store.operations(person.company.id, kinds, limit, before).await?))
}

/// An operation with what became of each entry.
#[utoipa::path(
    get, path = "/api/bulk-write-offs/{id}", tag = "bulk write-off",
    params(("id" = uuid::Uuid, Path)),
    responses((status = OK, body = Operation), ProblemReply),
)]
pub(super) async fn get_operation(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<BulkWriteOff>,
    ClientId(id): ClientId,
) -> Result<Response, ApiError> {
    long_json(find(&state, &person, &OperationKind::ALL, id).await?).await
}

/// An operation of one of these kinds.
pub(super) async fn find(
    state: &AppState,
    person: &Person,
    kinds: &[OperationKind],
    id: Uuid,
) -> Result<Operation, ApiError> {
    let operation = state.store.operation(person.company.id, id).await?;
    operation.filter(|one| kinds.contains(&one.summary.kind)).ok_or_else(no_such_operation)
}

/// Another company's operation does not exist either.
pub(super) fn no_such_operation() -> ApiError {
    ApiError::not_found("There is no such operation. The history lists those that there are.")
}
