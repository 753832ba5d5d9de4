//! Which payments are listed.

use domain::api::ProblemCode;
use domain::page_address::Page;

use crate::api::ApiError;
use crate::i18n::{Text, payments as texts};
use crate::listing::Narrowing;
use crate::navigation::parameter;
use crate::query::query;

/// Only recoveries.
pub(super) const RECOVERIES: &str = "recoveries";
/// Only what was taken back.
pub(super) const REVERSED: &str = "reversed";

/// Which payments are listed, as the address and the form have it. What is empty does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// An account ID.
    pub account: String,
    /// What the provider calls the payment.
    pub id: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// A channel's code.
    pub channel: String,
    /// [`RECOVERIES`] or [`REVERSED`].
    pub kind: String,
}

impl Filter {
    /// The filter of what an address says.
    fn of(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| parameter(name).unwrap_or_default();
        let kind = if text("recovery") == "true" {
            RECOVERIES
        } else if text("reversed") == "true" {
            REVERSED
        } else {
            ""
        };
        Self {
            account: text("account"),
            id: text("id"),
            from: text("from"),
            to: text("to"),
            channel: text("channel"),
            kind: kind.to_owned(),
        }
    }
}

impl Narrowing for Filter {
    const PAGE: Page = Page::Payments;

    fn of_address() -> Self {
        Self::of(parameter)
    }

    fn query(&self) -> String {
        let only = |kind: &str| if self.kind == kind { "true" } else { "" };
        query(&[
            ("account", &self.account),
            ("id", &self.id),
            ("from", &self.from),
            ("to", &self.to),
            ("channel", &self.channel),
            ("recovery", only(RECOVERIES)),
            ("reversed", only(REVERSED)),
        ])
    }
}

/// What is wrong with the filter, where the server says that it is the filter.
pub(super) fn wrong_filter(error: &ApiError) -> Option<Text> {
    let ApiError::Problem(problem) = error else { return None };
    let of_filter = ["account", "id", "from", "to", "channel", "query"];
    let wrong = problem.errors.iter().any(|error| of_filter.contains(&&*error.place));
    (problem.code == ProblemCode::InvalidRequest && wrong).then_some(texts::CHECK_FILTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_is_narrowed_and_is_read_again() {
        assert_eq!(Filter::default().query(), "");
        let filter =
            Filter { account: "KE-1".to_owned(), kind: RECOVERIES.to_owned(), ..Filter::default() };
        assert_eq!(filter.query(), "account=KE-1&recovery=true&");
        let said = |name: &str| match name {
            "account" => Some("KE-1".to_owned()),
            "recovery" => Some("true".to_owned()),
            _ => None,
        };
        assert_eq!(Filter::of(said), filter);
        let reversed = Filter::of(|name| (name == "reversed").then(|| "true".to_owned()));
        assert_eq!(reversed.query(), "reversed=true&");
    }
}
