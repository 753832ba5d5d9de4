//! Which actions are listed.

use domain::actions::{ActionStatus, ActionType};
use domain::api::ProblemCode;

use crate::api::ApiError;
use crate::i18n::{Text, actions as texts};
use crate::navigation::parameter;
use crate::query::query;

/// Which actions are listed, as the address and the form have it. What is empty does not narrow,
/// but for the status: pending ones are listed where none is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// A type's code.
    pub kind: String,
    /// A status's code.
    pub status: String,
    /// A fulfilment centre's number.
    pub centre: String,
    /// The least days since the default.
    pub days_min: String,
    /// The most days since the default.
    pub days_max: String,
}

impl Filter {
    /// What the address says.
    pub(crate) fn of_address() -> Self {
        let parameter = |name| parameter(name).unwrap_or_default();
        Self {
            kind: parameter("type"),
            status: parameter("status"),
            centre: parameter("centre"),
            days_min: parameter("days_min"),
            days_max: parameter("days_max"),
        }
    }

    /// The filter as a query, to be followed by more; empty where nothing is narrowed.
    pub(crate) fn query(&self) -> String {
        query(&[
            ("type", &self.kind),
            ("status", &self.status),
            ("centre", &self.centre),
            ("days_min", &self.days_min),
            ("days_max", &self.days_max),
        ])
    }

    /// The types that there are.
    pub(super) const TYPES: [ActionType; 2] = [ActionType::Repossession, ActionType::Task];

    /// The statuses that there are.
    pub(super) const STATUSES: [ActionStatus; 2] = [ActionStatus::Pending, ActionStatus::Done];
}

/// What is wrong with the filter, where the server says that it is the filter.
pub(super) fn wrong_filter(error: &ApiError) -> Option<Text> {
    let ApiError::Problem(problem) = error else { return None };
    let of_filter = ["days_min", "days_max", "query"];
    let wrong = problem.errors.iter().any(|error| of_filter.contains(&&*error.place));
    (problem.code == ProblemCode::InvalidRequest && wrong).then_some(texts::CHECK_FILTER)
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, Problem};

    use super::*;

    #[test]
    fn only_what_narrows_is_asked() {
        assert_eq!(Filter::default().query(), "");
        let filter =
            Filter { status: "done".to_owned(), days_max: " 30 ".to_owned(), ..Filter::default() };
        assert_eq!(filter.query(), "status=done&days_max=30&");
    }

    #[test]
    fn a_filter_that_the_server_refuses_is_told_from_other_errors() {
        let mut problem = Problem::new(ProblemCode::InvalidRequest, "detail");
        let field = |place: &str| FieldProblem {
            place: place.to_owned(),
            detail: "0 to 36500".to_owned(),
            code: None,
            value: None,
        };
        problem.errors.push(field("after"));
        assert_eq!(wrong_filter(&ApiError::Problem(Box::new(problem.clone()))), None);
        problem.errors.push(field("days_max"));
        let wrong = wrong_filter(&ApiError::Problem(Box::new(problem)));
        assert_eq!(wrong, Some(texts::CHECK_FILTER));
        assert_eq!(wrong_filter(&ApiError::Unreachable), None);
    }
}
