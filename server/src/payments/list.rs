//! `GET /api/payments`.

use axum::Json;
use axum::extract::State;
use domain::api::PaymentsReply;
use domain::payments::{Channel, PaymentId};
use domain::{AccountId, Date};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::accounts::limited;
use crate::app_state::AppState;
use crate::http::{ApiError, ProblemReply, QueryOf, day_in_query};
use crate::sign_in::{Authorized, SeeReports};
use crate::store::PaymentsFilter;

/// As many as a list shows before one scrolls far.
const LIMIT_DEFAULT: u32 = 50;

/// More at once is nobody's list.
const LIMIT_MAX: u32 = 200;

/// Which payments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PaymentsQuery {
    /// Only that of this provider's id.
    #[param(min_length = 1, max_length = 64)]
    id: Option<String>,
    /// Only those of this account.
    #[param(pattern = r"^[A-Za-z0-9_-]{1,32}$")]
    account: Option<String>,
    /// Only those that were paid on that day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// Only those that were paid on that day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// Only those that were paid so.
    #[param(inline)]
    channel: Option<Channel>,
    /// Only recoveries, or only others.
    recovery: Option<bool>,
    /// Only those that were taken back, or only others.
    reversed: Option<bool>,
    /// How many, 1 to 200; 50 where not said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Only those that follow: `next` of the reply before.
    #[param(pattern = r"^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\.\d{1,18}$")]
    after: Option<String>,
}

/// Payments, those of the latest day first, page by page. What was taken back says so.
///
/// Valid parameters are refused with 422 where a day is none of the calendar.
#[utoipa::path(
    get, path = "/api/payments", tag = "payments",
    params(PaymentsQuery),
    responses((status = OK, body = PaymentsReply), ProblemReply),
)]
pub(super) async fn get_payments(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    QueryOf(query): QueryOf<PaymentsQuery>,
) -> Result<Json<PaymentsReply>, ApiError> {
    let limit = limited(query.limit, LIMIT_DEFAULT, LIMIT_MAX)?;
    let id = query.id.as_deref().map(PaymentId::parse).transpose();
    let account = query.account.as_deref().map(AccountId::parse).transpose();
    let filter = PaymentsFilter {
        id: id.map_err(|_| ApiError::invalid().at("id", "not an identifier of a payment"))?,
        numbers: None,
        account: account.map_err(|_| ApiError::invalid().at("account", "not an account ID"))?,
        paid_from: day_in_query("from", query.from.as_deref())?,
        paid_until: day_in_query("to", query.to.as_deref())?,
        channel: query.channel,
        recovery: query.recovery,
        reversed: query.reversed,
        // One more than is shown tells whether others follow.
        limit: limit + 1,
        after: query.after.as_deref().map(cursor).transpose()?,
    };
    let mut payments = state.store.payments(person.company.id, &filter).await?;
    let shown = usize::try_from(limit).map_err(ApiError::internal)?;
    let more = payments.len() > shown;
    payments.truncate(shown);
    let next =
        payments.last().filter(|_| more).map(|one| format!("{}.{}", one.paid_on, one.number));
    Ok(Json(PaymentsReply { payments, next }))
}

/// `2026-11-21.17`: the day and the number of the payment that a page ended with.
fn cursor(text: &str) -> Result<(Date, i64), ApiError> {
    text.split_once('.')
        .and_then(|(day, number)| Some((day.parse().ok()?, number.parse().ok()?)))
        .ok_or_else(|| ApiError::invalid().at("after", "not what an earlier page gave as `next`"))
}
