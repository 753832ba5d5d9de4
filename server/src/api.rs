//! The API: its routes, and the document that describes them.

use axum::Router;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app_state::AppState;
use crate::http::describe_exports;
use crate::{
    accounts, actions, api_security, audit, bulk_write_off, changes, daily_run, failed_attempts,
    imports, journal, notifications, payments, people, portfolio_sync, profile, recoveries,
    reports, repossession, service_accounts, set_up, settings, sign_in, write_off_processes,
};

/// What the document says of itself.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Writeoff",
        description = "The back office of a pay-as-you-go solar company: writing off customers who \
                       have defaulted. Refusals are problem documents (RFC 9457).",
    ),
    components(schemas(domain::api::Problem))
)]
struct Description;

/// The routes under `/api` with the document that describes them.
pub(crate) fn routes() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    let (router, mut document) = OpenApiRouter::with_openapi(Description::openapi())
        .merge(sign_in::router())
        .merge(set_up::router())
        .merge(people::router())
        .merge(service_accounts::router())
        .merge(profile::router())
        .merge(accounts::router())
        .merge(actions::router())
        .merge(repossession::router())
        .merge(failed_attempts::router())
        .merge(bulk_write_off::router())
        .merge(imports::router())
        .merge(payments::router())
        .merge(portfolio_sync::router())
        .merge(changes::router())
        .merge(recoveries::router())
        .merge(journal::router())
        .merge(reports::router())
        .merge(write_off_processes::router())
        .merge(settings::router())
        .merge(daily_run::router())
        .merge(notifications::router())
        .merge(audit::router())
        .split_for_parts();
    describe_exports(&mut document);
    api_security::describe(&mut document);
    (router, document)
}

/// The API's description (`OpenAPI` 3.1) as JSON.
pub fn openapi_json() -> Result<String, serde_json::Error> {
    let (_, document) = routes();
    document.to_pretty_json().map(|json| json + "\n")
}
