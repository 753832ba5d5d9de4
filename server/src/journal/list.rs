//! `GET /api/ledger-accounts`, `GET /api/journal` and `GET /api/journal/{number}`.

use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::api::{JournalEntry, JournalReply, LedgerAccountsReply};
use domain::journal::{Cause, LedgerAccount};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::accounts::limited;
use crate::app_state::AppState;
use crate::http::{ApiError, PathOf, ProblemReply, QueryOf, day_in_query};
use crate::sign_in::{Authorized, SeeReports};
use crate::store::JournalFilter;

/// As many as a list shows before one scrolls far.
const LIMIT_DEFAULT: u32 = 50;

/// More at once is for the export.
const LIMIT_MAX: u32 = 200;

/// The company's chart of accounts.
#[utoipa::path(
    get, path = "/api/ledger-accounts", tag = "journal",
    responses((status = OK, body = LedgerAccountsReply), ProblemReply),
)]
pub(super) async fn get_ledger_accounts(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
) -> Result<Json<LedgerAccountsReply>, ApiError> {
    let ledger_accounts = state.store.ledger_accounts(person.company.id).await?;
    Ok(Json(LedgerAccountsReply { ledger_accounts }))
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct JournalQuery {
    /// Only those that were booked on that day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// Only those that were booked on that day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// Only those about this account.
    #[param(pattern = r"^[A-Za-z0-9_-]{1,32}$")]
    account: Option<String>,
    /// Only those of that cause.
    #[param(inline)]
    cause: Option<Cause>,
    /// Only those that move that ledger account.
    #[param(inline)]
    ledger_account: Option<LedgerAccount>,
    /// How many, 1 to 200; 50 where not said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Only those that follow: `next` of the reply before.
    #[param(minimum = 1)]
    after: Option<i64>,
}

/// Entries of the journal with their lines, the latest first, page by page.
///
/// Valid parameters are refused with 422 where a day is none of the calendar.
#[utoipa::path(
    get, path = "/api/journal", tag = "journal",
    params(JournalQuery),
    responses((status = OK, body = JournalReply), ProblemReply),
)]
pub(super) async fn get_journal(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    QueryOf(query): QueryOf<JournalQuery>,
) -> Result<Json<JournalReply>, ApiError> {
    let limit = limited(query.limit, LIMIT_DEFAULT, LIMIT_MAX)?;
    let account = query.account.as_deref().map(AccountId::parse).transpose();
    let filter = JournalFilter {
        from: day_in_query("from", query.from.as_deref())?,
        to: day_in_query("to", query.to.as_deref())?,
        account: account.map_err(|_| ApiError::invalid().at("account", "not an account ID"))?,
        cause: query.cause,
        ledger_account: query.ledger_account,
        // One more than is shown tells whether others follow.
        limit: limit + 1,
        before: query.after,
    };
    let mut entries = state.store.journal(person.company.id, &filter).await?;
    let shown = usize::try_from(limit).map_err(ApiError::internal)?;
    let more = entries.len() > shown;
    entries.truncate(shown);
    let next = entries.last().filter(|_| more).map(|entry| entry.number);
    Ok(Json(JournalReply { entries, next }))
}

/// An entry of the journal.
#[utoipa::path(
    get, path = "/api/journal/{number}", tag = "journal",
    params(("number" = i64, Path, description = "Its number within the company", minimum = 1)),
    responses((status = OK, body = JournalEntry), ProblemReply),
)]
pub(super) async fn get_journal_entry(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    PathOf(number): PathOf<i64>,
) -> Result<Json<JournalEntry>, ApiError> {
    let found = state.store.journal_entry(person.company.id, number).await?;
    found.map(Json).ok_or_else(|| no_such_entry(number))
}

pub(super) fn no_such_entry(number: i64) -> ApiError {
    ApiError::not_found(format!("The journal has no entry {number}."))
}
