//! What counts are told apart by. Each has few values, however many requests there are.

use http::Method;
use prometheus_client::encoding::EncodeLabelSet;

/// A request's method, the route that it took, and the status of its answer.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub(super) struct Answer {
    pub(super) method: &'static str,
    pub(super) route: String,
    pub(super) status: u16,
}

/// A request's method and the route that it took.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) route: String,
}

/// A kind of database connections.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub(super) struct Pool {
    pub(super) pool: &'static str,
}

/// This program.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub(super) struct Build {
    pub(super) version: &'static str,
}

/// A method's name. Clients may make up others, and each would be a row for ever.
pub(super) fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
