//! `PUT /api/failed-attempts/{id}`.

use axum::extract::State;
use axum::response::Response;
use domain::api::{AttemptRecord, FailedAttemptRequest, Meanwhile, ProblemCode};
use domain::failed_attempt::Refusal;
use domain::role::Role;

use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::once::{record, refused_role};
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::sign_in::{Authorized, RecordRepossession};

/// Records an attempt at the pending repossession that failed. It stays pending.
///
/// The same request again gets the first answer and does nothing. A valid request is refused with 422
/// where its fields contradict one another or the account: a day before the default or after today, a
/// promise without that reason or the reason without a promise, a promised day before the attempt.
#[utoipa::path(
    put, path = "/api/failed-attempts/{id}", tag = "repossessions",
    params(("id" = uuid::Uuid, Path)),
    request_body = FailedAttemptRequest,
    responses(
        (status = CREATED, body = AttemptRecord, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_failed_attempt(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<RecordRepossession>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(form): JsonBody<FailedAttemptRequest>,
) -> Result<Response, ApiError> {
    let account = form.account.clone();
    record(state, (id, person, origin), account, form, refused).await
}

fn refused(refusal: Refusal, meanwhile: Option<Meanwhile>, role: Role) -> ApiError {
    match refusal {
        Refusal::RoleMayNot(permission) => refused_role(role, permission),
        Refusal::Form(faults) => ApiError::of_form(faults),
        Refusal::NothingPending => ApiError::new(
            ProblemCode::ChangedMeanwhile,
            "No repossession is pending on the account, or no longer, and nothing was done. Look \
             at the account again.",
        )
        .changed(vec![domain::bulk_write_off::Change::PendingRepossession], meanwhile),
    }
}
