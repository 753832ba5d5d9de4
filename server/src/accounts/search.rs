//! `GET /api/accounts`.

use axum::Json;
use axum::extract::State;
use domain::Date;
use domain::account::AccountState;
use domain::accounts::{AccountQuery, Cursor, SortBy};
use domain::api::AccountsReply;
use jiff::ToSpan as _;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::{ApiError, ProblemReply, QueryOf};
use crate::sign_in::{Authorized, SeeAccounts};
use crate::store::Search;

/// As many as a list shows before one scrolls far.
const LIMIT_DEFAULT: u32 = 50;

/// More at once is for an export, not for a page.
const LIMIT_MAX: u32 = 200;

/// Nobody has been in default for a century.
const DAYS_MAX: u32 = 36_500;

/// Which accounts, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchQuery {
    /// The beginning of an account ID, with or without its punctuation, or the last four or more
    /// digits of one; words of the customer's name in any order; a phone number in any form, or its
    /// last six or more digits; the beginning of a control unit's serial. At most 100 characters.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only accounts in this state.
    #[param(inline)]
    state: Option<AccountState>,
    /// Only accounts of the fulfilment centre of this number.
    centre: Option<i64>,
    /// Only accounts whose latest default was at least so many days ago.
    #[param(maximum = 36_500)]
    days_min: Option<u32>,
    /// Only accounts whose latest default was at most so many days ago.
    #[param(maximum = 36_500)]
    days_max: Option<u32>,
    /// By account ID where not said.
    #[param(inline)]
    sort: Option<SortBy>,
    /// How many, 1 to 200; 50 where not said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Only those that follow: `next` of the reply before, asked with the same filters.
    #[param(
        pattern = r"^(-|[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))\.[A-Za-z0-9_-]{1,32}$"
    )]
    after: Option<String>,
}

/// The accounts that answer, page by page.
///
/// Valid parameters are refused with 422 where `days_min` is above `days_max`, where `q` has no letter
/// or digit, and where `after` names no day of the calendar.
#[utoipa::path(
    get, path = "/api/accounts", tag = "accounts",
    params(SearchQuery),
    responses((status = OK, body = AccountsReply), ProblemReply),
)]
pub(super) async fn get_accounts(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
    QueryOf(query): QueryOf<SearchQuery>,
) -> Result<Json<AccountsReply>, ApiError> {
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let typed = query.q.as_deref().filter(|typed| !typed.trim().is_empty());
    let wanted = typed
        .map(AccountQuery::read)
        .transpose()
        .map_err(|error| ApiError::invalid().at("q", error.to_string()))?;
    let after: Option<Cursor> = query.after.map(|after| after.parse()).transpose().map_err(
        |error: domain::accounts::MalformedCursor| {
            ApiError::invalid().at("after", error.to_string())
        },
    )?;
    let days = DefaultDays::read(query.days_min, query.days_max, today)?;
    let search = Search {
        wanted,
        state: query.state,
        centre: query.centre,
        defaulted_from: days.from,
        defaulted_until: days.until,
        sort: query.sort.unwrap_or_default(),
        limit: limited(query.limit, LIMIT_DEFAULT, LIMIT_MAX)?,
        after,
        today,
    };
    Ok(Json(state.store.search(company.id, &search).await?))
}

/// How many are asked for.
pub(crate) fn limited(asked: Option<u32>, default: u32, most: u32) -> Result<u32, ApiError> {
    let limit = asked.unwrap_or(default);
    if (1..=most).contains(&limit) {
        Ok(limit)
    } else {
        Err(ApiError::invalid().at("limit", format!("1 to {most}")))
    }
}

/// Numbers of days since a default, as days of the calendar.
pub(crate) struct DefaultDays {
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl DefaultDays {
    /// Reads the two ends: the most days ago are the earliest day.
    pub(crate) fn read(
        days_min: Option<u32>,
        days_max: Option<u32>,
        today: Date,
    ) -> Result<Self, ApiError> {
        for (name, days) in [("days_min", days_min), ("days_max", days_max)] {
            if days.is_some_and(|days| days > DAYS_MAX) {
                return Err(ApiError::invalid().at(name, format!("0 to {DAYS_MAX}")));
            }
        }
        if let (Some(least), Some(most)) = (days_min, days_max)
            && least > most
        {
            return Err(
                ApiError::invalid().at("days_max", format!("{least} or more, as `days_min` is"))
            );
        }
        let ago = |days: u32| today.saturating_sub(i64::from(days).days());
        Ok(Self { from: days_max.map(ago), until: days_min.map(ago) })
    }
}
