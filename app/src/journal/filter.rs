//! Which entries are listed.

use domain::api::ProblemCode;
use domain::page_address::Page;

use crate::api::ApiError;
use crate::i18n::{Text, journal as texts};
use crate::listing::Narrowing;
use crate::navigation::parameter;
use crate::query::query;

/// Which entries are listed, as the address and the form have it. What is empty does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// An account ID.
    pub account: String,
    /// A cause's code.
    pub cause: String,
    /// The code of a role in the chart of accounts.
    pub ledger_account: String,
}

impl Narrowing for Filter {
    const PAGE: Page = Page::Journal;

    fn of_address() -> Self {
        let parameter = |name| parameter(name).unwrap_or_default();
        Self {
            from: parameter("from"),
            to: parameter("to"),
            account: parameter("account"),
            cause: parameter("cause"),
            ledger_account: parameter("ledger_account"),
        }
    }

    fn query(&self) -> String {
        query(&[
            ("from", &self.from),
            ("to", &self.to),
            ("account", &self.account),
            ("cause", &self.cause),
            ("ledger_account", &self.ledger_account),
        ])
    }
}

/// What is wrong with the filter, where the server says that it is the filter.
pub(super) fn wrong_filter(error: &ApiError) -> Option<Text> {
    let ApiError::Problem(problem) = error else { return None };
    let of_filter = ["from", "to", "account", "cause", "ledger_account", "query"];
    let wrong = problem.errors.iter().any(|error| of_filter.contains(&&*error.place));
    (problem.code == ProblemCode::InvalidRequest && wrong).then_some(texts::CHECK_FILTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_narrows_is_asked() {
        assert_eq!(Filter::default().query(), "");
        let filter =
            Filter { cause: "write_off".to_owned(), to: " ".to_owned(), ..Filter::default() };
        assert_eq!(filter.query(), "cause=write_off&");
    }
}
