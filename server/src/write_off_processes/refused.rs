//! Why requests about write-off processes are refused.

use domain::api::{Meanwhile, ProblemCode};
use domain::role::Role;
use domain::write_off_process::Refusal;

use crate::http::ApiError;
use crate::http::once::refused_role;
use crate::store::ProcessRefused;

/// Another company's process does not exist either.
pub(super) fn no_such_process(number: i64) -> ApiError {
    ApiError::not_found(format!(
        "There is no write-off process {number}. Search finds those that there are."
    ))
}

/// The rules refuse it.
pub(super) fn by_rule(refusal: Refusal, _: Option<Meanwhile>, role: Role) -> ApiError {
    match refusal {
        Refusal::RoleMayNot(permission) => refused_role(role, permission),
        Refusal::HasEnded => ApiError::new(
            ProblemCode::NotPossible,
            "The write-off process has ended, and cannot be changed any more.",
        ),
        Refusal::Form(faults) => ApiError::of_form(faults),
    }
}

/// A change is refused. `what` is what it is about, as a sentence begins; `not_found` that there is no
/// such thing.
pub(super) fn refused(
    refused: ProcessRefused,
    what: &str,
    not_found: ApiError,
    role: Role,
) -> ApiError {
    match refused {
        ProcessRefused::Disabled => {
            ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
        }
        ProcessRefused::NotFound => not_found,
        ProcessRefused::Changed(meanwhile) => {
            let done = meanwhile.as_ref().map_or_else(String::new, |meanwhile| {
                let by = meanwhile.by.as_deref().unwrap_or("the system");
                format!(" Last, by {by} at {}: {}.", meanwhile.at, meanwhile.what.replace('_', " "))
            });
            ApiError::new(
                ProblemCode::ChangedMeanwhile,
                format!(
                    "{what} has changed since it was shown, and nothing was done.{done} Look at it \
                     again."
                ),
            )
            .changed(Vec::new(), meanwhile)
        }
        ProcessRefused::ByRule(refusal) => by_rule(refusal, None, role),
    }
}
