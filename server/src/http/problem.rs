//! Refusals and failures, mapped to problem documents as the last step.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::api::{FieldProblem, Meanwhile, Problem, ProblemCode};
use domain::bulk_write_off::Change;
use domain::form::{FieldFault, words};
use domain::language::Language;
use domain::role::{Permission, Role};
use http::{HeaderValue, StatusCode, header};
use utoipa::ToSchema;
use utoipa::openapi::{Content, RefOr, ResponseBuilder};

use super::limits::RETRY_AFTER_BUSY;
use crate::audit::refusals::Refused;
use crate::ids::NoRandomness;
use crate::store::StoreError;

/// What the client is told, and apart from it what the log says.
#[derive(Debug)]
pub(crate) struct ApiError {
    problem: Box<Problem>,
    retry_after: Option<Duration>,
    cause: Option<Box<dyn Error + Send + Sync>>,
    /// What the role may not do, for the audit log.
    refused: Option<Refused>,
}

impl ApiError {
    /// A problem of that code, with what went wrong this time and what to do, in a sentence.
    pub(crate) fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        let problem = Box::new(Problem::new(code, detail));
        Self { problem, retry_after: None, cause: None, refused: None }
    }

    /// A request with a field that is not what it must be.
    pub(crate) fn invalid() -> Self {
        Self::new(ProblemCode::InvalidRequest, "The request is not valid; the errors say where.")
    }

    /// Something of ours broke. The client is told no more than that.
    pub(crate) fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(
            ProblemCode::Internal,
            "Something broke on the server, and nothing was done. Try again; if it stays, give \
             the request id to whoever runs this server.",
        )
        .because(cause)
    }

    /// The server cannot answer now.
    pub(crate) fn unavailable(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(
            ProblemCode::Unavailable,
            "The server is busy, and nothing was done. Try again in a moment.",
        )
        .retry_after(RETRY_AFTER_BUSY)
        .because(cause)
    }

    /// The database has no room left.
    fn storage_full(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(
            ProblemCode::StorageFull,
            "The server's disk is full, and nothing was done. Tell whoever runs this server; once \
             there is room, the same request works.",
        )
        .because(cause)
    }

    /// The database cannot be reached, or broke off: what it did of it last is not known, but it
    /// is all or nothing, and asking again under the same id is harmless.
    pub(crate) fn unreachable(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(
            ProblemCode::Unavailable,
            "The database cannot be reached at the moment. Try again: what was asked for is done \
             completely or not at all, and never twice.",
        )
        .retry_after(RETRY_AFTER_BUSY)
        .because(cause)
    }

    /// There is no such thing, or not in this company.
    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(ProblemCode::NotFound, detail)
    }

    /// The role may not do this; says which roles may.
    pub(crate) fn role_may_not(role: Role, permission: Permission) -> Self {
        let allowed: Vec<Role> = permission.roles().collect();
        let names: Vec<&str> = allowed.iter().map(|role| role.name()).collect();
        let mut error = Self::new(
            ProblemCode::RoleMayNot,
            format!("{} may not do this. Roles that may: {}.", role.name(), names.join(", ")),
        );
        error.problem.allowed_roles = allowed;
        error.refused = Some(Refused(permission));
        error
    }

    /// The role may not do this; says which roles may, and what this one may do instead.
    pub(crate) fn role_may_not_but(role: Role, permission: Permission, instead: &str) -> Self {
        let mut error = Self::role_may_not(role, permission);
        error.problem.detail = format!("{} {instead}", error.problem.detail);
        error
    }

    /// Says where in the request it is wrong.
    pub(crate) fn at(mut self, place: impl Into<String>, detail: impl Into<String>) -> Self {
        let (place, detail) = (place.into(), detail.into());
        self.problem.errors.push(FieldProblem { place, detail, code: None, value: None });
        self
    }

    /// Says where in the request it is wrong, with the stable code of what is.
    pub(crate) fn of_field(mut self, place: &str, code: &str, detail: String) -> Self {
        let (place, code) = (place.to_owned(), Some(code.to_owned()));
        self.problem.errors.push(FieldProblem { place, detail, code, value: None });
        self
    }

    /// Says what the last of these names.
    pub(crate) fn naming(mut self, value: Option<String>) -> Self {
        if let Some(error) = self.problem.errors.last_mut() {
            error.value = value;
        }
        self
    }

    /// Says which fields of a form are wrong, and how.
    pub(crate) fn of_form(faults: Vec<FieldFault>) -> Self {
        let mut error = Self::invalid();
        error.problem.errors = faults
            .into_iter()
            .map(|FieldFault { place, fault }| FieldProblem {
                place,
                detail: words::fault(fault, Language::En),
                code: Some(fault.code().to_owned()),
                value: None,
            })
            .collect();
        error
    }

    /// Says what is different about the account, and what was done to it last.
    pub(crate) fn changed(mut self, changed: Vec<Change>, meanwhile: Option<Meanwhile>) -> Self {
        self.problem.changed = changed;
        self.problem.meanwhile = meanwhile.map(Box::new);
        self
    }

    /// Says when to come back.
    pub(crate) fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// What the log says.
    pub(crate) fn because(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    fn log(&self) {
        let code = self.problem.code.code();
        let cause = self.cause.as_deref().map(describe);
        if self.problem.status >= StatusCode::INTERNAL_SERVER_ERROR.as_u16() {
            tracing::error!(code, cause, "request failed");
        } else {
            tracing::info!(code, detail = self.problem.detail, "request refused");
        }
    }
}

/// An error with what caused it, on one line.
fn describe(error: &(dyn Error + Send + Sync + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.log();
        let status =
            StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(&*self.problem)).into_response();
        if let Some(refused) = self.refused {
            response.extensions_mut().insert(refused);
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(wait) = self.retry_after {
            // A header of whole seconds: less would ask to come back too early.
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full(_) => Self::storage_full(error),
            StoreError::Busy(_) | StoreError::GivenUp(_) => Self::unavailable(error),
            StoreError::Unreachable(_) | StoreError::Lost(_) => Self::unreachable(error),
            _ => Self::internal(error),
        }
    }
}

impl From<NoRandomness> for ApiError {
    fn from(error: NoRandomness) -> Self {
        Self::unavailable(error)
    }
}

/// In the API's description: every refusal is a problem document.
pub(crate) struct ProblemReply;

impl utoipa::IntoResponses for ProblemReply {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        let response = ResponseBuilder::new()
            .description("A problem document (RFC 9457); its status and code say which.")
            .content(
                "application/problem+json",
                Content::new(Some(RefOr::Ref(utoipa::openapi::Ref::from_schema_name(
                    Problem::name(),
                )))),
            )
            .build();
        BTreeMap::from([("default".to_owned(), RefOr::T(response))])
    }
}
