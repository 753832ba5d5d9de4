//! Lists that come page by page, and the places in them.

use utoipa::openapi::{OpenApi, RefOr};

use super::problem::ApiError;

/// What asks for a page of a list. An export has all of it.
const OF_PAGES: [&str; 3] = ["after", "before", "limit"];

/// Numbers of rows are whole numbers that a database has.
const NUMBER_MAX: u64 = i64::MAX.unsigned_abs();

/// Refuses what asks for a page, where it was given.
pub(crate) fn export_has_no_pages(given: &[(&'static str, bool)]) -> Result<(), ApiError> {
    match given.iter().find(|(_, given)| *given) {
        None => Ok(()),
        Some((place, _)) => {
            Err(ApiError::invalid().at(*place, "an export has all rows that the filters leave"))
        }
    }
}

/// A number before which a page is to end.
pub(crate) fn number_before(before: Option<u64>) -> Result<Option<u64>, ApiError> {
    match before {
        Some(number) if number > NUMBER_MAX => {
            Err(ApiError::invalid().at("before", format!("at most {NUMBER_MAX}")))
        }
        before => Ok(before),
    }
}

/// Takes what asks for a page out of the description of exports, whose query is read with the
/// list's type.
pub(crate) fn describe_exports(document: &mut OpenApi) {
    let exports = document
        .paths
        .paths
        .iter_mut()
        .filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, kind)| kind == "csv"));
    for parameters in exports
        .filter_map(|(_, item)| item.get.as_mut())
        .filter_map(|operation| operation.parameters.as_mut())
    {
        parameters.retain(|parameter| match parameter {
            RefOr::T(parameter) => !OF_PAGES.contains(&parameter.name.as_str()),
            RefOr::Ref(_) => true,
        });
    }
}
