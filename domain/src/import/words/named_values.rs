//! What statuses, classes and roles are called, and what they are by what they are called.

use crate::account::ContractStatus;
use crate::import::table::heading_key;
use crate::language::Language;
use crate::role::Role;

/// What a status is called.
pub(in crate::import) const fn status_name(
    status: ContractStatus,
    language: Language,
) -> &'static str {
    let (english, french) = match status {
        ContractStatus::Draft => ("Draft", "Brouillon"),
        ContractStatus::Active => ("Active", "Actif"),
        ContractStatus::Finished => ("Finished", "Terminé"),
        ContractStatus::Terminated => ("Terminated", "Résilié"),
        ContractStatus::Cancelled => ("Cancelled", "Annulé"),
        ContractStatus::Void => ("Void", "Nul"),
    };
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

/// The classes of customers: code, and what they are called.
pub(in crate::import) const CLASSES: [(&str, &str, &str); 3] = [
    ("residential", "Residential", "Résidentiel"),
    ("business", "Business", "Entreprise"),
    ("institution", "Institution", "Institution"),
];

pub(in crate::import) fn class_name(code: &str, language: Language) -> Option<&'static str> {
    let (_, english, french) = CLASSES.iter().find(|(one, ..)| *one == code)?;
    Some(match language {
        Language::En => english,
        Language::Fr => french,
    })
}

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
    let named = |status: ContractStatus| Language::ALL.map(|one| status_name(status, one));
    // Half of those who write English spell it so.
    if heading_key(text) == "canceled" {
        return Some(ContractStatus::Cancelled);
    }
    ContractStatus::ALL.into_iter().find(|status| is(text, status.code(), named(*status)))
}

/// The code of a customer's class that a text says.
pub(in crate::import) fn class(text: &str) -> Option<&'static str> {
    let found = CLASSES.iter().find(|(code, english, french)| is(text, code, [english, french]));
    found.map(|(code, ..)| *code)
}
