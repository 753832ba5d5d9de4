//! What all of HTTP has in common here: problems, bodies, headers, limits.

pub(crate) mod client_id;
pub(crate) mod fallback;
pub(crate) mod headers;
pub(crate) mod json;
pub(crate) mod limits;
pub(crate) mod once;
pub(crate) mod pages;
pub(crate) mod path;
pub(crate) mod problem;
pub(crate) mod query;
pub(crate) mod request_id;

pub(crate) use client_id::ClientId;
pub(crate) use json::{JsonBody, JsonBytes};
pub(crate) use pages::{describe_exports, export_has_no_pages, number_before};
pub(crate) use path::PathOf;
pub(crate) use problem::{ApiError, ProblemReply};
pub(crate) use query::{QueryOf, day_in_query};
