//! What the page asks of the server about people, programs, oneself, and setting up.

use domain::api::{
    FirstSteps, LinkReply, PasswordRequest, PeopleReply, PersonReply, PersonRequest, ProfileReply,
    ProfileRequest, ServiceAccountReply, ServiceAccountRequest, ServiceAccountsReply, SetUpReply,
    SetUpRequest,
};
use gloo_net::http::Method;

use super::ApiError;
use super::fetch::{get, send, tell};
use crate::query::encoded;

/// Everybody of the company.
pub(crate) async fn list_people() -> Result<PeopleReply, ApiError> {
    get("/api/people").await
}

/// Invites a person, or changes one. The same again changes nothing.
pub(crate) async fn save_person(
    id: &str,
    request: &PersonRequest,
) -> Result<PersonReply, ApiError> {
    send(Method::PUT, &format!("/api/people/{id}"), request).await
}

/// Makes a link with which a person chooses a password.
pub(crate) async fn make_link(person: &str) -> Result<LinkReply, ApiError> {
    send(Method::POST, &format!("/api/people/{person}/link"), &()).await
}

/// Ends all sessions of a person.
pub(crate) async fn end_sessions_of(person: &str) -> Result<(), ApiError> {
    tell(Method::DELETE, &format!("/api/people/{person}/sessions"), &()).await
}

/// The company's programs.
pub(crate) async fn list_service_accounts() -> Result<ServiceAccountsReply, ApiError> {
    get("/api/service-accounts").await
}

/// Makes a program's key. It is told once.
pub(crate) async fn make_key(
    id: &str,
    request: &ServiceAccountRequest,
) -> Result<ServiceAccountReply, ApiError> {
    send(Method::PUT, &format!("/api/service-accounts/{id}"), request).await
}

/// Revokes a program's key.
pub(crate) async fn revoke_key(id: &str) -> Result<(), ApiError> {
    tell(Method::DELETE, &format!("/api/service-accounts/{id}"), &()).await
}

/// Oneself.
pub(crate) async fn get_profile() -> Result<ProfileReply, ApiError> {
    get("/api/profile").await
}

/// Changes one's own language.
pub(crate) async fn save_profile(request: &ProfileRequest) -> Result<(), ApiError> {
    tell(Method::PUT, "/api/profile", request).await
}

/// Chooses another password.
pub(crate) async fn change_password(request: &PasswordRequest) -> Result<(), ApiError> {
    tell(Method::PUT, "/api/profile/password", request).await
}

/// Ends one of one's own sessions.
pub(crate) async fn end_session(id: &str) -> Result<(), ApiError> {
    tell(Method::DELETE, &format!("/api/profile/sessions/{}", encoded(id)), &()).await
}

/// Ends all of one's own sessions but this one.
pub(crate) async fn end_other_sessions() -> Result<(), ApiError> {
    tell(Method::DELETE, "/api/profile/sessions", &()).await
}

/// How far setting up has come.
pub(crate) async fn get_first_steps() -> Result<FirstSteps, ApiError> {
    get("/api/set-up").await
}

/// What a link is for.
pub(crate) async fn get_link(token: &str) -> Result<SetUpReply, ApiError> {
    get(&format!("/api/set-up/{}", encoded(token))).await
}

/// Uses a link, once. Whoever does is signed in.
pub(crate) async fn use_link(token: &str, request: &SetUpRequest) -> Result<(), ApiError> {
    tell(Method::POST, &format!("/api/set-up/{}", encoded(token)), request).await
}
