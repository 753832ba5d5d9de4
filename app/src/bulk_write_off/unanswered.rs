//! A submission whose answer has not come, kept for the tab, so that a reload can say what became
//! of it.

use serde::{Deserialize, Serialize};

use super::previewed::Previewed;
use crate::browser;

const KEPT_AS: &str = "unanswered-bulk-write-off";

/// What a person needs to recognise it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unanswered {
    /// The operation's id.
    pub id: String,
    /// What the file is called.
    pub file_name: String,
    /// How many accounts were to be written off.
    pub eligible: usize,
}

impl Unanswered {
    /// What is about to be submitted.
    pub(crate) fn of(previewed: &Previewed) -> Self {
        Self {
            id: previewed.operation_id.clone(),
            file_name: previewed.reading.file.name.clone(),
            eligible: previewed.preview.counts.eligible,
        }
    }

    /// Keeps it until an answer comes.
    pub(crate) fn keep(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            browser::keep(KEPT_AS, Some(&text));
        }
    }

    /// The one that is kept, if one is.
    pub(crate) fn kept() -> Option<Self> {
        serde_json::from_str(&browser::kept(KEPT_AS)?).ok()
    }

    /// An answer has come.
    pub(crate) fn forget() {
        browser::keep(KEPT_AS, None);
    }
}
