//! `GET /api/daily-runs`.

use axum::Json;
use axum::extract::State;
use domain::api::DailyRunsReply;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::accounts::limited;
use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::{ApiError, ProblemReply, QueryOf, day_in_query};
use crate::sign_in::{Authorized, SeeReports};

/// Two months.
const LIMIT_DEFAULT: u32 = 60;

/// More than a year.
const LIMIT_MAX: u32 = 400;

/// Which runs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct DailyRunsQuery {
    /// Only those of days before that one: `next` of the reply before.
    #[param(value_type = Option<String>, format = Date)]
    before: Option<String>,
    /// How many, 1 to 400; 60 where not said.
    #[param(minimum = 1, maximum = 400)]
    limit: Option<u32>,
}

/// The daily runs and what each changed, the latest day first.
///
/// Valid parameters are refused with 422 where `before` is no day of the calendar.
#[utoipa::path(
    get, path = "/api/daily-runs", tag = "daily runs",
    params(DailyRunsQuery),
    responses((status = OK, body = DailyRunsReply), ProblemReply),
)]
pub(super) async fn get_daily_runs(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    QueryOf(query): QueryOf<DailyRunsQuery>,
) -> Result<Json<DailyRunsReply>, ApiError> {
    let company = person.company;
    let limit = limited(query.limit, LIMIT_DEFAULT, LIMIT_MAX)?;
    let before = day_in_query("before", query.before.as_deref())?;
    // One more than is shown tells whether others follow.
    let mut runs = state.store.daily_runs(company.id, before, limit + 1).await?;
    let shown = usize::try_from(limit).map_err(ApiError::internal)?;
    let more = runs.len() > shown;
    runs.truncate(shown);
    let next = runs.last().filter(|_| more).map(|run| run.date);
    let companies = state.store.companies_of_runs().await?;
    let hour = companies.iter().find(|one| one.id == company.id).map_or(0, |one| one.hour);
    Ok(Json(DailyRunsReply {
        today: date_in(&company.time_zone, state.clock.now()),
        hour: hour.try_into().map_err(ApiError::internal)?,
        runs,
        next,
    }))
}
