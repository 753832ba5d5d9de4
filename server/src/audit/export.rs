//! `GET /api/audit.csv`.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::audit::{audit_csv, more_audit_csv};
use domain::language::Language;
use futures_util::stream;
use http::header;

use super::query::AuditQuery;
use crate::app_state::AppState;
use crate::http::{ApiError, ProblemReply, QueryOf, export_has_no_pages};
use crate::identity::CompanyId;
use crate::sign_in::{Authorized, SeeReports};
use crate::store::{AuditFilter, Store, StoreError};

/// As many rows as a spreadsheet holds, with its heading.
const ROWS_MAX: u32 = 1_000_000;

/// Rows that are read at once: few enough that an export is nothing in memory.
const ROWS_AT_ONCE: u32 = 1_000;

/// The company's audit log as a file, the latest first.
///
/// The filters are those of `/api/audit`. Valid parameters are refused with 422 where there is `before`
/// or `limit`, as an export has no pages, and where there are more than a million rows: narrow them
/// by time.
#[utoipa::path(
    get, path = "/api/audit.csv", tag = "audit",
    params(AuditQuery),
    responses((status = OK, body = String, content_type = "text/csv"), ProblemReply),
)]
pub(super) async fn get_audit_csv(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    QueryOf(query): QueryOf<AuditQuery>,
) -> Result<Response, ApiError> {
    export_has_no_pages(&[("before", query.before.is_some()), ("limit", query.limit.is_some())])?;
    let language = query.lang.unwrap_or_default();
    let company = person.company.id;
    let filter = query.filter(&state, &person.company).await?;
    let body = match filter {
        None => Body::from(audit_csv(Vec::new(), language)),
        Some(filter) => {
            let count = state.store.count_audit_rows(company, &filter, ROWS_MAX + 1).await?;
            if count > ROWS_MAX {
                let detail = format!("more than {ROWS_MAX} rows; narrow them by time");
                return Err(ApiError::invalid().at("from", detail));
            }
            let export =
                Export { store: state.store, company, filter, language, at: Position::Begin };
            Body::from_stream(stream::try_unfold(export, Export::next))
        }
    };
    let name = match language {
        Language::En => "audit-log.csv",
        Language::Fr => "journal-d-audit.csv",
    };
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ],
        body,
    )
        .into_response())
}

/// An export under way. Rows are never changed, so reading them part by part is reading them all.
struct Export {
    store: Store,
    company: CompanyId,
    filter: AuditFilter,
    language: Language,
    at: Position,
}

/// How far an export has come.
#[derive(Clone, Copy)]
enum Position {
    Begin,
    Before(u64),
    End,
}

impl Export {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, StoreError> {
        let before = match self.at {
            Position::Begin => None,
            Position::Before(sequence) => Some(sequence),
            Position::End => return Ok(None),
        };
        let part = self.store.audit_rows(self.company, &self.filter, ROWS_AT_ONCE, before).await?;
        let bytes = match self.at {
            Position::Begin => audit_csv(part.rows, self.language),
            Position::Before(_) | Position::End => more_audit_csv(part.rows, self.language),
        };
        self.at = part.next_before.map_or(Position::End, Position::Before);
        Ok(Some((bytes.into(), self)))
    }
}
