//! What is looked for in the log.

use domain::api::ProblemCode;

use crate::api::ApiError;
use crate::i18n::{Text, audit as texts};
use crate::query::query;

/// What is looked for, as it was typed. What is left empty does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Search {
    /// A user name, or part of a person's name.
    pub person: String,
    /// An account ID.
    pub account: String,
    /// An operation's number or id.
    pub operation: String,
    /// An action's code.
    pub action: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

impl Search {
    /// The search as the query of an address, to be followed by more; empty for everything.
    pub(crate) fn query(&self) -> String {
        query(&[
            ("person", &self.person),
            ("account", &self.account),
            ("operation", &self.operation),
            ("action", &self.action),
            ("from", &self.from),
            ("to", &self.to),
        ])
    }

    /// Whether nothing is looked for in particular.
    pub(crate) fn is_empty(&self) -> bool {
        self.query().is_empty()
    }
}

/// What is wrong with the search, where the server says that it is the search.
pub(crate) fn wrong_field(error: &ApiError) -> Option<Text> {
    let ApiError::Problem(problem) = error else { return None };
    if problem.code != ProblemCode::InvalidRequest {
        return None;
    }
    problem.errors.iter().find_map(|error| match &*error.place {
        "account" => Some(texts::CHECK_ACCOUNT),
        "operation" => Some(texts::CHECK_OPERATION),
        "from" | "to" => Some(texts::CHECK_DAY),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, Problem};

    use super::*;

    #[test]
    fn blanks_look_for_nothing_in_particular() {
        let blank = Search { operation: "  ".to_owned(), ..Search::default() };
        assert!(blank.is_empty());
        let search = Search { account: "KE-1".to_owned(), ..blank };
        assert_eq!(search.query(), "account=KE-1&");
    }

    #[test]
    fn a_field_that_the_server_refuses_is_told_from_a_page_that_it_does_not_understand() {
        let mut problem = Problem::new(ProblemCode::InvalidRequest, "detail");
        assert_eq!(wrong_field(&ApiError::Problem(Box::new(problem.clone()))), None);
        let field = FieldProblem {
            place: "to".to_owned(),
            detail: "no day".to_owned(),
            code: None,
            value: None,
        };
        problem.errors.push(field);
        assert_eq!(wrong_field(&ApiError::Problem(Box::new(problem))), Some(texts::CHECK_DAY));
        assert_eq!(wrong_field(&ApiError::Unreachable), None);
    }
}
