//! `GET /api/actions` and `GET /api/actions.csv`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::Date;
use domain::actions::{ACTIONS_EXPORTED_MAX, ActionStatus, ActionType, actions_csv};
use domain::api::{ActionsReply, ProblemCode};
use domain::language::Language;
use http::header;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::accounts::{DefaultDays, limited};
use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::{ApiError, ProblemReply, QueryOf, export_has_no_pages};
use crate::sign_in::{Authorized, SeeAccounts};
use crate::store::ActionsFilter;

/// As many as a list shows before one scrolls far.
const LIMIT_DEFAULT: u32 = 50;

/// More at once is for the export.
const LIMIT_MAX: u32 = 200;

/// Which actions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ActionsQuery {
    /// Repossessions where not said: there is no other type yet.
    #[param(inline)]
    r#type: Option<ActionType>,
    /// Pending ones where not said.
    #[param(inline)]
    status: Option<ActionStatus>,
    /// Only those of accounts of the fulfilment centre of this number.
    centre: Option<i64>,
    /// Only those of a default that was at least so many days ago.
    #[param(maximum = 36_500)]
    days_min: Option<u32>,
    /// Only those of a default that was at most so many days ago.
    #[param(maximum = 36_500)]
    days_max: Option<u32>,
    /// How many, 1 to 200; 50 where not said. Not for the file, which has all.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Only those that follow: `next` of the reply before. Not for the file.
    #[param(pattern = r"^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\.\d{1,18}$")]
    after: Option<String>,
    /// The file's language; English where not said.
    #[param(inline)]
    lang: Option<Language>,
}

impl ActionsQuery {
    fn asked(&self, today: Date, limit: u32) -> Result<ActionsFilter, ApiError> {
        let days = DefaultDays::read(self.days_min, self.days_max, today)?;
        Ok(ActionsFilter {
            kind: self.r#type.unwrap_or(ActionType::Repossession),
            status: self.status.unwrap_or_default(),
            centre: self.centre,
            defaulted_from: days.from,
            defaulted_until: days.until,
            limit,
            after: self.after.as_deref().map(cursor).transpose()?,
            today,
        })
    }
}

/// `2026-11-21.17`: the default and the number of the action that a page ended with.
fn cursor(text: &str) -> Result<(Date, i64), ApiError> {
    text.split_once('.')
        .and_then(|(day, number)| Some((day.parse().ok()?, number.parse().ok()?)))
        .ok_or_else(|| ApiError::invalid().at("after", "not what an earlier page gave as `next`"))
}

/// The actions, those of the oldest default first, page by page.
///
/// Valid parameters are refused with 422 where `days_min` is above `days_max`, and where `after` names
/// no day of the calendar.
#[utoipa::path(
    get, path = "/api/actions", tag = "actions",
    params(ActionsQuery),
    responses((status = OK, body = ActionsReply), ProblemReply),
)]
pub(super) async fn get_actions(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
    QueryOf(query): QueryOf<ActionsQuery>,
) -> Result<Json<ActionsReply>, ApiError> {
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let limit = limited(query.limit, LIMIT_DEFAULT, LIMIT_MAX)?;
    // One more than is shown tells whether others follow.
    let asked = query.asked(today, limit + 1)?;
    let mut actions = state.store.actions(company.id, &asked).await?;
    let shown = usize::try_from(limit).map_err(ApiError::internal)?;
    let more = actions.len() > shown;
    actions.truncate(shown);
    let next = actions
        .last()
        .filter(|_| more)
        .map(|action| format!("{}.{}", action.defaulted_on, action.number));
    Ok(Json(ActionsReply { today, actions, next }))
}

/// The same list as a file, with the number and the reasons of the attempts that failed since the
/// latest default. Its account IDs can be uploaded as they are.
///
/// Valid parameters are refused with 422 where `days_min` is above `days_max`, where there is `after`
/// or `limit`, as an export has no pages, and where there are more actions than a file takes.
#[utoipa::path(
    get, path = "/api/actions.csv", tag = "actions",
    params(ActionsQuery),
    responses((status = OK, body = String, content_type = "text/csv"), ProblemReply),
)]
pub(super) async fn get_actions_csv(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
    QueryOf(query): QueryOf<ActionsQuery>,
) -> Result<Response, ApiError> {
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    export_has_no_pages(&[("after", query.after.is_some()), ("limit", query.limit.is_some())])?;
    let asked = query.asked(today, ACTIONS_EXPORTED_MAX + 1)?;
    let actions = state.store.actions(company.id, &asked).await?;
    if actions.len() > usize::try_from(ACTIONS_EXPORTED_MAX).map_err(ApiError::internal)? {
        return Err(ApiError::new(
            ProblemCode::InvalidRequest,
            format!(
                "More than {ACTIONS_EXPORTED_MAX} actions. Narrow the list by fulfilment centre \
                 or by age, and export it in parts."
            ),
        ));
    }
    let language = query.lang.unwrap_or_default();
    let name = match language {
        Language::En => "actions",
        Language::Fr => "taches",
    };
    let file =
        tokio::task::spawn_blocking(move || actions_csv(&actions, &company.currency, language));
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{today}.csv\"")),
        ],
        file.await.map_err(ApiError::internal)?,
    )
        .into_response())
}
