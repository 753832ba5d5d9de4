//! The inbox of recoveries.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use domain::api::{
    ProblemCode, RecoveriesReply, RecoveryReview, RecoveryReviewRequest, RecoveryStatus,
};
use domain::payments::recovery_note;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::accounts::limited;
use crate::app_state::AppState;
use crate::audit_chain::{Actor, Origin};
use crate::http::limits::SMALL_BODY_BYTES_MAX;
use crate::http::{ApiError, JsonBody, PathOf, ProblemReply, QueryOf};
use crate::sign_in::{Authorized, KeepBooks, SeeReports};
use crate::store::{RecoveriesFilter, ReviewOutcome, ReviewRequested};

/// As many as a list shows before one scrolls far.
const LIMIT_DEFAULT: u32 = 50;

/// More at once is nobody's list.
const LIMIT_MAX: u32 = 200;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_recoveries))
        .routes(routes!(put_review))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
}

/// Which recoveries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RecoveriesQuery {
    /// Those that somebody has to deal with where not said.
    #[param(inline)]
    status: Option<RecoveryStatus>,
    /// How many, 1 to 200; 50 where not said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Only those that follow: `next` of the reply before.
    #[param(minimum = 1)]
    after: Option<i64>,
}

/// Recoveries that somebody has to deal with, the oldest first, or those that were dealt with, the
/// latest first. What was taken back need not be dealt with.
#[utoipa::path(
    get, path = "/api/recoveries", tag = "recoveries",
    params(RecoveriesQuery),
    responses((status = OK, body = RecoveriesReply), ProblemReply),
)]
async fn get_recoveries(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    QueryOf(query): QueryOf<RecoveriesQuery>,
) -> Result<Json<RecoveriesReply>, ApiError> {
    let limit = limited(query.limit, LIMIT_DEFAULT, LIMIT_MAX)?;
    let filter = RecoveriesFilter {
        status: query.status.unwrap_or_default(),
        // One more than is shown tells whether others follow.
        limit: limit + 1,
        after: query.after,
    };
    let (mut recoveries, open) = state.store.recoveries(person.company.id, &filter).await?;
    let shown = usize::try_from(limit).map_err(ApiError::internal)?;
    let more = recoveries.len() > shown;
    recoveries.truncate(shown);
    let next = recoveries.last().filter(|_| more).map(|one| one.payment.number);
    Ok(Json(RecoveriesReply { recoveries, open, next }))
}

/// Says that a recovery was dealt with, and how. The same again does nothing.
///
/// A valid request is refused with 409 where somebody else has dealt with it already.
#[utoipa::path(
    put, path = "/api/recoveries/{payment}", tag = "recoveries",
    params(("payment" = i64, Path, description = "The number of the payment", minimum = 1)),
    request_body = RecoveryReviewRequest,
    responses((status = OK, body = RecoveryReview), ProblemReply),
)]
async fn put_review(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<KeepBooks>,
    origin: Origin,
    PathOf(payment): PathOf<i64>,
    JsonBody(request): JsonBody<RecoveryReviewRequest>,
) -> Result<Json<RecoveryReview>, ApiError> {
    let note = recovery_note(&request.note).map_err(|fault| ApiError::of_form(vec![fault]))?;
    let task = tokio::spawn(async move {
        let requested = ReviewRequested {
            company: person.company.id,
            user: person.id,
            by: Actor::person(&person, origin),
            payment,
            note,
        };
        match state.store.review_recovery(&requested, &state.clock).await? {
            ReviewOutcome::Reviewed(review) => Ok(Json(review)),
            ReviewOutcome::Disabled => Err(ApiError::new(
                ProblemCode::NotSignedIn,
                "The user was disabled in the meantime.",
            )),
            ReviewOutcome::NoSuchRecovery => {
                Err(ApiError::not_found(format!("There is no recovery {payment}.")))
            }
            ReviewOutcome::ByOthers(review) => Err(ApiError::new(
                ProblemCode::ChangedMeanwhile,
                format!("{} has dealt with it already: {}", review.by, review.note),
            )),
        }
    });
    task.await.map_err(ApiError::internal)?
}
