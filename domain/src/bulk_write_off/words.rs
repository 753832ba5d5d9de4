//! What is said about an entry, to people who read English or French: the same words on the page
//! and in the files that it hands out.

use super::decide::Change;
use crate::language::Language;

/// What an outcome or a verdict says, by its code: `written_off`, `changed_since_preview`,
/// `eligible`, or that of a [`Reason`](super::Reason). A code of a newer server stays as it is.
///
/// `first_line` is the line that a duplicate repeats.
pub fn outcome(code: &str, first_line: Option<u32>, language: Language) -> String {
    let (english, french) = match code {
        "eligible" => ("eligible", "peut être passé en perte"),
        "written_off" => ("written off", "passé en perte"),
        "malformed_account_id" => ("not an account ID", "pas un numéro de compte"),
        "rounded_by_spreadsheet" => {
            ("account ID rounded by a spreadsheet", "numéro de compte arrondi par un tableur")
        }
        "duplicate_entry" => return duplicate(first_line, language),
        "account_does_not_exist" => ("account does not exist", "le compte n’existe pas"),
        "account_already_terminated" => {
            ("account has already been terminated", "le compte est déjà résilié")
        }
        "account_not_in_default" => {
            ("account is not in default state", "le compte n’est pas en défaut")
        }
        "changed_since_preview" => ("changed since the preview", "modifié depuis l’aperçu"),
        other => return other.to_owned(),
    };
    match language {
        Language::En => english.to_owned(),
        Language::Fr => french.to_owned(),
    }
}

fn duplicate(first_line: Option<u32>, language: Language) -> String {
    match (language, first_line) {
        (Language::En, Some(line)) => format!("duplicate of line {line}"),
        (Language::En, None) => "duplicate".to_owned(),
        (Language::Fr, Some(line)) => format!("doublon de la ligne {line}"),
        (Language::Fr, None) => "doublon".to_owned(),
    }
}

/// What changed since the preview.
pub const fn change(change: Change, language: Language) -> &'static str {
    match (language, change) {
        (Language::En, Change::BecameEligible) => "became eligible",
        (Language::En, Change::State) => "state or default date",
        (Language::En, Change::Contracts) => "contracts",
        (Language::En, Change::ProductsHeld) => "products held",
        (Language::En, Change::Balance) => "balance",
        (Language::En, Change::PendingRepossession) => "pending repossession",
        (Language::Fr, Change::BecameEligible) => "devenu éligible",
        (Language::Fr, Change::State) => "état ou date de défaut",
        (Language::Fr, Change::Contracts) => "contrats",
        (Language::Fr, Change::ProductsHeld) => "produits détenus",
        (Language::Fr, Change::Balance) => "solde",
        (Language::Fr, Change::PendingRepossession) => "reprise en attente",
    }
}

/// An outcome with everything there is to say: what changed too.
pub fn outcome_in_full(
    code: &str,
    first_line: Option<u32>,
    changed: &[Change],
    language: Language,
) -> String {
    let said = outcome(code, first_line, language);
    if changed.is_empty() {
        return said;
    }
    let changed: Vec<&str> = changed.iter().map(|what| change(*what, language)).collect();
    let colon = match language {
        Language::En => ": ",
        Language::Fr => "\u{a0}: ",
    };
    [said.as_str(), colon, &changed.join(", ")].concat()
}
