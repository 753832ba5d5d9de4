//! A submission whose answer has not come, kept for the tab, so that a reload can say what became
//! of it.

use std::sync::Arc;

use domain::bulk_write_off::OperationKind;
use serde::{Deserialize, Serialize};

use super::previewed::Previewed;
use crate::browser;
use crate::submission::Sent;

const KEPT_AS: &str = "unanswered-bulk-write-off";

/// What a person recognises a submission by. The file itself is gone after a reload, so it cannot
/// be sent again, only asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unanswered {
    /// What the file is called.
    pub file_name: String,
    /// What was to be done.
    pub kind: OperationKind,
    /// To how many accounts.
    pub eligible: usize,
}

impl Unanswered {
    /// Keeps what is about to be sent, until an answer comes.
    pub(crate) fn keep(sent: &Sent<Arc<Previewed>>) {
        let request = Self {
            file_name: sent.request.reading.file.name.clone(),
            kind: sent.request.kind(),
            eligible: sent.request.preview.counts.eligible,
        };
        if let Ok(text) = serde_json::to_string(&Sent { id: sent.id.clone(), request }) {
            browser::keep(KEPT_AS, Some(&text));
        }
    }

    /// The one that is kept, if one is.
    pub(crate) fn kept() -> Option<Sent<Self>> {
        serde_json::from_str(&browser::kept(KEPT_AS)?).ok()
    }

    /// An answer has come.
    pub(crate) fn forget() {
        browser::keep(KEPT_AS, None);
    }
}
