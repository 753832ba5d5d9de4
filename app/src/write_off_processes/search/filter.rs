//! Which processes are listed.

use domain::api::ProblemCode;
use domain::page_address::Page;

use crate::api::ApiError;
use crate::i18n::{Text, write_off_processes as texts};
use crate::listing::Narrowing;
use crate::navigation::parameter;
use crate::query::query;

/// Which processes are listed, as the address and the form have it. What is empty does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// A process's number.
    pub id: String,
    /// An account ID.
    pub account: String,
    /// Part of a customer's name.
    pub customer: String,
    /// A status's code.
    pub status: String,
    /// A reason's code.
    pub reason: String,
    /// The code of a control.
    pub control: String,
    /// The code of a template.
    pub template: String,
    /// The first day of creation.
    pub created_from: String,
    /// The last day of creation.
    pub created_until: String,
    /// `true` for those with an event that has failed.
    pub failing: String,
}

impl Filter {
    fn fields(&self) -> [(&'static str, &str); 10] {
        [
            ("id", &self.id),
            ("account", &self.account),
            ("customer", &self.customer),
            ("status", &self.status),
            ("reason", &self.reason),
            ("control", &self.control),
            ("template", &self.template),
            ("created_from", &self.created_from),
            ("created_until", &self.created_until),
            ("failing", &self.failing),
        ]
    }

    /// Whether somebody looks for a certain process, or for that of an account: the only one that is
    /// found is opened.
    pub(super) fn opens_the_only_one(&self) -> bool {
        [&self.id, &self.account].iter().any(|field| !field.trim().is_empty())
    }
}

impl Narrowing for Filter {
    const PAGE: Page = Page::WriteOffProcesses;

    fn of_address() -> Self {
        let parameter = |name| parameter(name).unwrap_or_default();
        Self {
            id: parameter("id"),
            account: parameter("account"),
            customer: parameter("customer"),
            status: parameter("status"),
            reason: parameter("reason"),
            control: parameter("control"),
            template: parameter("template"),
            created_from: parameter("created_from"),
            created_until: parameter("created_until"),
            failing: parameter("failing"),
        }
    }

    fn query(&self) -> String {
        query(&self.fields())
    }
}

/// What is wrong with the filter, where the server says that it is the filter.
pub(super) fn wrong_filter(error: &ApiError) -> Option<Text> {
    let ApiError::Problem(problem) = error else { return None };
    let filter = Filter::default();
    let of_filter =
        |place: &str| place == "query" || filter.fields().iter().any(|(name, _)| *name == place);
    let wrong = problem.errors.iter().any(|error| of_filter(&error.place));
    (problem.code == ProblemCode::InvalidRequest && wrong).then_some(texts::CHECK_FILTER)
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, Problem};

    use super::*;

    #[test]
    fn only_what_narrows_is_asked() {
        assert_eq!(Filter::default().query(), "");
        let filter = Filter {
            account: " KE-1 ".to_owned(),
            reason: "completed".to_owned(),
            failing: "true".to_owned(),
            ..Filter::default()
        };
        assert_eq!(filter.query(), "account=KE-1&reason=completed&failing=true&");
        assert!(filter.opens_the_only_one());
        let broad = Filter { status: "active".to_owned(), ..Filter::default() };
        assert!(!broad.opens_the_only_one());
    }

    #[test]
    fn a_refusal_of_a_field_is_about_the_filter() {
        let mut problem = Problem::new(ProblemCode::InvalidRequest, "detail");
        assert_eq!(wrong_filter(&ApiError::Problem(Box::new(problem.clone()))), None);
        problem.errors = vec![FieldProblem {
            place: "created_from".to_owned(),
            detail: "detail".to_owned(),
            code: None,
            value: None,
        }];
        let wrong = wrong_filter(&ApiError::Problem(Box::new(problem)));
        assert_eq!(wrong, Some(texts::CHECK_FILTER));
        assert_eq!(wrong_filter(&ApiError::Unreachable), None);
    }
}
