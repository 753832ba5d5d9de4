//! `GET /api/accounts/{id}`.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use domain::AccountId;
use domain::api::{AccountReply, ProblemCode};

use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::{ApiError, ProblemReply};
use crate::sign_in::{Authorized, SeeAccounts};

/// Everything about an account.
#[utoipa::path(
    get, path = "/api/accounts/{id}", tag = "accounts",
    params((
        "id" = String, Path, pattern = "^[A-Za-z0-9_-]{1,32}$",
        description = "The account ID, in upper or lower case."
    )),
    responses((status = OK, body = AccountReply), ProblemReply),
)]
pub(super) async fn get_account(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
    path: Result<Path<String>, PathRejection>,
) -> Result<Json<AccountReply>, ApiError> {
    let account =
        path.ok().and_then(|Path(text)| AccountId::parse(&text).ok()).ok_or_else(malformed)?;
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let reply = state.store.account(company.id, &account, today).await?;
    reply.map(Json).ok_or_else(|| no_such_account(&account))
}

fn malformed() -> ApiError {
    let error = domain::account_id::MalformedAccountId;
    ApiError::new(ProblemCode::MalformedRequest, format!("This is no account ID: {error}."))
}

/// Another company's account does not exist either.
pub(crate) fn no_such_account(account: &AccountId) -> ApiError {
    ApiError::not_found(format!(
        "There is no account {account}. Search finds those that there are."
    ))
}
