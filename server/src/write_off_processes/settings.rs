//! `GET /api/write-off-processes/settings` and `PUT /api/write-off-processes/settings/{id}`.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::Date;
use domain::api::{WriteOffSettingsReply, WriteOffSettingsRequest};

use super::refused::refused;
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::clock::date_in;
use crate::http::once::replied;
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::sign_in::{Administer, Authorized, SeeAccounts};
use crate::store::SettingsShown;

/// What is set up for write-off processes, without secrets.
#[utoipa::path(
    get, path = "/api/write-off-processes/settings", tag = "write-off processes",
    responses((status = OK, body = WriteOffSettingsReply), ProblemReply),
)]
pub(super) async fn get_settings(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
) -> Result<Json<WriteOffSettingsReply>, ApiError> {
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let shown = state.store.write_off_settings(company.id).await?;
    Ok(Json(reply(shown, today)))
}

/// Sets everything up like this from now on. Processes that there are keep their events.
///
/// The same request again gets the first answer and does nothing. Refused with 409 where somebody has
/// changed the settings since they were shown, and with 422 where they do not hold together or what is
/// in use is missing.
#[utoipa::path(
    put, path = "/api/write-off-processes/settings/{id}", tag = "write-off processes",
    params(("id" = uuid::Uuid, Path)),
    request_body = WriteOffSettingsRequest,
    responses(
        (status = CREATED, body = WriteOffSettingsReply, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_settings(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(body): JsonBody<WriteOffSettingsRequest>,
) -> Result<Response, ApiError> {
    let today = date_in(&person.company.time_zone, state.clock.now());
    replied(
        state,
        (id, person, origin),
        body,
        move |shown| reply(shown, today),
        |why, role| {
            let not_found = ApiError::not_found("There is no such company.");
            refused(why, "What is set up for write-off processes", not_found, role)
        },
    )
    .await
}

fn reply(shown: SettingsShown, today: Date) -> WriteOffSettingsReply {
    let SettingsShown { version, settings, in_use } = shown;
    WriteOffSettingsReply { version, today, settings, in_use }
}
