//! What roles, statuses and classes are by what they are called.

use crate::account::{CUSTOMER_CLASSES, ContractStatus};
use crate::import::table::heading_key;
use crate::language::Language;
use crate::role::Role;

/// Whether a text is a code, or one of what it is called, without case, accents and punctuation.
fn is(text: &str, code: &str, names: [&str; 2]) -> bool {
    let key = heading_key(text);
    key == heading_key(code) || names.into_iter().any(|name| heading_key(name) == key)
}

/// The role of a person that a text says.
pub(in crate::import) fn role(text: &str) -> Option<Role> {
    Role::ALL
        .into_iter()
        .find(|role| is(text, role.code(), Language::ALL.map(|one| role.name_in(one))))
}

/// The status of a contract that a text says.
pub(in crate::import) fn status(text: &str) -> Option<ContractStatus> {
    // Nearly all files have codes; everything else takes ten times as long.
    if let Some(status) = ContractStatus::from_code(text) {
        return Some(status);
    }
    let named = |status: ContractStatus| Language::ALL.map(|one| status.name_in(one));
    // Half of those who write English spell it so.
    if heading_key(text) == "canceled" {
        return Some(ContractStatus::Cancelled);
    }
    ContractStatus::ALL.into_iter().find(|status| is(text, status.code(), named(*status)))
}

/// The code of a customer's class that a text says.
pub(in crate::import) fn class(text: &str) -> Option<&'static str> {
    let found =
        CUSTOMER_CLASSES.iter().find(|(code, english, french)| is(text, code, [english, french]));
    found.map(|(code, ..)| *code)
}
