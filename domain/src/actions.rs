//! Tasks on accounts: what they are, and the list as a file.

use serde::{Deserialize, Serialize};

use crate::api::ActionLine;
use crate::csv_file::{amount, csv_file};
use crate::failed_attempt::words::reason;
use crate::language::Language;
use crate::money::Currency;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionType {
    /// Take the products back.
    Repossession,
    /// Whatever an event of a write-off process says.
    Task,
}

impl ActionType {
    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Repossession => "repossession",
            Self::Task => "task",
        }
    }

    /// The type of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Repossession, Self::Task].into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether it is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// Not yet.
    #[default]
    Pending,
    /// It is.
    Done,
}

impl ActionStatus {
    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Done => "done",
        }
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Pending, Self::Done].into_iter().find(|status| status.code() == code)
    }
}

/// More at once no spreadsheet shows well, and no centre has.
pub const ACTIONS_EXPORTED_MAX: u32 = 100_000;

/// The list as CSV: what a portfolio manager decides by whom to write off. Its first column is the
/// account ID, so that it can be uploaded as it is.
pub fn actions_csv(actions: &[ActionLine], currency: &Currency, language: Language) -> Vec<u8> {
    let heading = match language {
        Language::En => [
            "account ID",
            "customer",
            "phone",
            "fulfilment centre",
            "type",
            "task",
            "status",
            "default date",
            "days since default",
            "outstanding",
            "failed attempts",
            "reasons",
            "promised to pay on",
        ],
        Language::Fr => [
            "numéro de compte",
            "client",
            "téléphone",
            "centre",
            "type",
            "tâche",
            "statut",
            "date de défaut",
            "jours depuis le défaut",
            "solde",
            "tentatives échouées",
            "motifs",
            "promesse de paiement le",
        ],
    };
    let rows = actions.iter().map(|action| {
        [
            action.account.to_string(),
            action.customer.clone(),
            action.phone.clone(),
            action.centre.clone(),
            type_words(action.kind, language).to_owned(),
            action.task.clone().unwrap_or_default(),
            status_words(action.status, language).to_owned(),
            action.defaulted_on.to_string(),
            action.days.to_string(),
            amount(action.outstanding, currency.minor_digits, language),
            action.failed_attempts.to_string(),
            reasons(action, language),
            action.promised_on.map(|day| day.to_string()).unwrap_or_default(),
        ]
    });
    csv_file(heading, rows, language)
}

/// A type, as it is listed.
pub const fn type_words(kind: ActionType, language: Language) -> &'static str {
    match (language, kind) {
        (Language::En, ActionType::Repossession) => "repossession",
        (Language::En, ActionType::Task) => "task",
        (Language::Fr, ActionType::Repossession) => "reprise",
        (Language::Fr, ActionType::Task) => "tâche",
    }
}

/// A status, as it is listed.
pub const fn status_words(status: ActionStatus, language: Language) -> &'static str {
    match (language, status) {
        (Language::En, ActionStatus::Pending) => "pending",
        (Language::En, ActionStatus::Done) => "done",
        (Language::Fr, ActionStatus::Pending) => "en attente",
        (Language::Fr, ActionStatus::Done) => "terminée",
    }
}

/// `customer absent (2); promised to pay (1)`.
fn reasons(action: &ActionLine, language: Language) -> String {
    let said: Vec<String> = action
        .reasons
        .iter()
        .map(|one| format!("{} ({})", reason(one.reason, language), one.count))
        .collect();
    said.join("; ")
}
