//! `/api/session`.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::api::{ProblemCode, SessionReply, SignInRequest};
use domain::people::PASSWORD_BYTES_MAX;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::cookie;
use super::limits::{ATTEMPTS, SESSION_MAX, USER_NAME_BYTES_MAX};
use super::password::PasswordProblem;
use super::signed_in::SignedIn;
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::client_address::ClientAddress;
use crate::http::limits::SMALL_BODY_BYTES_MAX;
use crate::http::{ApiError, JsonBody, ProblemReply};
use crate::identity::{Person, UserId};
use crate::ids::TokenBytes;
use crate::store::{Attempt, NewSession};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_session, post_session, delete_session))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
}

fn reply(person: &Person) -> SessionReply {
    SessionReply {
        user: person.user_name.clone(),
        name: person.name.clone(),
        role: person.role,
        company: person.company.to_api(),
        language: person.language,
    }
}

/// Who is signed in.
#[utoipa::path(
    get, path = "/api/session", tag = "sign in",
    responses((status = OK, body = SessionReply), ProblemReply),
)]
async fn get_session(SignedIn(person): SignedIn) -> Json<SessionReply> {
    Json(reply(&person))
}

/// Signs in: the reply sets the cookie that later requests carry.
#[utoipa::path(
    post, path = "/api/session", tag = "sign in",
    request_body = SignInRequest,
    responses((status = CREATED, body = SessionReply), ProblemReply),
)]
async fn post_session(
    State(state): State<AppState>,
    ClientAddress(client): ClientAddress,
    origin: Origin,
    headers: HeaderMap,
    JsonBody(request): JsonBody<SignInRequest>,
) -> Result<Response, ApiError> {
    if request.user.len() > USER_NAME_BYTES_MAX {
        return Err(ApiError::invalid().at("/user", "longer than any user name"));
    }
    if request.password.len() > PASSWORD_BYTES_MAX {
        return Err(ApiError::invalid().at("/password", "longer than any password"));
    }
    let address = counted_address(client);
    // A task of its own: a client that goes away before it is told does not keep its attempt out
    // of the audit log.
    let task =
        tokio::spawn(async move { sign_in(&state, request, &address, origin, &headers).await });
    task.await.map_err(ApiError::internal)?
}

async fn sign_in(
    state: &AppState,
    request: SignInRequest,
    address: &str,
    origin: Origin,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let now = state.clock.now();
    let user_name = request.user.trim();
    let attempt = state.store.begin_sign_in(user_name, address, now, ATTEMPTS, &origin).await?;
    let (attempt, user) = match attempt {
        Attempt::Admitted { attempt, user } => (attempt, user),
        Attempt::Refused { until } => return Err(too_many(until, now)),
    };
    let (user, hash) = user.unzip();
    let right = state.passwords.verify(request.password, hash).await.map_err(unverified)?;
    let Some(user) = user.filter(|_| right) else {
        state.store.refuse_sign_in(user_name, now, &origin).await?;
        return Err(wrong());
    };
    let (token, session) = new_session(state, (attempt, user), &origin, headers, now)?;
    let Some(person) = state.store.open_session(&session).await? else {
        // Disabled since the password was looked at.
        state.store.refuse_sign_in(user_name, now, &origin).await?;
        return Err(wrong());
    };
    signed_in(&person, &token)
}

/// A session to be, with the token that its browser is given.
pub(crate) fn new_session(
    state: &AppState,
    (attempt, user): (i64, UserId),
    origin: &Origin,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<(TokenBytes, NewSession), ApiError> {
    let token = state.ids.token()?;
    let session = NewSession {
        attempt,
        user,
        id: state.ids.uuid(now)?,
        token: cookie::hash(&token),
        device: device(headers),
        replaces: cookie::presented(headers),
        now,
        origin: origin.clone(),
        expires_at: now + SESSION_MAX,
    };
    Ok((token, session))
}

/// The reply to somebody who is signed in now: it sets the cookie that later requests carry.
pub(crate) fn signed_in(person: &Person, token: &TokenBytes) -> Result<Response, ApiError> {
    tracing::info!(user = person.user_name, "signed in");
    let cookies = cookie::issue(token).map_err(ApiError::internal)?;
    let headers = AppendHeaders(cookies.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok((StatusCode::CREATED, headers, Json(reply(person))).into_response())
}

/// The longest that is kept of what a browser says of itself.
const DEVICE_CHARS_MAX: usize = 200;

/// What the browser says of itself, shortened.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    agent.unwrap_or_default().chars().take(DEVICE_CHARS_MAX).collect()
}

/// Signs out. Whoever is not signed in is signed out already.
#[utoipa::path(
    delete, path = "/api/session", tag = "sign in",
    responses((status = NO_CONTENT), ProblemReply),
)]
async fn delete_session(
    State(state): State<AppState>,
    origin: Origin,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    if let Some(token) = cookie::presented(&headers) {
        state.store.end_session(&token, state.clock.now(), &origin).await?;
    }
    let cookies = cookie::clear().map_err(ApiError::internal)?;
    let headers = AppendHeaders(cookies.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok((StatusCode::NO_CONTENT, headers))
}

/// What counts as one address: of IPv6 the network, because one machine has all addresses of it.
pub(crate) fn counted_address(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = Ipv6Addr::from_bits(address.to_bits() >> 64 << 64);
            format!("{network}/64")
        }
    }
}

fn wrong() -> ApiError {
    ApiError::new(
        ProblemCode::WrongCredentials,
        "The user name or the password is wrong. Check both and try again.",
    )
}

pub(crate) fn too_many(until: Timestamp, now: Timestamp) -> ApiError {
    let wait = Duration::try_from(until.duration_since(now)).unwrap_or_default();
    ApiError::new(
        ProblemCode::TooManyAttempts,
        "Too many attempts to sign in have failed. Wait a while and try again.",
    )
    .retry_after(wait)
}

pub(crate) fn unverified(problem: PasswordProblem) -> ApiError {
    match problem {
        PasswordProblem::Busy => ApiError::unavailable(problem),
        other => ApiError::internal(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_an_ipv6_network_count_as_one() {
        let counted = |text: &str| counted_address(text.parse().unwrap());
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), counted("2001:db8:1:2::1"));
        assert_ne!(counted("2001:db8:1:2::1"), counted("2001:db8:1:3::1"));
        assert_eq!(counted("::ffff:192.0.2.1"), counted("192.0.2.1"));
    }
}
