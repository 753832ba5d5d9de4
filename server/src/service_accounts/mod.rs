//! `/api/service-accounts`: programs with a key of their own.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use domain::api::{ProblemCode, ServiceAccountReply, ServiceAccountRequest, ServiceAccountsReply};
use domain::form::FieldFault;
use domain::people::check_name;
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::limits::SMALL_BODY_BYTES_MAX;
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::people::change;
use crate::sign_in::{Administer, ApiKey, Authorized};
use crate::store::{KeyOutcome, NewKey, PersonRefused};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_service_accounts))
        .routes(routes!(put_service_account, delete_service_account))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
}

/// The company's programs, the latest first, those that were revoked too.
#[utoipa::path(
    get, path = "/api/service-accounts", tag = "service accounts",
    responses((status = OK, body = ServiceAccountsReply), ProblemReply),
)]
async fn get_service_accounts(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
) -> Result<Json<ServiceAccountsReply>, ApiError> {
    let service_accounts = state.store.service_accounts(person.company.id).await?;
    Ok(Json(ServiceAccountsReply { service_accounts }))
}

/// Makes a program's key, which is told once. The same again tells none, and another name under the same id
/// is refused with 409.
#[utoipa::path(
    put, path = "/api/service-accounts/{id}", tag = "service accounts",
    params(("id" = uuid::Uuid, Path)),
    request_body = ServiceAccountRequest,
    responses((status = OK, body = ServiceAccountReply), ProblemReply),
)]
async fn put_service_account(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(request): JsonBody<ServiceAccountRequest>,
) -> Result<Json<ServiceAccountReply>, ApiError> {
    let name = check_name(&request.name).map_err(|fault| {
        ApiError::of_form(vec![FieldFault { place: "/name".to_owned(), fault }])
    })?;
    let key = ApiKey::new(&state.ids)?;
    let new = NewKey { name, begins: key.begins.clone(), sha256: key.sha256() };
    let outcome = state.store.make_key(&change(&state, &person, origin, id), &new).await?;
    let KeyOutcome { program, made } = outcome.map_err(refused)?;
    Ok(Json(ServiceAccountReply { service_account: program, key: made.then_some(key.text) }))
}

/// Revokes a program's key at once. The same again changes nothing.
#[utoipa::path(
    delete, path = "/api/service-accounts/{id}", tag = "service accounts",
    params(("id" = uuid::Uuid, Path)),
    responses((status = NO_CONTENT), ProblemReply),
)]
async fn delete_service_account(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
    origin: Origin,
    ClientId(id): ClientId,
) -> Result<StatusCode, ApiError> {
    let change = change(&state, &person, origin, id);
    state.store.revoke_key(&change).await?.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why a key is neither made nor revoked.
fn refused(why: PersonRefused) -> ApiError {
    match why {
        PersonRefused::NotFound => {
            ApiError::not_found("There is no key of that id in your company.")
        }
        PersonRefused::IdReused => ApiError::new(
            ProblemCode::IdReused,
            "This id stands for another key or for a person already. Make a new one.",
        ),
        why => crate::people::refused(why),
    }
}
