//! `GET /api/staff` and `GET /api/fulfilment-centres`: what forms and filters offer.

use axum::Json;
use axum::extract::State;
use domain::api::{CentresReply, StaffReply};

use crate::app_state::AppState;
use crate::http::{ApiError, ProblemReply};
use crate::sign_in::{Authorized, RecordRepossession, SeeAccounts};

/// The people who can have completed a repossession, by name.
#[utoipa::path(
    get, path = "/api/staff", tag = "accounts",
    responses((status = OK, body = StaffReply), ProblemReply),
)]
pub(super) async fn get_staff(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<RecordRepossession>,
) -> Result<Json<StaffReply>, ApiError> {
    Ok(Json(state.store.staff(person.company.id).await?))
}

/// The fulfilment centres, by name.
#[utoipa::path(
    get, path = "/api/fulfilment-centres", tag = "accounts",
    responses((status = OK, body = CentresReply), ProblemReply),
)]
pub(super) async fn get_centres(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
) -> Result<Json<CentresReply>, ApiError> {
    Ok(Json(CentresReply { centres: state.store.centres(person.company.id).await? }))
}
