//! `/api/notifications`: what a person is told.

use axum::Json;
use axum::extract::State;
use domain::api::NotificationsReply;
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::http::{ApiError, ProblemReply};
use crate::sign_in::SignedIn;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get_notifications)).routes(routes!(post_read))
}

/// The person's notifications, the latest first.
#[utoipa::path(
    get, path = "/api/notifications", tag = "notifications",
    responses((status = OK, body = NotificationsReply), ProblemReply),
)]
async fn get_notifications(
    State(state): State<AppState>,
    SignedIn(person): SignedIn,
) -> Result<Json<NotificationsReply>, ApiError> {
    Ok(Json(state.store.notifications(person.id).await?))
}

/// Marks all of the person's notifications as read.
#[utoipa::path(
    post, path = "/api/notifications/read", tag = "notifications",
    responses((status = NO_CONTENT), ProblemReply),
)]
async fn post_read(
    State(state): State<AppState>,
    SignedIn(person): SignedIn,
) -> Result<StatusCode, ApiError> {
    state.store.mark_notifications_read(person.id, state.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
