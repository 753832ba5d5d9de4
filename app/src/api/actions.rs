//! Actions, and what their filters offer.

use domain::api::{ActionsReply, CentresReply};
use domain::language::Language;

use super::ApiError;
use super::fetch::get;
use crate::query::query;

/// The actions as the query narrows them, those of the oldest default first; what follows on
/// `after` where it is given.
pub(crate) async fn list_actions(
    narrowed: &str,
    limit: usize,
    after: Option<String>,
) -> Result<ActionsReply, ApiError> {
    let after = after.map(|after| query(&[("after", &after)])).unwrap_or_default();
    get(&format!("/api/actions?{narrowed}{after}limit={limit}")).await
}

/// Where the actions as the query narrows them can be downloaded, in a language.
pub(crate) fn actions_csv_href(narrowed: &str, language: Language) -> String {
    format!("/api/actions.csv?{narrowed}lang={}", language.tag())
}

/// The fulfilment centres of the company.
pub(crate) async fn list_centres() -> Result<CentresReply, ApiError> {
    get("/api/fulfilment-centres").await
}
