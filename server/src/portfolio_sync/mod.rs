//! `/api/portfolio/{kind}`: batches of another system, and what the company has by the same fields.

mod export;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use domain::api::{PortfolioReply, PortfolioRequest, PortfolioRow, PortfolioRowsReply};
use domain::import::{BATCH_ROWS_MAX, Counts, Field, Kind};
use domain::role::Permission;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::accounts::limited;
use crate::app_state::AppState;
use crate::audit_chain::{Actor, Origin};
use crate::http::{ApiError, JsonBody, PathOf, ProblemReply, QueryOf};
use crate::sign_in::{Authorized, Import};
use crate::store::{SyncRequest, Synced};

/// The largest batch, in bytes: a thousand rows of two kilobytes.
const BATCH_BYTES_MAX: usize = 2 * 1024 * 1024;

/// As many as a batch has.
const LIMIT_MAX: u32 = 1_000;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_portfolio, put_portfolio))
        .routes(routes!(export::get_export))
        .layer(DefaultBodyLimit::max(BATCH_BYTES_MAX))
}

/// Takes up to 1,000 rows of a kind: new ones are added, different ones changed.
///
/// Each row is judged on its own: what is refused says why, field by field, and the others are taken, all
/// in one transaction. The same batch again changes nothing. A batch with a field that rows of its kind
/// do not have, or twice in a row, is refused as a whole.
#[utoipa::path(
    put, path = "/api/portfolio/{kind}", tag = "portfolio",
    params(("kind" = Kind, Path, description = "What the rows are.")),
    request_body = PortfolioRequest,
    responses((status = OK, body = PortfolioReply), ProblemReply),
)]
async fn put_portfolio(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Import>,
    origin: Origin,
    PathOf(kind): PathOf<Kind>,
    JsonBody(request): JsonBody<PortfolioRequest>,
) -> Result<Json<PortfolioReply>, ApiError> {
    let rows = check(kind, request)?;
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let role = person.role;
        let request = SyncRequest {
            company: person.company.id,
            user: person.id,
            by: Actor::person(&person, origin),
            kind,
            rows,
        };
        match state.store.sync_rows(&request, &state.clock).await? {
            Synced::Decided(results, import) => {
                let counts = Counts::of(&results);
                let import = import.map(|id| id.to_string());
                Ok(Json(PortfolioReply { results, counts, import }))
            }
            Synced::RoleMayNot(now) => {
                Err(ApiError::role_may_not(now.unwrap_or(role), Permission::Import))
            }
        }
    });
    task.await.map_err(ApiError::internal)?
}

/// The rows by their fields: there are some, not too many, and only of fields that the kind has.
fn check(kind: Kind, request: PortfolioRequest) -> Result<Vec<BTreeMap<Field, String>>, ApiError> {
    let count = request.rows.len();
    if !(1..=BATCH_ROWS_MAX).contains(&count) {
        let said = format!("{count} rows: send 1 to {BATCH_ROWS_MAX} at a time");
        return Err(ApiError::invalid().at("/rows", said));
    }
    let known = kind.fields();
    let field = |place: usize, name: &str| {
        let field = known.iter().map(|(field, _)| *field).find(|field| field.code() == name);
        field.ok_or_else(|| {
            let names: Vec<&str> = known.iter().map(|(field, _)| field.code()).collect();
            let said = format!("rows of {} have {}", kind.code(), names.join(", "));
            let name = name.replace('~', "~0").replace('/', "~1");
            ApiError::invalid().at(format!("/rows/{place}/{name}"), said)
        })
    };
    let rows = request.rows.into_iter().enumerate();
    rows.map(|(place, PortfolioRow(row))| {
        row.into_iter().map(|(name, value)| Ok((field(place, &name)?, value))).collect()
    })
    .collect()
}

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PortfolioQuery {
    /// Only those that follow: `next_after` of the reply before.
    after: Option<String>,
    /// How many, 1 to 1,000; 1,000 where not said.
    #[param(minimum = 1, maximum = 1_000)]
    limit: Option<u32>,
}

/// What the company has of a kind, by the fields that a batch has: sent back as it is, it changes nothing.
#[utoipa::path(
    get, path = "/api/portfolio/{kind}", tag = "portfolio",
    params(("kind" = Kind, Path, description = "What the rows are."), PortfolioQuery),
    responses((status = OK, body = PortfolioRowsReply), ProblemReply),
)]
async fn get_portfolio(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Import>,
    PathOf(kind): PathOf<Kind>,
    QueryOf(query): QueryOf<PortfolioQuery>,
) -> Result<Json<PortfolioRowsReply>, ApiError> {
    let limit = limited(query.limit, LIMIT_MAX, LIMIT_MAX)?;
    let company = person.company;
    let after = query.after.as_deref();
    let rows =
        state.store.portfolio_rows(company.id, &company.currency, kind, after, limit).await?;
    Ok(Json(rows))
}
