//! `GET /api/imports/{id}/refused.csv`: refused rows, to be put right and uploaded again.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::api::{Import, ImportSource};
use domain::import::words::refused_csv;
use domain::import::{Kind, Outcome, ROWS_MAX, Sheet};
use domain::language::Language;
use http::header;
use serde::Deserialize;
use utoipa::IntoParams;

use super::no_such_import;
use super::read::{File, choices_of, read_apart};
use crate::app_state::AppState;
use crate::bulk_write_off::attachment;
use crate::http::{ApiError, ClientId, ProblemReply, QueryOf};
use crate::identity::Person;
use crate::sign_in::{Authorized, Import as MayImport};
use crate::store::ImportRowsFilter;

/// Of which kind, and in which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RefusedQuery {
    /// The rows of which kind.
    #[param(inline)]
    kind: Kind,
    /// English where not said.
    #[param(inline)]
    language: Option<Language>,
}

/// The rows of a kind that are refused, as they stood, each with why.
#[utoipa::path(
    get, path = "/api/imports/{id}/refused.csv", tag = "imports",
    params(("id" = uuid::Uuid, Path), RefusedQuery),
    responses((status = OK, body = String, content_type = "text/csv"), ProblemReply),
)]
pub(super) async fn get_refused(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    ClientId(id): ClientId,
    QueryOf(RefusedQuery { kind, language }): QueryOf<RefusedQuery>,
) -> Result<Response, ApiError> {
    let company = person.company.id;
    let language = language.unwrap_or_default();
    let import = state.store.import(company, id).await?.ok_or_else(no_such_import)?;
    if import.source == ImportSource::Api {
        return Err(ApiError::not_found(
            "These rows were sent in a batch and not in a file: each was answered there.",
        ));
    }
    let turn = state.import_turns.take().await?;
    let filter = ImportRowsFilter {
        kind: Some(kind),
        limit: u32::try_from(ROWS_MAX).unwrap_or(u32::MAX),
        ..ImportRowsFilter::default()
    };
    let rows =
        state.store.import_rows(company, id, &filter).await?.ok_or_else(no_such_import)?.rows;
    let outcomes: Vec<Outcome> = rows.into_iter().map(|row| row.outcome).collect();
    let bytes = state.store.import_file(company, id).await?.ok_or_else(no_such_import)?.bytes;
    let sheets = sheets(&person, &import, bytes).await?;
    let csv = tokio::task::spawn_blocking(move || csv(&sheets, &outcomes, kind, language));
    let csv = csv.await.map_err(ApiError::internal)?;
    drop(turn);
    let name = match language {
        Language::En => format!("{}-refused.csv", kind.code()),
        Language::Fr => format!("{}-refusees.csv", kind.code()),
    };
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (header::CONTENT_DISPOSITION, &attachment(&name)),
        ],
        csv,
    )
        .into_response())
}

/// The sheets of an import, read again from its file.
async fn sheets(person: &Person, import: &Import, bytes: Vec<u8>) -> Result<Vec<Sheet>, ApiError> {
    let file = File {
        choices: choices_of(&import.sheets),
        name: import.file_name.clone(),
        bytes,
        remembered: Vec::new(),
        currency: person.company.currency.clone(),
    };
    let (_, read) = read_apart(file).await??;
    Ok(read.sheets)
}

/// The outcomes of a kind stand in the order of its sheets, one for each row.
fn csv(sheets: &[Sheet], outcomes: &[Outcome], kind: Kind, language: Language) -> Vec<u8> {
    let mut csv = Vec::new();
    let mut rest = outcomes;
    for sheet in sheets.iter().filter(|sheet| sheet.kind == kind) {
        let (of_sheet, after) = rest.split_at_checked(sheet.rows.len()).unwrap_or((rest, &[]));
        rest = after;
        let part = refused_csv(sheet, of_sheet, language);
        let part = part.strip_prefix(b"\xef\xbb\xbf").filter(|_| !csv.is_empty()).unwrap_or(&part);
        csv.extend_from_slice(part);
    }
    csv
}
