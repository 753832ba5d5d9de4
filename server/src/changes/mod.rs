//! `GET /api/changes`.

use axum::Json;
use axum::extract::State;
use domain::api::{ChangesReply, ProblemCode};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::accounts::limited;
use crate::app_state::AppState;
use crate::http::{ApiError, ProblemReply, QueryOf};
use crate::sign_in::{Authorized, Import};
use crate::store::ChangesCursor;

/// As many as a program works on at once.
const LIMIT_DEFAULT: u32 = 100;

/// Some hundred kilobytes.
const LIMIT_MAX: u32 = 1_000;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get_changes))
}

/// Since when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ChangesQuery {
    /// Only what changed since: `cursor` of the reply before. Everything where not said.
    after: Option<String>,
    /// How many, 1 to 1,000; 100 where not said.
    #[param(minimum = 1, maximum = 1_000)]
    limit: Option<u32>,
}

/// Accounts whose state, contracts or day until which they are paid changed since a cursor, each as it
/// stands now.
///
/// An account that changes again while somebody reads is told again. A cursor that is ahead of this server, as after
/// an older backup was restored, is refused with 422 and the code `cursor_ahead` in `errors`: then begin again without
/// `after`.
#[utoipa::path(
    get, path = "/api/changes", tag = "portfolio",
    params(ChangesQuery),
    responses((status = OK, body = ChangesReply), ProblemReply),
)]
async fn get_changes(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Import>,
    QueryOf(query): QueryOf<ChangesQuery>,
) -> Result<Json<ChangesReply>, ApiError> {
    let limit = limited(query.limit, LIMIT_DEFAULT, LIMIT_MAX)?;
    let after = match query.after.as_deref() {
        None | Some("") => ChangesCursor::default(),
        Some(text) => ChangesCursor::parse(text).ok_or_else(|| {
            ApiError::invalid().at("after", "not a cursor: send `cursor` of a reply as it stands")
        })?,
    };
    let reply = state.store.changes(person.company.id, &after, limit).await?;
    reply.map(Json).ok_or_else(|| {
        let detail = "This cursor is ahead of this server: an older backup may have been restored. \
                      Begin again without `after`.";
        ApiError::new(ProblemCode::InvalidRequest, detail).of_field(
            "after",
            "cursor_ahead",
            "ahead of the last change: begin again without it".to_owned(),
        )
    })
}
