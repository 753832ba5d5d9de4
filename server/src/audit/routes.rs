//! `GET /api/audit`.

use axum::Json;
use axum::extract::State;
use domain::api::AuditReply;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::export;
use super::query::AuditQuery;
use crate::app_state::AppState;
use crate::http::{ApiError, ProblemReply, QueryOf, number_before};
use crate::sign_in::{Authorized, SeeReports};

/// As many as one looks through before asking for more.
const LIMIT_DEFAULT: u32 = 50;

/// More at once is for the export.
const LIMIT_MAX: u32 = 200;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get_audit)).routes(routes!(export::get_audit_csv))
}

/// The company's audit log, the latest first.
#[utoipa::path(
    get, path = "/api/audit", tag = "audit",
    params(AuditQuery),
    responses((status = OK, body = AuditReply), ProblemReply),
)]
async fn get_audit(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    QueryOf(query): QueryOf<AuditQuery>,
) -> Result<Json<AuditReply>, ApiError> {
    let limit = query.limit.unwrap_or(LIMIT_DEFAULT);
    if !(1..=LIMIT_MAX).contains(&limit) {
        return Err(ApiError::invalid().at("limit", format!("1 to {LIMIT_MAX}")));
    }
    let before = number_before(query.before)?;
    let Some(filter) = query.filter(&state, &person.company).await? else {
        return Ok(Json(AuditReply { rows: Vec::new(), next_before: None }));
    };
    let company = person.company.id;
    Ok(Json(state.store.audit_rows(company, &filter, limit, before).await?))
}
