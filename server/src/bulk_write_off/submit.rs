//! `PUT /api/bulk-write-offs/{id}`.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::api::{Operation, OperationRequest, ProblemCode};
use domain::bulk_write_off::SubmissionRefusal;
use http::{HeaderName, HeaderValue, StatusCode, header};

use super::submission::check;
use crate::app_state::AppState;
use crate::audit::Origin;
use crate::background;
use crate::http::json::long_json;
use crate::http::{ApiError, ClientId, JsonBytes, ProblemReply};
use crate::sign_in::{BulkWriteOff, May};
use crate::store::{Committed, Submission};

/// Says that the reply is that of an earlier request.
const IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// Writes off what the preview showed as eligible, if it is still as it was.
///
/// The same request again gets the first answer and does nothing.
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
    May { person, .. }: May<BulkWriteOff>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBytes(body): JsonBytes,
) -> Result<Response, ApiError> {
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let submission = background::run(move || check(&body, id, &person, origin))
            .await
            .map_err(ApiError::internal)??;
        commit(&state, submission).await
    });
    task.await.map_err(ApiError::internal)?
}

async fn commit(state: &AppState, submission: Arc<Submission>) -> Result<Response, ApiError> {
    let id = submission.operation_id;
    let committed = state.store.commit_bulk_write_off(submission, &state.clock).await?;
    match committed {
        Committed::Now(operation) => {
            let summary = &operation.summary;
            let head = operation.receipt.as_ref().map(ToString::to_string);
            state.metrics.committed(summary);
            tracing::info!(
                operation = summary.id,
                written_off = summary.written_off,
                failed = summary.failed,
                audit = head,
                "bulk write-off committed"
            );
            created(operation, false).await
        }
        Committed::Before(operation) => {
            state.metrics.replayed();
            created(operation, true).await
        }
        Committed::IdTaken => Err(ApiError::new(
            ProblemCode::OperationIdReused,
            format!("The id {id} stands for another operation. Submit this one under a new id."),
        )),
        Committed::Refused(refusal) => Err(refused(refusal)),
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
        SubmissionRefusal::EarlyNotAcknowledged { early, early_write_off_days } => ApiError::new(
            ProblemCode::EarlyNotAcknowledged,
            format!(
                "{early} accounts are in default for fewer than {early_write_off_days} days. \
                 Confirm that this was seen; nothing was done."
            ),
        )
        .at("/early_acknowledged", "must be true"),
    }
}

async fn created(operation: Operation, replayed: bool) -> Result<Response, ApiError> {
    let location = format!("/api/bulk-write-offs/{}", operation.summary.id);
    let location = HeaderValue::from_str(&location).map_err(ApiError::internal)?;
    let mut response = (StatusCode::CREATED, long_json(operation).await?).into_response();
    response.headers_mut().insert(header::LOCATION, location);
    if replayed {
        response.headers_mut().insert(IDEMPOTENT_REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}
