//! `/api/notifications`: what a person is told, still there at the next visit.

use serde::{Deserialize, Serialize};

use crate::bulk_write_off::OperationKind;

/// `GET /api/notifications`: the latest first, at most twenty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationsReply {
    /// The latest first.
    pub notifications: Vec<Notification>,
    /// How many are unread, older ones too.
    pub unread: u32,
}

/// A bulk operation was committed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Its number.
    pub id: i64,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Whether the person has opened the list since.
    pub read: bool,
    /// The operation's id.
    pub operation: String,
    /// The operation's number within the company.
    pub operation_number: u64,
    /// What the file is called.
    pub file_name: String,
    /// What the operation did.
    pub kind: OperationKind,
    /// How many accounts were written off.
    pub written_off: u32,
    /// For how many accounts a process was started.
    pub started: u32,
    /// How many entries were left alone.
    pub failed: u32,
}
