//! A row of the log, and the bytes that are hashed for it.

use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::hex::to_hex;

/// A SHA-256.
pub type Hash = [u8; 32];

/// What the first row of a chain follows on.
pub const GENESIS: Hash = [0; 32];

/// The form of the bytes that are hashed. A later form gets another number, and rows of both can
/// stand in one chain.
pub const FORM: i64 = 1;

/// What the bytes begin with, so that they can be taken for nothing else.
const MARK: &str = "writeoff.audit";

/// What stands for a field that a row has not.
const ABSENT: [u8; 8] = [0xff; 8];

/// A row of the log as it is stored, every field as its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct StoredRow {
    /// The operating company; 0 for what belongs to none.
    pub company: i64,
    /// The place in the company's chain, from 1.
    pub sequence: i64,
    /// The form of the bytes that were hashed.
    pub form: i64,
    /// When: RFC 3339 in UTC with milliseconds.
    pub at: String,
    /// The user's number.
    #[sqlx(rename = "app_user")]
    pub user: Option<i64>,
    /// The name that the person signs in with, or what was typed.
    pub user_name: Option<String>,
    /// The role's code.
    pub role: Option<String>,
    /// The action's code.
    pub action: String,
    /// The account's identifier.
    pub account: Option<String>,
    /// The operation's id: a UUID in lower case with hyphens.
    pub operation: Option<String>,
    /// The client's address.
    pub address: Option<String>,
    /// The request's number.
    pub request_id: Option<String>,
    /// The result's code.
    pub result: String,
    /// What changed: JSON, to the byte as it was hashed.
    pub detail: String,
    /// What the row's hash is said to be.
    #[serde(serialize_with = "as_hex")]
    pub hash: Vec<u8>,
}

fn as_hex<S: Serializer>(hash: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&to_hex(hash))
}

impl StoredRow {
    /// The bytes that are hashed: the mark and then each field, in the order in which they are
    /// declared, without the hash. A field is the number of its bytes (eight bytes, the most
    /// significant first) and its bytes (UTF-8; numbers in decimal); one that the row has not is
    /// eight bytes 0xFF. So no two rows have the same bytes.
    pub fn canonical(&self) -> Vec<u8> {
        let user = self.user.map(|user| user.to_string());
        let fields = [
            Some(MARK),
            Some(&*self.form.to_string()),
            Some(&*self.company.to_string()),
            Some(&*self.sequence.to_string()),
            Some(&*self.at),
            user.as_deref(),
            self.user_name.as_deref(),
            self.role.as_deref(),
            Some(&*self.action),
            self.account.as_deref(),
            self.operation.as_deref(),
            self.address.as_deref(),
            self.request_id.as_deref(),
            Some(&*self.result),
            Some(&*self.detail),
        ];
        let mut bytes = Vec::with_capacity(256 + self.detail.len());
        for field in fields {
            match field {
                Some(text) => {
                    bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
                    bytes.extend_from_slice(text.as_bytes());
                }
                None => bytes.extend_from_slice(&ABSENT),
            }
        }
        bytes
    }

    /// What the row's hash must be after a row of that hash.
    pub fn hash_after(&self, previous: &Hash) -> Hash {
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(self.canonical());
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex::to_hex;

    /// How a stranger is told to check a chain.
    const DOCUMENT: &str = include_str!("../../../docs/audit.md");

    /// The rows of the document's example.
    fn example() -> [StoredRow; 2] {
        let refused = StoredRow {
            company: 1,
            sequence: 1,
            form: FORM,
            at: "2026-11-21T09:00:00.000Z".to_owned(),
            user: Some(7),
            user_name: Some("a.wanjiku".to_owned()),
            role: Some("admin".to_owned()),
            action: "sign_in".to_owned(),
            account: None,
            operation: None,
            address: Some("192.0.2.17".to_owned()),
            request_id: Some("019aa5d2-6a40-7000-8000-000000000001".to_owned()),
            result: "refused".to_owned(),
            detail: r#"{"why":"wrong_password"}"#.to_owned(),
            hash: Vec::new(),
        };
        let done = StoredRow {
            sequence: 2,
            at: "2026-11-21T09:00:12.345Z".to_owned(),
            request_id: Some("019aa5d2-6a40-7000-8000-000000000002".to_owned()),
            result: "done".to_owned(),
            detail: "{}".to_owned(),
            ..refused.clone()
        };
        [refused, done]
    }

    #[test]
    fn the_example_of_the_document_is_what_is_hashed() {
        let mut previous = GENESIS;
        for row in example() {
            let canonical = to_hex(&row.canonical());
            let hash = row.hash_after(&previous);
            for shown in [canonical, to_hex(&hash)] {
                let written: String = DOCUMENT.split_whitespace().collect();
                assert!(written.contains(&shown), "sequence {}: {shown}", row.sequence);
            }
            previous = hash;
        }
    }

    #[test]
    fn text_that_moves_from_one_field_to_the_next_makes_other_bytes() {
        let [row, _] = example();
        let moved = StoredRow {
            user_name: Some("a.wanjikua".to_owned()),
            role: Some("dmin".to_owned()),
            ..row.clone()
        };
        let absent = StoredRow { role: None, ..row.clone() };
        let empty = StoredRow { role: Some(String::new()), ..row.clone() };
        let all = [row, moved, absent, empty].map(|row| row.canonical());
        for (index, bytes) in all.iter().enumerate() {
            assert!(!all[..index].contains(bytes), "{index}");
        }
    }
}
