//! `PUT /api/repossessions/{id}`.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::api::{Meanwhile, ProblemCode, RepossessionRecord, RepossessionRequest};
use domain::bulk_write_off::words::{change, outcome};
use domain::language::Language;
use domain::repossession::Refusal;
use domain::role::Role;

use crate::accounts::no_such_account;
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::once::{created, disabled, id_reused, once_request, refused_role};
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::sign_in::{Authorized, RecordRepossession};
use crate::store::{Once, RefusedRecord};

/// Records a repossession, or writes the customer off where nothing came back.
///
/// The same request again gets the first answer and does nothing.
#[utoipa::path(
    put, path = "/api/repossessions/{id}", tag = "repossessions",
    params(("id" = uuid::Uuid, Path)),
    request_body = RepossessionRequest,
    responses(
        (status = CREATED, body = RepossessionRecord, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_repossession(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<RecordRepossession>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(form): JsonBody<RepossessionRequest>,
) -> Result<Response, ApiError> {
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let request = once_request(form, id, &person, origin)?;
        match state.store.once(&request, &state.clock).await? {
            Once::Done(record) => {
                tracing::info!(
                    repossession = record.number,
                    write_off = record.write_off.is_some(),
                    "repossession recorded"
                );
                Ok(created(Json(record), false))
            }
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
        Refusal::NotPossible(reason) => ApiError::new(
            ProblemCode::NotPossible,
            format!(
                "No repossession can be recorded: {}.",
                outcome(reason.code(), None, Language::En)
            ),
        ),
        Refusal::Changed(changes) => {
            let what: Vec<&str> = changes.iter().map(|what| change(*what, Language::En)).collect();
            let done = meanwhile.as_ref().map_or_else(String::new, |meanwhile| {
                let by = meanwhile.by.as_deref().unwrap_or("somebody");
                format!(" It was {} by {by} at {}.", meanwhile.what.replace('_', " "), meanwhile.at)
            });
            ApiError::new(
                ProblemCode::ChangedMeanwhile,
                format!(
                    "The account has changed since the form was opened ({}), and nothing was \
                     done.{done} Look at it again.",
                    what.join(", ")
                ),
            )
            .changed(changes, meanwhile)
        }
    }
}
