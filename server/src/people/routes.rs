//! `/api/people`.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use domain::api::{LinkReply, PeopleReply, PersonRecord, PersonReply, PersonRequest, ProblemCode};
use domain::people::{ChangeRefused, check_person};
use domain::role::Permission;
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app_state::AppState;
use crate::audit_chain::{Actor, Origin};
use crate::http::limits::SMALL_BODY_BYTES_MAX;
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply};
use crate::identity::Person;
use crate::instant;
use crate::set_up::HandedOut;
use crate::sign_in::{Administer, Authorized};
use crate::store::{ChangeOfPerson, PersonOutcome, PersonRefused};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_people))
        .routes(routes!(put_person))
        .routes(routes!(post_link))
        .routes(routes!(delete_sessions))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
}

/// Everybody of the company.
#[utoipa::path(
    get, path = "/api/people", tag = "people",
    responses((status = OK, body = PeopleReply), ProblemReply),
)]
async fn get_people(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
) -> Result<Json<PeopleReply>, ApiError> {
    let people = state.store.people(person.company.id, state.clock.now()).await?;
    Ok(Json(PeopleReply { people, mails: state.link_mail.is_set_up() }))
}

/// Invites a person, or changes one. The same again changes nothing.
///
/// Refused with 409 where the company would have no Admin any more, where it is one's own role, and where
/// the user name is taken. All sessions of a person who is disabled, or has another role, end.
#[utoipa::path(
    put, path = "/api/people/{id}", tag = "people",
    params(("id" = uuid::Uuid, Path)),
    request_body = PersonRequest,
    responses((status = OK, body = PersonReply), ProblemReply),
)]
async fn put_person(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(request): JsonBody<PersonRequest>,
) -> Result<Json<PersonReply>, ApiError> {
    let wanted = check_person(&request).map_err(ApiError::of_form)?;
    let change = change(&state, &person, origin, id);
    let made = HandedOut::new(&state.ids, change.now)?;
    let outcome = state.store.put_person(&change, &wanted, &made.link).await?;
    let PersonOutcome { person: record, linked } = outcome.map_err(refused)?;
    let link = if linked { Some(hand_out(&state, &person, &record, made).await?) } else { None };
    Ok(Json(PersonReply { person: record, link }))
}

/// Makes a link with which a person chooses a password, and mails it where that is set up.
///
/// The old password and older links stop working, and all sessions of the person end.
#[utoipa::path(
    post, path = "/api/people/{id}/link", tag = "people",
    params(("id" = uuid::Uuid, Path)),
    responses((status = OK, body = LinkReply), ProblemReply),
)]
async fn post_link(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
    origin: Origin,
    ClientId(id): ClientId,
) -> Result<Json<LinkReply>, ApiError> {
    let change = change(&state, &person, origin, id);
    let made = HandedOut::new(&state.ids, change.now)?;
    let record = state.store.make_link(&change, &made.link).await?.map_err(refused)?;
    hand_out(&state, &person, &record, made).await.map(Json)
}

/// Ends all sessions of a person.
#[utoipa::path(
    delete, path = "/api/people/{id}/sessions", tag = "people",
    params(("id" = uuid::Uuid, Path)),
    responses((status = NO_CONTENT), ProblemReply),
)]
async fn delete_sessions(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<Administer>,
    origin: Origin,
    ClientId(id): ClientId,
) -> Result<StatusCode, ApiError> {
    let change = change(&state, &person, origin, id);
    state.store.end_sessions_of(&change).await?.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who changes whom.
pub(crate) fn change(
    state: &AppState,
    person: &Person,
    origin: Origin,
    id: Uuid,
) -> ChangeOfPerson {
    ChangeOfPerson {
        company: person.company.id,
        by: Actor::person(person, origin),
        person: id,
        now: state.clock.now(),
    }
}

/// What the client is told of a link that leads to a person now; it was mailed, or not.
async fn hand_out(
    state: &AppState,
    admin: &Person,
    record: &PersonRecord,
    made: HandedOut,
) -> Result<LinkReply, ApiError> {
    let id = state.ids.uuid(state.clock.now())?;
    let mailed = state.link_mail.send(id, &admin.company, record, &made).await;
    let expires_at = instant::to_text(made.link.expires_at);
    Ok(LinkReply { path: made.path, expires_at, mailed })
}

/// Why somebody is not changed.
pub(crate) fn refused(why: PersonRefused) -> ApiError {
    match why {
        PersonRefused::Disabled => ApiError::new(
            ProblemCode::NotSignedIn,
            "You were disabled or reset in the meantime. Ask another Admin.",
        ),
        PersonRefused::RoleMayNot(role) => ApiError::role_may_not(role, Permission::Administer),
        PersonRefused::NotFound => {
            ApiError::not_found("There is nobody of that id in your company.")
        }
        PersonRefused::UserNameTaken => ApiError::new(
            ProblemCode::UserNameTaken,
            "Somebody has this user name already. Choose another one.",
        ),
        PersonRefused::Form(faults) => ApiError::of_form(faults),
        PersonRefused::ByRule(ChangeRefused::LastAdmin) => ApiError::new(
            ProblemCode::LastAdmin,
            "This is the last Admin of the company. Give somebody else the role Admin first.",
        ),
        PersonRefused::ByRule(ChangeRefused::Oneself) => ApiError::new(
            ProblemCode::PersonNotPossible,
            "Nobody changes their own role, disables themselves, or resets their own password here. \
             Ask another Admin, or use your profile.",
        ),
        PersonRefused::PersonDisabled => ApiError::new(
            ProblemCode::PersonNotPossible,
            "This person is disabled. Enable the person first, then make a link.",
        ),
        PersonRefused::IdReused => ApiError::new(
            ProblemCode::IdReused,
            "This id stands for somebody else already. Make a new one.",
        ),
    }
}
