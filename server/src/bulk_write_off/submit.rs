//! `PUT /api/bulk-write-offs/{id}`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::api::{Operation, OperationRequest, ProblemCode};
use domain::bulk_write_off::{Decision, OutcomeOf, SeenAccounts, decide, early_ones_may_go_ahead};
use domain::role::{Permission, Role};
use domain::upload::Entry;
use http::{HeaderName, HeaderValue, StatusCode, header};

use super::operation_id::OperationId;
use super::submission::{Checked, check};
use crate::app_state::AppState;
use crate::http::{ApiError, JsonBytes, ProblemReply};
use crate::sign_in::{BulkWriteOff, May};
use crate::store::{Committed, Locked};

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
    OperationId(id): OperationId,
    JsonBytes(body): JsonBytes,
) -> Result<Response, ApiError> {
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let checked = tokio::task::spawn_blocking(move || check(&body, id, &person))
            .await
            .map_err(ApiError::internal)??;
        commit(&state, checked).await
    });
    task.await.map_err(ApiError::internal)?
}

async fn commit(state: &AppState, checked: Checked) -> Result<Response, ApiError> {
    let Checked { submission, seen } = checked;
    let id = submission.operation_id;
    let entries = submission.entries.clone();
    let early_acknowledged = submission.early_acknowledged;
    let committed = state
        .store
        .commit_bulk_write_off(submission, &state.clock, move |locked| {
            judge(&entries, &seen, early_acknowledged, locked)
        })
        .await??;
    match committed {
        Committed::Now(operation) => {
            let summary = &operation.summary;
            tracing::info!(
                operation = summary.id,
                written_off = summary.written_off,
                failed = summary.failed,
                "bulk write-off committed"
            );
            created(&operation, false)
        }
        Committed::Before(operation) => created(&operation, true),
        Committed::IdTaken => Err(ApiError::new(
            ProblemCode::OperationIdReused,
            format!("The id {id} stands for another operation. Submit this one under a new id."),
        )),
    }
}

/// Decides under lock, where the person still may and has seen what must be seen.
fn judge(
    entries: &[Entry],
    seen: &SeenAccounts,
    early_acknowledged: bool,
    locked: &Locked,
) -> Result<Decision, ApiError> {
    let role = locked.role.ok_or_else(disabled)?;
    check_role(role)?;
    let decision = decide(entries, seen, &locked.facts, locked.today, &locked.policy);
    let early = decision
        .outcomes
        .iter()
        .filter(|outcome| matches!(outcome.result, OutcomeOf::WrittenOff { early: true, .. }))
        .count();
    if !early_ones_may_go_ahead(early, early_acknowledged) {
        let days = locked.policy.early_write_off_days;
        return Err(ApiError::new(
            ProblemCode::EarlyNotAcknowledged,
            format!(
                "{early} accounts are in default for fewer than {days} days. Confirm that this \
                 was seen; nothing was done."
            ),
        )
        .at("/early_acknowledged", "must be true"));
    }
    Ok(decision)
}

fn check_role(role: Role) -> Result<(), ApiError> {
    let permission = Permission::BulkWriteOff;
    if role.may(permission) { Ok(()) } else { Err(ApiError::role_may_not(role, permission)) }
}

fn disabled() -> ApiError {
    ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
}

fn created(operation: &Operation, replayed: bool) -> Result<Response, ApiError> {
    let location = format!("/api/bulk-write-offs/{}", operation.summary.id);
    let location = HeaderValue::from_str(&location).map_err(ApiError::internal)?;
    let mut response = (StatusCode::CREATED, Json(operation)).into_response();
    response.headers_mut().insert(header::LOCATION, location);
    if replayed {
        response.headers_mut().insert(IDEMPOTENT_REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}
