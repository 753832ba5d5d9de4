//! `PUT /api/bulk-write-offs/{id}`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use domain::api::{Operation, OperationRequest, ProblemCode};
use domain::bulk_write_off::{OperationKind, SubmissionRefusal};
use http::{HeaderValue, header};
use uuid::Uuid;

use super::submission::check;
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::json::long_json;
use crate::http::{ApiError, ClientId, JsonBytes, ProblemReply, once};
use crate::identity::Person;
use crate::sign_in::{Authorized, BulkWriteOff};
use crate::store::{Once, OnceRequest, Submission};

/// Writes off what the preview showed as eligible, if it is still as it was.
///
/// The same request again gets the first answer and does nothing. A valid request is refused with 422
/// where `file` is no file of account IDs or has more than 2,000 entries, where `column` is none of its
/// columns, where `seen` has an account twice or one that is not in the file, and where an account
/// that is early was not acknowledged.
#[utoipa::path(
    put, path = "/api/bulk-write-offs/{id}", tag = "bulk write-off",
    params(("id" = uuid::Uuid, Path)),
    request_body = OperationRequest,
    responses(
        (status = CREATED, body = Operation, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_operation(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<BulkWriteOff>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBytes(body): JsonBytes,
) -> Result<Response, ApiError> {
    submit(OperationKind::WriteOff, state, person, origin, id, body).await
}

/// Does what is submitted, of that kind.
pub(super) async fn submit(
    kind: OperationKind,
    state: AppState,
    person: Person,
    origin: Origin,
    id: Uuid,
    body: Bytes,
) -> Result<Response, ApiError> {
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let request = tokio::task::spawn_blocking(move || check(kind, &body, id, &person, origin))
            .await
            .map_err(ApiError::internal)??;
        commit(&state, &request).await
    });
    task.await.map_err(ApiError::internal)?
}

async fn commit(
    state: &AppState,
    request: &Arc<OnceRequest<Submission>>,
) -> Result<Response, ApiError> {
    match state.store.once(request, &state.clock).await? {
        Once::Done(operation) => {
            let summary = &operation.summary;
            let head = operation.receipt.as_ref().map(ToString::to_string);
            state.metrics.committed(summary);
            tracing::info!(
                operation = summary.id,
                kind = summary.kind.code(),
                written_off = summary.written_off,
                started = summary.started,
                failed = summary.failed,
                audit = head,
                "bulk operation committed"
            );
            created(operation, false).await
        }
        Once::Replayed(operation) => {
            state.metrics.replayed();
            created(operation, true).await
        }
        Once::IdReused => Err(ApiError::new(
            ProblemCode::OperationIdReused,
            format!(
                "The id {} stands for another operation. Submit this one under a new id.",
                request.id
            ),
        )),
        Once::Refused(refusal) => Err(refused(refusal)),
    }
}

/// The rules refuse the file as a whole.
fn refused(refusal: SubmissionRefusal) -> ApiError {
    match refusal {
        SubmissionRefusal::Disabled => {
            ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
        }
        SubmissionRefusal::RoleMayNot { role, permission } => {
            ApiError::role_may_not(role, permission)
        }
        SubmissionRefusal::UnknownControl => {
            ApiError::invalid().at("/control", "no write-off control of this code is set up")
        }
        SubmissionRefusal::SettingsChanged => ApiError::new(
            ProblemCode::SettingsChanged,
            "What is set up for write-off processes has changed since the preview. Nothing was done.",
        )
        .at("/settings_version", "is not the latest"),
        SubmissionRefusal::EarlyNotAcknowledged { early, early_days } => ApiError::new(
            ProblemCode::EarlyNotAcknowledged,
            format!(
                "{early} accounts are in default for fewer than {early_days} days. \
                 Confirm that this was seen; nothing was done."
            ),
        )
        .at("/early_acknowledged", "must be true"),
    }
}

async fn created(operation: Operation, replayed: bool) -> Result<Response, ApiError> {
    let family = match operation.summary.kind {
        OperationKind::WriteOff => "bulk-write-offs",
        OperationKind::ProcessStart => "bulk-process-starts",
    };
    let location = format!("/api/{family}/{}", operation.summary.id);
    let location = HeaderValue::from_str(&location).map_err(ApiError::internal)?;
    let mut response = once::created(long_json(operation).await?, replayed);
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}
