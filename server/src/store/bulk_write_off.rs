//! What goes into the store and comes out of it when a file is submitted.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account::AccountFacts;
use domain::api::Operation;
use domain::bulk_write_off::Policy;
use domain::role::Role;
use domain::upload::{ColumnChoice, Entry};
use domain::{AccountId, Date};
use uuid::Uuid;

use super::people::{CompanyId, UserId};

/// A file that was read, and everything to keep about its submission.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Whose accounts it is about.
    pub company: CompanyId,
    /// Who submits it.
    pub user: UserId,
    /// The operation's id, made by the client.
    pub operation_id: Uuid,
    /// What the file is called.
    pub file_name: String,
    /// The file.
    pub file: Vec<u8>,
    /// SHA-256 of the file in lower-case hexadecimal.
    pub file_sha256: String,
    /// What the person chose, where the file does not say which column.
    pub column: Option<ColumnChoice>,
    /// The file's entries.
    pub entries: Arc<Vec<Entry>>,
    /// What the preview showed as eligible, as JSON.
    pub seen_json: String,
    /// Whether the person confirmed having seen that some are early.
    pub early_acknowledged: bool,
    /// SHA-256 of everything that is asked: tells a retry from another request.
    pub request_sha256: [u8; 32],
}

/// What a decision is made from, read under the lock under which it is applied.
#[derive(Debug)]
pub struct Locked {
    /// The user's role; none where the user is disabled by now.
    pub role: Option<Role>,
    /// Today in the company's time zone.
    pub today: Date,
    /// What the company decides for itself.
    pub policy: Policy,
    /// The facts of the file's accounts.
    pub facts: BTreeMap<AccountId, AccountFacts>,
}

/// What came of a submission that was not refused.
#[derive(Clone, Debug)]
pub enum Committed {
    /// It was done now.
    Now(Operation),
    /// The same request was done before; this is what came of it then.
    Before(Operation),
    /// The id stands for another request.
    IdTaken,
}
