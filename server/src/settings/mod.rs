//! The company's settings: `GET /api/settings` and `PUT /api/settings/{id}`.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use domain::api::{Meanwhile, ProblemCode, SettingsReply, SettingsRequest};
use domain::role::{Permission, Role};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::once::{recorded, refused_role};
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::sign_in::{Administer, Authorized};
use crate::store::SettingsRefused;

/// Everything that a company sets up, in bytes: two thousand centres and as many products with their
/// values.
const SETTINGS_BYTES_MAX: usize = 4 * 1024 * 1024;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_settings))
        .routes(routes!(put_settings))
        .layer(DefaultBodyLimit::max(SETTINGS_BYTES_MAX))
}

/// The company's settings: itself, its centres, products, chart of accounts, and how it takes
/// payments.
#[utoipa::path(
    get, path = "/api/settings", tag = "settings",
    responses((status = OK, body = SettingsReply), ProblemReply),
)]
async fn get_settings(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
) -> Result<Json<SettingsReply>, ApiError> {
    Ok(Json(state.store.company_settings(person.company.id).await?))
}

/// Sets the company up like this from now on. Every centre and product that there is must be in
/// the document, because none can be removed.
///
/// The same request again gets the first answer and does nothing; one that changes nothing makes no
/// version. Refused with 409 where somebody has changed the settings since they were shown, and with 422
/// where they do not hold together.
#[utoipa::path(
    put, path = "/api/settings/{id}", tag = "settings",
    params(("id" = uuid::Uuid, Path)),
    request_body = SettingsRequest,
    responses(
        (status = CREATED, body = SettingsReply, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
async fn put_settings(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(body): JsonBody<SettingsRequest>,
) -> Result<Response, ApiError> {
    recorded(state, (id, person, origin), body, refused).await
}

fn refused(why: SettingsRefused, role: Role) -> ApiError {
    match why {
        SettingsRefused::Disabled => {
            ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
        }
        SettingsRefused::RoleMayNot => refused_role(role, Permission::Administer),
        SettingsRefused::Changed(meanwhile) => {
            let done =
                meanwhile.as_ref().map_or_else(String::new, |Meanwhile { at, by, .. }| {
                    format!(" Last, by {} at {at}.", by.as_deref().unwrap_or("the system"))
                });
            ApiError::new(
                ProblemCode::SettingsChanged,
                format!(
                    "The settings have changed since they were shown, and nothing was \
                     done.{done} Look at them again."
                ),
            )
            .changed(Vec::new(), meanwhile)
        }
        SettingsRefused::Form(faults) => ApiError::of_form(faults),
    }
}
