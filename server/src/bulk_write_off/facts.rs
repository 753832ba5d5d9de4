//! `POST /api/bulk-write-offs/facts`.

use axum::extract::State;
use axum::response::Response;
use domain::AccountId;
use domain::api::{FactsReply, FactsRequest};
use domain::bulk_write_off::OperationKind;
use domain::upload::ENTRIES_MAX;

use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::json::long_json;
use crate::http::{ApiError, JsonBody, ProblemReply};
use crate::identity::Person;
use crate::sign_in::{Authorized, BulkWriteOff};

/// What is known of the accounts of a file, to judge them by.
#[utoipa::path(
    post, path = "/api/bulk-write-offs/facts", tag = "bulk write-off",
    request_body = FactsRequest,
    responses((status = OK, body = FactsReply), ProblemReply),
)]
pub(super) async fn post_facts(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<BulkWriteOff>,
    JsonBody(request): JsonBody<FactsRequest>,
) -> Result<Response, ApiError> {
    facts(&state, &person, OperationKind::WriteOff, request).await
}

/// What an operation of that kind is judged by.
pub(super) async fn facts(
    state: &AppState,
    person: &Person,
    kind: OperationKind,
    request: FactsRequest,
) -> Result<Response, ApiError> {
    let accounts = parse_accounts(&request.accounts)?;
    let file_sha256 = parse_sha256(request.file_sha256)?;
    let company = &person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let found =
        state.store.facts_of_file(company.id, kind, &accounts, file_sha256.as_deref()).await?;
    let reply = FactsReply {
        today,
        early_write_off_days: company.policy.early_write_off_days,
        accounts: found.accounts,
        products: found.products,
        earlier: found.earlier,
        processes: found.processes,
    };
    long_json(reply).await
}

fn parse_accounts(texts: &[String]) -> Result<Vec<AccountId>, ApiError> {
    if texts.len() > ENTRIES_MAX {
        let count = texts.len();
        let detail = format!("{count} account IDs; at most {ENTRIES_MAX} can be asked for at once");
        return Err(ApiError::invalid().at("/accounts", detail));
    }
    let mut accounts = Vec::with_capacity(texts.len());
    let mut refused = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        match AccountId::parse(text) {
            Ok(account) => accounts.push(account),
            Err(error) => refused.push((format!("/accounts/{index}"), error.to_string())),
        }
    }
    if refused.is_empty() {
        return Ok(accounts);
    }
    Err(refused
        .into_iter()
        .fold(ApiError::invalid(), |error, (place, detail)| error.at(place, detail)))
}

fn parse_sha256(text: Option<String>) -> Result<Option<String>, ApiError> {
    let is_sha256 = |text: &str| {
        text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    match text {
        Some(text) if !is_sha256(&text) => Err(ApiError::invalid()
            .at("/file_sha256", "a SHA-256 is 64 hexadecimal digits, letters in lower case")),
        other => Ok(other),
    }
}
