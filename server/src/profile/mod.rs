//! `/api/profile`: one's own password, language and sessions.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use domain::api::{PasswordRequest, ProfileReply, ProfileRequest};
use domain::form::{Fault, FieldFault};
use domain::people::{PASSWORD_BYTES_MAX, check_password};
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::audit_chain::{Actor, Origin};
use crate::client_address::ClientAddress;
use crate::http::limits::SMALL_BODY_BYTES_MAX;
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::sign_in::limits::ATTEMPTS;
use crate::sign_in::{CurrentSession, counted_address, too_many, unverified};
use crate::store::Attempt;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_profile, put_profile))
        .routes(routes!(put_password))
        .routes(routes!(delete_session))
        .routes(routes!(delete_other_sessions))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
}

/// Oneself, and one's open sessions.
#[utoipa::path(
    get, path = "/api/profile", tag = "profile",
    responses((status = OK, body = ProfileReply), ProblemReply),
)]
async fn get_profile(
    State(state): State<AppState>,
    CurrentSession { person, token }: CurrentSession,
) -> Result<Json<ProfileReply>, ApiError> {
    Ok(Json(state.store.profile(&person, &token, state.clock.now()).await?))
}

/// Chooses one's own language.
#[utoipa::path(
    put, path = "/api/profile", tag = "profile",
    request_body = ProfileRequest,
    responses((status = NO_CONTENT), ProblemReply),
)]
async fn put_profile(
    State(state): State<AppState>,
    CurrentSession { person, .. }: CurrentSession,
    origin: Origin,
    JsonBody(request): JsonBody<ProfileRequest>,
) -> Result<StatusCode, ApiError> {
    let by = Actor::person(&person, origin);
    state.store.set_language(&person, by, request.language, state.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Chooses another password. All other sessions end.
///
/// Guesses at the current one count like attempts to sign in.
#[utoipa::path(
    put, path = "/api/profile/password", tag = "profile",
    request_body = PasswordRequest,
    responses((status = NO_CONTENT), ProblemReply),
)]
async fn put_password(
    State(state): State<AppState>,
    ClientAddress(client): ClientAddress,
    session: CurrentSession,
    origin: Origin,
    JsonBody(request): JsonBody<PasswordRequest>,
) -> Result<StatusCode, ApiError> {
    let address = counted_address(client);
    // A task of its own: a client that goes away does not keep its guess out of the audit log.
    let task =
        tokio::spawn(
            async move { change_password(&state, session, &address, origin, request).await },
        );
    task.await.map_err(ApiError::internal)?
}

async fn change_password(
    state: &AppState,
    CurrentSession { person, token }: CurrentSession,
    address: &str,
    origin: Origin,
    request: PasswordRequest,
) -> Result<StatusCode, ApiError> {
    let wrong =
        |place: &str, fault| ApiError::of_form(vec![FieldFault { place: place.to_owned(), fault }]);
    let names = [&*person.user_name, &*person.company.name];
    check_password(&request.new, &names).map_err(|fault| wrong("/new", fault))?;
    if request.current.len() > PASSWORD_BYTES_MAX {
        return Err(wrong("/current", Fault::TooLong { most: PASSWORD_BYTES_MAX }));
    }
    let now = state.clock.now();
    let begun = state.store.begin_sign_in(&person.user_name, address, now, ATTEMPTS, &origin);
    let (attempt, user) = match begun.await? {
        Attempt::Admitted { attempt, user } => (attempt, user),
        Attempt::Refused { until } => return Err(too_many(until, now)),
    };
    let hash = user.map(|(_, hash)| hash);
    let by = Actor::person(&person, origin);
    if !state.passwords.verify(request.current, hash).await.map_err(unverified)? {
        state.store.refuse_password(&person, by, now).await?;
        return Err(wrong("/current", Fault::WrongPassword));
    }
    let hash = state.passwords.choose(request.new, &state.ids).await.map_err(unverified)?;
    state.store.change_password(&person, by, (attempt, &hash), &token, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one of one's own sessions.
#[utoipa::path(
    delete, path = "/api/profile/sessions/{id}", tag = "profile",
    params(("id" = uuid::Uuid, Path)),
    responses((status = NO_CONTENT), ProblemReply),
)]
async fn delete_session(
    State(state): State<AppState>,
    CurrentSession { person, .. }: CurrentSession,
    origin: Origin,
    ClientId(id): ClientId,
) -> Result<StatusCode, ApiError> {
    let by = Actor::person(&person, origin);
    if state.store.end_own_session(&person, by, id, state.clock.now()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found("You have no such session, or no longer."))
    }
}

/// Ends all of one's own sessions but the one that asks.
#[utoipa::path(
    delete, path = "/api/profile/sessions", tag = "profile",
    responses((status = NO_CONTENT), ProblemReply),
)]
async fn delete_other_sessions(
    State(state): State<AppState>,
    CurrentSession { person, token }: CurrentSession,
    origin: Origin,
) -> Result<StatusCode, ApiError> {
    let by = Actor::person(&person, origin);
    state.store.end_other_sessions(&person, by, &token, state.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
