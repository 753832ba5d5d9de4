//! `GET /api/bulk-write-offs/{id}/failures.csv` and `GET /api/bulk-write-offs/{id}/file`.

use std::fmt::Write as _;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::bulk_write_off::{OperationKind, failures_csv};
use domain::language::Language;
use http::header;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::history::{find, no_such_operation};
use crate::app_state::AppState;
use crate::http::{ApiError, ClientId, ProblemReply, QueryOf};
use crate::identity::Person;
use crate::sign_in::{Authorized, BulkWriteOff};

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct FailuresQuery {
    /// English where not said.
    #[param(inline)]
    lang: Option<Language>,
}

/// What was left alone, as a file that can be uploaded again.
#[utoipa::path(
    get, path = "/api/bulk-write-offs/{id}/failures.csv", tag = "bulk write-off",
    params(("id" = uuid::Uuid, Path), FailuresQuery),
    responses((status = OK, body = String, content_type = "text/csv"), ProblemReply),
)]
pub(super) async fn get_failures(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<BulkWriteOff>,
    ClientId(id): ClientId,
    QueryOf(query): QueryOf<FailuresQuery>,
) -> Result<Response, ApiError> {
    failures(&state, &person, &OperationKind::ALL, id, query).await
}

/// What an operation of these kinds left alone.
pub(super) async fn failures(
    state: &AppState,
    person: &Person,
    kinds: &[OperationKind],
    id: Uuid,
    query: FailuresQuery,
) -> Result<Response, ApiError> {
    let operation = find(state, person, kinds, id).await?;
    let language = query.lang.unwrap_or_default();
    let number = operation.summary.number;
    let name = match (operation.summary.kind, language) {
        (OperationKind::WriteOff, Language::En) => format!("write-off-{number}-failures.csv"),
        (OperationKind::WriteOff, Language::Fr) => format!("passage-en-perte-{number}-echecs.csv"),
        (OperationKind::ProcessStart, Language::En) => {
            format!("process-start-{number}-failures.csv")
        }
        (OperationKind::ProcessStart, Language::Fr) => {
            format!("demarrage-de-processus-{number}-echecs.csv")
        }
    };
    let file = failures_csv(&operation.outcomes, language);
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (header::CONTENT_DISPOSITION, &attachment(&name)),
        ],
        file,
    )
        .into_response())
}

/// The file that was submitted, byte for byte.
#[utoipa::path(
    get, path = "/api/bulk-write-offs/{id}/file", tag = "bulk write-off",
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/octet-stream"),
        ProblemReply,
    ),
)]
pub(super) async fn get_file(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<BulkWriteOff>,
    ClientId(id): ClientId,
) -> Result<Response, ApiError> {
    file(&state, &person, &OperationKind::ALL, id).await
}

/// The file of an operation of these kinds.
pub(super) async fn file(
    state: &AppState,
    person: &Person,
    kinds: &[OperationKind],
    id: Uuid,
) -> Result<Response, ApiError> {
    let file = state.store.operation_file(person.company.id, kinds, id).await?;
    let file = file.ok_or_else(no_such_operation)?;
    Ok((
        [
            (header::CONTENT_TYPE, "application/octet-stream"),
            (header::CONTENT_DISPOSITION, &attachment(&file.name)),
        ],
        file.bytes,
    )
        .into_response())
}

/// A file to be saved, never shown (RFC 6266): its name in ASCII for old programs, and in full.
pub(crate) fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' })
        .collect();
    let mut full = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            full.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(full, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_the_header() {
        assert_eq!(
            attachment("dé\"faut\r\n.csv"),
            "attachment; filename=\"d__faut__.csv\"; filename*=UTF-8''d%C3%A9%22faut%0D%0A.csv"
        );
    }
}
