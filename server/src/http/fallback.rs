//! What is not there.

use std::any::Any;

use axum::response::{IntoResponse, Response};
use domain::api::ProblemCode;

use super::problem::ApiError;

/// No such path under `/api`.
pub(crate) async fn no_such_route() -> ApiError {
    ApiError::not_found(
        "There is nothing under this address. /api/openapi.json lists what there is.",
    )
}

/// The path is there, the method is not.
pub(crate) async fn method_not_allowed() -> ApiError {
    ApiError::new(
        ProblemCode::MethodNotAllowed,
        "This cannot be done here; the header Allow says what can.",
    )
}

/// A handler panicked: the request failed, the server goes on.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<&str>()
        .map(|message| (*message).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned());
    ApiError::internal(format!("panic: {message}")).into_response()
}

/// The time for a request was over.
pub(crate) fn timed_out() -> ApiError {
    ApiError::new(
        ProblemCode::TimedOut,
        "The server took too long. Ask again; an operation that has an id may be asked for again \
         under the same id, and is done once at most.",
    )
}
