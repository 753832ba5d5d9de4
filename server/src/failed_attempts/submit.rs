//! `PUT /api/failed-attempts/{id}`.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::api::{AttemptRecord, FailedAttemptRequest, Meanwhile, ProblemCode};
use domain::failed_attempt::Refusal;
use domain::role::Role;

use crate::accounts::no_such_account;
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::once::{created, disabled, id_reused, once_request, refused_role};
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::sign_in::{Authorized, RecordRepossession};
use crate::store::{Once, RefusedRecord};

/// Records an attempt at the pending repossession that failed. It stays pending.
///
/// The same request again gets the first answer and does nothing.
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
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let request = once_request(form, id, &person, origin)?;
        match state.store.once(&request, &state.clock).await? {
            Once::Done(record) => Ok(created(Json(record), false)),
            Once::Replayed(record) => Ok(created(Json(record), true)),
            Once::IdReused => Err(id_reused(id)),
            Once::Refused(RefusedRecord::NoSuchAccount) => {
                Err(no_such_account(&request.body.account))
            }
            Once::Refused(RefusedRecord::Disabled) => Err(disabled()),
            Once::Refused(RefusedRecord::ByRule(refusal, meanwhile)) => {
                Err(refused(refusal, meanwhile, person.role))
            }
        }
    });
    task.await.map_err(ApiError::internal)?
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
