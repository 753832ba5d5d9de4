//! `/api/bulk-process-starts`: the same operations as `/api/bulk-write-offs`, which start write-off
//! processes instead of writing off.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::api::{FactsReply, FactsRequest, Operation, OperationsReply, ProcessStartsRequest};
use domain::bulk_write_off::OperationKind;

use super::downloads::{FailuresQuery, failures, file};
use super::facts::facts;
use super::history::{HistoryQuery, find, operations};
use super::submit::submit;
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::json::long_json;
use crate::http::{ApiError, ClientId, JsonBody, JsonBytes, ProblemReply, QueryOf};
use crate::sign_in::{Authorized, ManageProcesses};

const KIND: OperationKind = OperationKind::ProcessStart;

/// What is known of the accounts of a file, to judge by it for which of them a process is started.
#[utoipa::path(
    post, path = "/api/bulk-process-starts/facts", tag = "write-off processes",
    request_body = FactsRequest,
    responses((status = OK, body = FactsReply), ProblemReply),
)]
pub(super) async fn post_start_facts(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    JsonBody(request): JsonBody<FactsRequest>,
) -> Result<Response, ApiError> {
    facts(&state, &person, KIND, request).await
}

/// Starts a process for each account that the preview showed as eligible, if it is still as it was.
///
/// The same request again gets the first answer and does nothing. A valid request is refused as one
/// that writes off is; with 422 where no such control is set up, and with 409 where what is set up has
/// changed since the preview.
#[utoipa::path(
    put, path = "/api/bulk-process-starts/{id}", tag = "write-off processes",
    params(("id" = uuid::Uuid, Path)),
    request_body = ProcessStartsRequest,
    responses(
        (status = CREATED, body = Operation, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_start(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBytes(body): JsonBytes,
) -> Result<Response, ApiError> {
    submit(KIND, state, person, origin, id, body).await
}

/// The history of operations that started processes, the latest first.
#[utoipa::path(
    get, path = "/api/bulk-process-starts", tag = "write-off processes",
    params(HistoryQuery),
    responses((status = OK, body = OperationsReply), ProblemReply),
)]
pub(super) async fn get_starts(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    QueryOf(query): QueryOf<HistoryQuery>,
) -> Result<Json<OperationsReply>, ApiError> {
    operations(&state, &person, &[KIND], query).await
}

/// An operation that started processes, with what became of each entry.
#[utoipa::path(
    get, path = "/api/bulk-process-starts/{id}", tag = "write-off processes",
    params(("id" = uuid::Uuid, Path)),
    responses((status = OK, body = Operation), ProblemReply),
)]
pub(super) async fn get_start(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    ClientId(id): ClientId,
) -> Result<Response, ApiError> {
    long_json(find(&state, &person, &[KIND], id).await?).await
}

/// For which accounts no process was started, as a file that can be uploaded again.
#[utoipa::path(
    get, path = "/api/bulk-process-starts/{id}/failures.csv", tag = "write-off processes",
    params(("id" = uuid::Uuid, Path), FailuresQuery),
    responses((status = OK, body = String, content_type = "text/csv"), ProblemReply),
)]
pub(super) async fn get_start_failures(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    ClientId(id): ClientId,
    QueryOf(query): QueryOf<FailuresQuery>,
) -> Result<Response, ApiError> {
    failures(&state, &person, &[KIND], id, query).await
}

/// The file that was submitted, byte for byte.
#[utoipa::path(
    get, path = "/api/bulk-process-starts/{id}/file", tag = "write-off processes",
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/octet-stream"),
        ProblemReply,
    ),
)]
pub(super) async fn get_start_file(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    ClientId(id): ClientId,
) -> Result<Response, ApiError> {
    file(&state, &person, &[KIND], id).await
}
