//! `/health` and `/ready`: whether the program runs, and whether to send it work.

use axum::extract::State;
use domain::api::ProblemCode;

use crate::app_state::AppState;
use crate::http::ApiError;
use crate::http::limits::RETRY_AFTER_BUSY;

/// `ok`: the program runs and answers. That says nothing of the database, because starting the
/// program again would not bring that back.
pub(crate) async fn get_health() -> &'static str {
    "ok\n"
}

/// `ready`, where the database answers, can be written and has the schema, and nobody has asked
/// the server to stop.
pub(crate) async fn get_ready(State(state): State<AppState>) -> Result<&'static str, ApiError> {
    if state.stopping.has_begun() {
        return Err(not_ready("This server is stopping. Ask another one, or again in a moment."));
    }
    state.store.ready().await.map_err(|error| {
        let said = "The database does not answer, or cannot be written. Ask again in a moment.";
        not_ready(said).because(error)
    })?;
    Ok("ready\n")
}

fn not_ready(detail: &str) -> ApiError {
    ApiError::new(ProblemCode::Unavailable, detail).retry_after(RETRY_AFTER_BUSY)
}
