//! `/api/set-up`.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use domain::api::{FirstSteps, LinkPurpose, SessionReply, SetUpReply, SetUpRequest};
use domain::form::{Fault, FieldFault};
use domain::people::check_password;
use domain::set_up::{NewCompany, check_new_company};
use http::HeaderMap;
use jiff::tz::TimeZone;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::link::presented;
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::limits::SMALL_BODY_BYTES_MAX;
use crate::http::{ApiError, JsonBody, PathOf, ProblemReply};
use crate::identity::UserId;
use crate::sign_in::{Administer, Authorized, new_session, signed_in, unverified};
use crate::store::{FirstAdmin, LinkFound, TokenHash};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_first_steps))
        .routes(routes!(get_link, post_link))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
}

/// How far setting up has come.
#[utoipa::path(
    get, path = "/api/set-up", tag = "set-up",
    responses((status = OK, body = FirstSteps), ProblemReply),
)]
async fn get_first_steps(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
) -> Result<Json<FirstSteps>, ApiError> {
    Ok(Json(state.store.first_steps(person.company.id).await?))
}

/// What a link is for.
///
/// 404 where it was used, is too old, or is none; it is not said which.
#[utoipa::path(
    get, path = "/api/set-up/{token}", tag = "set-up",
    params(("token" = String, Path)),
    responses((status = OK, body = SetUpReply), ProblemReply),
)]
async fn get_link(
    State(state): State<AppState>,
    PathOf(token): PathOf<String>,
) -> Result<Json<SetUpReply>, ApiError> {
    let token = presented(&token).ok_or_else(no_link)?;
    let found = state.store.link(&token, state.clock.now()).await?.ok_or_else(no_link)?;
    let person = found.person.as_ref();
    Ok(Json(SetUpReply {
        purpose: found.purpose,
        user_name: person.map(|person| person.user_name.clone()),
        name: person.map(|person| person.name.clone()),
        company: person.map(|person| person.company_name.clone()),
    }))
}

/// Uses a link, once: makes the company and its first Admin, or chooses a password. The reply signs in.
#[utoipa::path(
    post, path = "/api/set-up/{token}", tag = "set-up",
    params(("token" = String, Path)),
    request_body = SetUpRequest,
    responses((status = CREATED, body = SessionReply), ProblemReply),
)]
async fn post_link(
    State(state): State<AppState>,
    PathOf(token): PathOf<String>,
    origin: Origin,
    headers: HeaderMap,
    JsonBody(request): JsonBody<SetUpRequest>,
) -> Result<Response, ApiError> {
    let token = presented(&token).ok_or_else(no_link)?;
    // A task of its own: a client that goes away does not stop it half-way.
    let task =
        tokio::spawn(async move { use_link(&state, &token, request, &origin, &headers).await });
    task.await.map_err(ApiError::internal)?
}

async fn use_link(
    state: &AppState,
    link: &TokenHash,
    request: SetUpRequest,
    origin: &Origin,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let now = state.clock.now();
    // Before anything is hashed: only who has a link makes the server work.
    let found = state.store.link(link, now).await?.ok_or_else(no_link)?;
    let company = company(&found, &request).map_err(ApiError::of_form)?;
    let password_hash =
        state.passwords.choose(request.password, &state.ids).await.map_err(unverified)?;
    let user = found.person.map_or(UserId(0), |person| person.user);
    let (token, session) = new_session(state, (0, user), origin, headers, now)?;
    let opened = match company {
        Some(company) => {
            let admin = FirstAdmin { id: state.ids.uuid(now)?, password_hash, session };
            state.store.set_up(link, &company, admin).await?
        }
        None => state.store.choose_password(link, &password_hash, session).await?,
    };
    signed_in(&opened.ok_or_else(no_link)?, &token)
}

/// The company that is to be made by a link; whether the password may be chosen.
fn company(
    link: &LinkFound,
    request: &SetUpRequest,
) -> Result<Option<NewCompany>, Vec<FieldFault>> {
    let at = |place: &str, fault| FieldFault { place: place.to_owned(), fault };
    let mut faults = Vec::new();
    let mut company = None;
    if link.purpose == LinkPurpose::SetUp {
        match &request.company {
            None => faults.push(at("/company", Fault::Missing)),
            Some(form) => match check_zone(check_new_company(form)) {
                Ok(checked) => company = Some(checked),
                Err(wrong) => faults.extend(
                    wrong
                        .into_iter()
                        .map(|one| FieldFault { place: format!("/company{}", one.place), ..one }),
                ),
            },
        }
    }
    let names = match (&link.person, &request.company) {
        (Some(person), _) => vec![&*person.user_name, &*person.company_name],
        (None, Some(form)) => vec![&*form.user_name, &*form.name],
        (None, None) => Vec::new(),
    };
    let password = check_password(&request.password, &names);
    faults.extend(password.err().map(|fault| at("/password", fault)));
    if faults.is_empty() { Ok(company) } else { Err(faults) }
}

/// The same company, where there is its time zone.
pub(super) fn check_zone(
    checked: Result<NewCompany, Vec<FieldFault>>,
) -> Result<NewCompany, Vec<FieldFault>> {
    let company = checked?;
    if TimeZone::get(&company.time_zone).is_ok() {
        return Ok(company);
    }
    Err(vec![FieldFault { place: "/time_zone".to_owned(), fault: Fault::UnknownTimeZone }])
}

fn no_link() -> ApiError {
    ApiError::not_found("This link does not work, or no longer. Ask for a new one.")
}
