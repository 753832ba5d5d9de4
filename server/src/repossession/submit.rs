//! `PUT /api/repossessions/{id}`.

use axum::extract::State;
use axum::response::Response;
use domain::api::{Meanwhile, ProblemCode, RepossessionRecord, RepossessionRequest};
use domain::bulk_write_off::words::{change, outcome};
use domain::language::Language;
use domain::repossession::Refusal;
use domain::role::Role;

use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::once::{record, refused_role};
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::sign_in::{Authorized, RecordRepossession};

/// Records a repossession, or writes the customer off where nothing came back.
///
/// The same request again gets the first answer and does nothing. A valid request is refused with 422
/// where its fields contradict one another or the account: a day before the default or after today, a
/// person who is not of the staff or may not do it, a product that is not held, is left out or comes
/// twice, a quantity above what is held, a condition that does not agree with what came back.
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
    let account = form.account.clone();
    record(state, (id, person, origin), account, form, refused).await
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
