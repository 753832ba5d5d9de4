//! The audit rows that are written by hand, chained.

use server::audit_chain::{StoredHead, StoredRow};
use server::hex::to_hex;
use sha2::{Digest as _, Sha256};

use crate::{AnyError, Work};

/// Sequence, action, account, detail and hash of a row.
pub(crate) type Row = (i64, &'static str, Option<String>, String, String);

/// SHA-256 of what became of each entry.
pub(crate) fn sha256(outcomes: &str) -> String {
    to_hex(&Sha256::digest(outcomes))
}

/// The rows of accounts and of the operation after them, and the chain's head with them.
pub(crate) fn rows(
    work: &Work,
    now: &str,
    (sequence, hash): (i64, Vec<u8>),
    accounts: Vec<(String, String)>,
    operation: String,
) -> Result<(Vec<Row>, StoredHead), AnyError> {
    let told = accounts
        .into_iter()
        .map(|(account, detail)| ("account_write_off", Some(account), detail))
        .chain([("bulk_write_off", None, operation)]);
    let mut head = StoredHead { company: 1, sequence, hash };
    let mut rows = Vec::new();
    for (action, account, detail) in told {
        let row = row(work, now, &head, action, account, detail);
        let previous = head.hash.as_slice().try_into()?;
        head = StoredHead {
            company: 1,
            sequence: row.sequence,
            hash: row.hash_after(previous).to_vec(),
        };
        rows.push((row.sequence, action, row.account, row.detail, to_hex(&head.hash)));
    }
    Ok((rows, head))
}

fn row(
    work: &Work,
    now: &str,
    head: &StoredHead,
    action: &str,
    account: Option<String>,
    detail: String,
) -> StoredRow {
    StoredRow {
        company: 1,
        sequence: head.sequence + 1,
        form: 1,
        at: now.to_owned(),
        user: Some(1),
        user_name: Some("a.wanjiku".to_owned()),
        role: Some("admin".to_owned()),
        action: action.to_owned(),
        account,
        operation: Some(work.request.id.to_string()),
        address: None,
        request_id: None,
        result: "done".to_owned(),
        detail,
        hash: Vec::new(),
    }
}
