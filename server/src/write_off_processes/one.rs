//! `GET /api/write-off-processes/{number}` and `GET /api/write-off-processes/accounts/{id}`.

use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::api::{ProblemCode, ProcessGroundsReply, ProcessRecord};

use super::refused::no_such_process;
use crate::accounts::no_such_account;
use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::{ApiError, PathOf, ProblemReply};
use crate::sign_in::{Authorized, SeeAccounts};

/// A write-off process with everything around it.
#[utoipa::path(
    get, path = "/api/write-off-processes/{number}", tag = "write-off processes",
    params(("number" = i64, Path, description = "Its number", minimum = 1)),
    responses((status = OK, body = ProcessRecord), ProblemReply),
)]
pub(super) async fn get_process(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
    PathOf(number): PathOf<i64>,
) -> Result<Json<ProcessRecord>, ApiError> {
    let found = state.store.process(person.company.id, number).await?;
    found.map(Json).ok_or_else(|| no_such_process(number))
}

/// What a write-off process of an account is started from: the account's contracts and debt, and what
/// is set up.
#[utoipa::path(
    get, path = "/api/write-off-processes/accounts/{id}", tag = "write-off processes",
    params((
        "id" = String, Path, pattern = "^[A-Za-z0-9_-]{1,32}$",
        description = "The account ID, in upper or lower case."
    )),
    responses((status = OK, body = ProcessGroundsReply), ProblemReply),
)]
pub(super) async fn get_grounds(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
    PathOf(account): PathOf<String>,
) -> Result<Json<ProcessGroundsReply>, ApiError> {
    let account = AccountId::parse(&account).map_err(|error| {
        ApiError::new(ProblemCode::MalformedRequest, format!("This is no account ID: {error}."))
    })?;
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let found = state.store.process_grounds(company.id, &account).await?;
    let (account, settings) = found.ok_or_else(|| no_such_account(&account))?;
    Ok(Json(ProcessGroundsReply { today, account, settings }))
}
