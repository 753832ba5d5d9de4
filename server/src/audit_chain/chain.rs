//! Putting events at the end of a chain.

use domain::AccountId;
use domain::role::Role;

use super::event::Events;
use super::row::{FORM, GENESIS, Hash, StoredRow};
use crate::instant;

/// The end of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The place of the last row; 0 where there is none yet.
    pub sequence: i64,
    /// The hash of the last row.
    pub hash: Hash,
}

impl Head {
    /// The head of a chain without rows.
    pub const EMPTY: Self = Self { sequence: 0, hash: GENESIS };
}

/// Rows that follow on a head, and the head after them.
#[derive(Clone, Debug)]
pub struct Chained {
    /// The rows, in order.
    pub rows: Vec<StoredRow>,
    /// The head after them.
    pub head: Head,
}

/// Puts events at the end of a company's chain; company 0 is what belongs to none.
pub fn chain(company: i64, head: Head, events: Events) -> Chained {
    let Events { at, by, events } = events;
    let template = StoredRow {
        company,
        sequence: head.sequence,
        form: FORM,
        at: instant::to_text(at),
        user: by.user.map(|user| user.0),
        user_name: by.user_name,
        role: by.role.map(Role::code).map(str::to_owned),
        action: String::new(),
        account: None,
        operation: None,
        address: by.origin.address,
        request_id: by.origin.request_id,
        result: String::new(),
        detail: String::new(),
        hash: Vec::new(),
    };
    let mut head = head;
    let rows = events
        .into_iter()
        .map(|event| {
            head.sequence += 1;
            let mut row = StoredRow {
                sequence: head.sequence,
                action: event.action.code().to_owned(),
                account: event.account.as_ref().map(AccountId::to_string),
                operation: event.operation.as_ref().map(ToString::to_string),
                result: event.result.code().to_owned(),
                detail: event.detail,
                ..template.clone()
            };
            head.hash = row.hash_after(&head.hash);
            row.hash = head.hash.to_vec();
            row
        })
        .collect();
    Chained { rows, head }
}
