//! `GET /api/imports/{id}/rows`.

use axum::extract::State;
use axum::response::Response;
use domain::api::ImportRowsReply;
use domain::import::Kind;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::no_such_import;
use crate::app_state::AppState;
use crate::http::json::long_json;
use crate::http::{ApiError, ClientId, ProblemReply, QueryOf};
use crate::sign_in::{Authorized, Import as MayImport};
use crate::store::ImportRowsFilter;

/// As many as the page shows at once.
const LIMIT_DEFAULT: u32 = 100;

/// As many as a program reads at once.
const LIMIT_MAX: u32 = 1_000;

/// As long as no key is.
const SEARCH_CHARS_MAX: usize = 200;

/// A result of a row.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ResultOfRow {
    Created,
    Changed,
    Same,
    Refused,
}

impl ResultOfRow {
    const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Refused => "refused",
        }
    }
}

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RowsQuery {
    /// Only those of one result.
    #[param(inline)]
    result: Option<ResultOfRow>,
    /// Only those of one kind.
    #[param(inline)]
    kind: Option<Kind>,
    /// Only those whose key has this in it, whatever the case.
    q: Option<String>,
    /// Only those that follow on this place: `next_after` of the reply before.
    after: Option<u32>,
    /// How many, 1 to 1,000; 100 where not said.
    #[param(minimum = 1, maximum = 1_000)]
    limit: Option<u32>,
}

/// What became of rows, or would become of them, in the order of the kinds and then of the file.
#[utoipa::path(
    get, path = "/api/imports/{id}/rows", tag = "imports",
    params(("id" = uuid::Uuid, Path), RowsQuery),
    responses((status = OK, body = ImportRowsReply), ProblemReply),
)]
pub(super) async fn get_rows(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    ClientId(id): ClientId,
    QueryOf(query): QueryOf<RowsQuery>,
) -> Result<Response, ApiError> {
    let limit = query.limit.unwrap_or(LIMIT_DEFAULT);
    if !(1..=LIMIT_MAX).contains(&limit) {
        return Err(ApiError::invalid().at("limit", format!("1 to {LIMIT_MAX}")));
    }
    let search = query.q.map(|text| text.trim().to_owned());
    if search.as_ref().is_some_and(|text| text.chars().count() > SEARCH_CHARS_MAX) {
        return Err(ApiError::invalid().at("q", format!("at most {SEARCH_CHARS_MAX} characters")));
    }
    let filter = ImportRowsFilter {
        result: query.result.map(ResultOfRow::code),
        kind: query.kind,
        search,
        after: query.after,
        limit,
    };
    let rows = state.store.import_rows(person.company.id, id, &filter).await?;
    long_json(rows.ok_or_else(no_such_import)?).await
}
