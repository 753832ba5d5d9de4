//! Queries, the part of an address after the question mark.

use axum::extract::{FromRequestParts, Query};
use domain::Date;
use http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::ApiError;

/// A query, read.
#[derive(Debug)]
pub(crate) struct QueryOf<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for QueryOf<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(ApiError::invalid().at("query", "text cannot have the character U+0000"));
        }
        match Query::try_from_uri(&parts.uri) {
            Ok(Query(query)) => Ok(Self(query)),
            Err(rejection) => {
                let cause = std::error::Error::source(&rejection);
                let detail = cause.map_or_else(String::new, ToString::to_string);
                Err(ApiError::invalid().at("query", detail))
            }
        }
    }
}

/// A day in a query, or none where none was given.
pub(crate) fn day_in_query(place: &str, text: Option<&str>) -> Result<Option<Date>, ApiError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    domain::day::parse(text).map(Some).ok_or_else(|| {
        ApiError::invalid().at(place, "not a day of the calendar, written as `2026-11-21`")
    })
}
