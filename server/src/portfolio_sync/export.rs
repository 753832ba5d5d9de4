//! `GET /api/portfolio/{kind}/export.csv`.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::import::Kind;
use domain::import::words::{more_portfolio_csv, portfolio_csv};
use domain::language::Language;
use futures_util::stream;
use http::header;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app_state::AppState;
use crate::bulk_write_off::attachment;
use crate::http::{ApiError, PathOf, ProblemReply, QueryOf};
use crate::identity::CompanyRecord;
use crate::sign_in::{Authorized, Import};
use crate::store::{Store, StoreError};

/// As many rows as a spreadsheet holds, with its heading.
const ROWS_MAX: u32 = 1_000_000;

/// Rows that are read at once: few enough that an export is nothing in memory.
const ROWS_AT_ONCE: u32 = 1_000;

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ExportQuery {
    /// English where not said.
    #[param(inline)]
    language: Option<Language>,
}

/// What the company has of a kind as a file with the columns of its template.
///
/// It can be changed and imported again; as it is, importing it changes nothing. Refused with 422 where there
/// are more than a million rows: read them by pages. An import takes up to 100,000 rows a file.
#[utoipa::path(
    get, path = "/api/portfolio/{kind}/export.csv", tag = "portfolio",
    params(("kind" = Kind, Path, description = "What the rows are."), ExportQuery),
    responses((status = OK, body = String, content_type = "text/csv"), ProblemReply),
)]
pub(super) async fn get_export(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Import>,
    PathOf(kind): PathOf<Kind>,
    QueryOf(query): QueryOf<ExportQuery>,
) -> Result<Response, ApiError> {
    let company = person.company;
    let count = state.store.count_portfolio(company.id, kind, ROWS_MAX.saturating_add(1)).await?;
    if count > ROWS_MAX {
        let detail = format!("more than {ROWS_MAX} rows; read them by pages");
        return Err(ApiError::invalid().at("kind", detail));
    }
    let language = query.language.unwrap_or_default();
    let export = Export { store: state.store, company, kind, language, at: Position::Begin };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, &attachment(&format!("{}.csv", kind.code()))),
    ];
    let body = Body::from_stream(stream::try_unfold(export, Export::next));
    Ok((headers, body).into_response())
}

/// An export under way. Rows come in the order of their keys, so that each comes once, as it stands when it is read.
struct Export {
    store: Store,
    company: CompanyRecord,
    kind: Kind,
    language: Language,
    at: Position,
}

/// How far an export has come.
enum Position {
    Begin,
    After(String),
    End,
}

impl Export {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, StoreError> {
        let after = match &self.at {
            Position::Begin => None,
            Position::After(place) => Some(place.as_str()),
            Position::End => return Ok(None),
        };
        let (kind, language) = (self.kind, self.language);
        let currency = &self.company.currency;
        let part =
            self.store.portfolio_rows(self.company.id, currency, kind, after, ROWS_AT_ONCE).await?;
        let bytes = match after {
            None => portfolio_csv(kind, &part.rows, language),
            Some(_) => more_portfolio_csv(kind, &part.rows, language),
        };
        self.at = part.next_after.map_or(Position::End, Position::After);
        Ok(Some((bytes.into(), self)))
    }
}
