//! What the log says of an import.

use domain::import::Counts;
use serde::Serialize;

/// The detail of an import: what it was, and hashes of its file and of what became of its rows.
#[derive(Debug, Serialize)]
pub struct ImportDetail<'a> {
    pub source: &'a str,
    pub file_name: &'a str,
    pub file_sha256: &'a str,
    pub outcomes_sha256: &'a str,
    #[serde(flatten)]
    pub counts: Counts,
}
