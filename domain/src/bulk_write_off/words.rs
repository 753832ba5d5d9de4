//! What is said about an entry, to people who read English or French: the same words on the page
//! and in the files that it hands out.

use super::decide::Change;
use crate::api::OperationOutcome;
use crate::language::Language;
use crate::write_off_process::ProcessId;

/// What an outcome or a verdict says, by its code: `written_off`, `process_started`,
/// `changed_since_preview`, `eligible`, or that of a [`Reason`](super::Reason). A code of a newer server stays as it is.
///
/// `first_line` is the line that a duplicate repeats.
pub fn outcome(code: &str, first_line: Option<u32>, language: Language) -> String {
    let (english, french) = match code {
        "eligible" => ("eligible", "éligible"),
        "written_off" => ("written off", "passé en perte"),
        "process_started" => ("process started", "processus démarré"),
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
        "account_on_hold" => ("account is on hold", "le compte est suspendu"),
        "nothing_owed" => ("nothing is owed", "rien n’est dû"),
        "other_debt_class" => {
            ("no debt of the control’s class", "aucune dette de la catégorie du contrôle")
        }
        "in_active_process" => ("already in an active process", "déjà dans un processus actif"),
        "no_template" => ("no template is set up", "aucun modèle n’est défini"),
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
        (Language::En, Change::Hold) => "hold",
        (Language::En, Change::ActiveProcess) => "active process",
        (Language::En, Change::Criteria) => "debt class, customer’s class or deposit",
        (Language::Fr, Change::BecameEligible) => "devenu éligible",
        (Language::Fr, Change::State) => "état ou date de défaut",
        (Language::Fr, Change::Contracts) => "contrats",
        (Language::Fr, Change::ProductsHeld) => "produits détenus",
        (Language::Fr, Change::Balance) => "solde",
        (Language::Fr, Change::PendingRepossession) => "reprise en attente",
        (Language::Fr, Change::Hold) => "suspension",
        (Language::Fr, Change::ActiveProcess) => "processus actif",
        (Language::Fr, Change::Criteria) => "catégorie de dette, catégorie du client ou dépôt",
    }
}

/// An outcome with everything there is to say: the process in which the account is, and what changed.
pub fn outcome_in_full(outcome: &OperationOutcome, language: Language) -> String {
    let OperationOutcome { outcome: code, first_line, changed, process, .. } = outcome;
    let mut said = self::outcome(code, *first_line, language);
    if let (true, Some(process)) = (outcome.is_failure(), process) {
        said = [said, ProcessId(*process).to_string()].join(" ");
    }
    if changed.is_empty() {
        return said;
    }
    let changed: Vec<&str> = changed.iter().map(|what| change(*what, language)).collect();
    [said.as_str(), language.colon(), &changed.join(", ")].concat()
}
