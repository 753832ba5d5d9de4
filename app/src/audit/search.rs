//! What is looked for in the log.

use domain::api::ProblemCode;

use crate::api::ApiError;
use crate::i18n::{Text, audit as texts};

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
        let fields = [
            ("person", &self.person),
            ("account", &self.account),
            ("operation", &self.operation),
            ("action", &self.action),
            ("from", &self.from),
            ("to", &self.to),
        ];
        let mut query = String::new();
        for (name, value) in fields {
            let value = value.trim();
            if !value.is_empty() {
                query.push_str(name);
                query.push('=');
                encode(value, &mut query);
                query.push('&');
            }
        }
        query
    }

    /// Whether nothing is looked for in particular.
    pub(crate) fn is_empty(&self) -> bool {
        self.query().is_empty()
    }
}

/// Text as part of a query: everything but unreserved characters as its bytes (RFC 3986).
fn encode(text: &str, query: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            query.push(char::from(byte));
        } else {
            query.push('%');
            for digit in [byte >> 4, byte & 15] {
                query.push(DIGITS.get(usize::from(digit)).copied().map_or('0', char::from));
            }
        }
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
    fn what_was_typed_stays_within_its_parameter() {
        let search = Search {
            person: " Wanjikũ & Söhne ".to_owned(),
            account: "a=b#c?d".to_owned(),
            from: "2026-11-21".to_owned(),
            ..Search::default()
        };
        assert_eq!(
            search.query(),
            "person=Wanjik%C5%A9%20%26%20S%C3%B6hne&account=a%3Db%23c%3Fd&from=2026-11-21&"
        );
        let blank = Search { operation: "  ".to_owned(), ..Search::default() };
        assert!(blank.is_empty());
    }

    #[test]
    fn a_field_that_the_server_refuses_is_told_from_a_page_that_it_does_not_understand() {
        let mut problem = Problem::new(ProblemCode::InvalidRequest, "detail");
        assert_eq!(wrong_field(&ApiError::Problem(Box::new(problem.clone()))), None);
        let field =
            FieldProblem { place: "to".to_owned(), detail: "no day".to_owned(), code: None };
        problem.errors.push(field);
        assert_eq!(wrong_field(&ApiError::Problem(Box::new(problem))), Some(texts::CHECK_DAY));
        assert_eq!(wrong_field(&ApiError::Unreachable), None);
    }
}
