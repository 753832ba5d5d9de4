//! `/health`: whether this server can answer.

use axum::extract::State;

use crate::app_state::AppState;
use crate::http::ApiError;

/// `ok`, where the database answers too.
pub(crate) async fn get_health(State(state): State<AppState>) -> Result<&'static str, ApiError> {
    state.store.ping().await.map_err(ApiError::unavailable)?;
    Ok("ok\n")
}
