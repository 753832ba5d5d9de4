//! `PUT /api/journal/corrections/{id}`.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::api::{CorrectionReply, CorrectionRequest, ProblemCode};
use domain::journal::correction::Refusal;
use domain::role::Role;

use super::list::no_such_entry;
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::once::{created, once_request};
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::sign_in::{Authorized, KeepBooks};
use crate::store::{CorrectionRefused, Once};

/// Corrects an entry of the journal: reverses it, and books another one in its place.
///
/// The same request again gets the first answer and does nothing. A valid request is refused with 422
/// where the lines do not balance, debit and credit one ledger account, or change receivables or
/// deposits; with 409 where the entry was corrected before or reverses another one.
#[utoipa::path(
    put, path = "/api/journal/corrections/{id}", tag = "journal",
    params(("id" = uuid::Uuid, Path)),
    request_body = CorrectionRequest,
    responses(
        (status = CREATED, body = CorrectionReply, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_correction(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<KeepBooks>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(body): JsonBody<CorrectionRequest>,
) -> Result<Response, ApiError> {
    let number = body.entry;
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let request = once_request(body, id, &person, origin)?;
        match state.store.once(&request, &state.clock).await? {
            Once::Done(reply) => Ok(created(Json(reply), false)),
            Once::Replayed(reply) => Ok(created(Json(reply), true)),
            Once::IdReused => Err(ApiError::new(
                ProblemCode::IdReused,
                format!("The id {id} stands for another record. Send this one under a new id."),
            )),
            Once::Refused(refused) => Err(refusal(refused, number, person.role)),
        }
    });
    task.await.map_err(ApiError::internal)?
}

fn refusal(refused: CorrectionRefused, number: i64, role: Role) -> ApiError {
    match refused {
        CorrectionRefused::Disabled => {
            ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
        }
        CorrectionRefused::NoSuchEntry => no_such_entry(number),
        CorrectionRefused::ByRule(Refusal::RoleMayNot(permission)) => {
            ApiError::role_may_not(role, permission)
        }
        CorrectionRefused::ByRule(Refusal::AlreadyCorrected(by)) => ApiError::new(
            ProblemCode::ChangedMeanwhile,
            format!(
                "Entry {number} was corrected before, by entry {by}. Correct the one in its place."
            ),
        ),
        CorrectionRefused::ByRule(Refusal::IsReversal) => ApiError::new(
            ProblemCode::NotPossible,
            format!("Entry {number} reverses another one. Correct the one in its place."),
        ),
        CorrectionRefused::ByRule(Refusal::Form(faults)) => ApiError::of_form(faults),
    }
}
