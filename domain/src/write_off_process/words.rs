//! What processes are called, to people who read English or French.

use jiff::civil::Date;

use super::settings::{Condition, NoticeChannel};
use super::{EventStatus, LinkEnd, ProcessReason, ProcessStatus};
use crate::language::Language;

/// The title of a process: customer, status, reason, control and day of creation (P14).
pub fn title(
    customer: &str,
    reason: ProcessReason,
    control: &str,
    created_on: &str,
    language: Language,
) -> String {
    [
        customer,
        status(reason.status(), language),
        self::reason(reason, language),
        control,
        created_on,
    ]
    .join(", ")
}

/// A day as titles write it: `2 Mar 2026`.
pub fn day(day: Date, language: Language) -> String {
    const ENGLISH: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const FRENCH: [&str; 12] = [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ];
    let months = match language {
        Language::En => ENGLISH,
        Language::Fr => FRENCH,
    };
    let index = usize::try_from(day.month()).unwrap_or(1).saturating_sub(1);
    let month = months.get(index).copied().unwrap_or_default();
    [&day.day().to_string(), month, &day.year().to_string()].join(" ")
}

/// A status.
pub const fn status(status: ProcessStatus, language: Language) -> &'static str {
    match (language, status) {
        (Language::En, ProcessStatus::Active) => "Active",
        (Language::En, ProcessStatus::Inactive) => "Inactive",
        (Language::Fr, ProcessStatus::Active) => "Actif",
        (Language::Fr, ProcessStatus::Inactive) => "Inactif",
    }
}

/// A reason.
pub const fn reason(reason: ProcessReason, language: Language) -> &'static str {
    match (language, reason) {
        (Language::En, ProcessReason::EventsPending) => "Events Pending",
        (Language::En, ProcessReason::Completed) => "Completed",
        (Language::En, ProcessReason::CanceledByUser) => "Canceled by User",
        (Language::En, ProcessReason::CanceledBySystem) => "Canceled by System",
        (Language::Fr, ProcessReason::EventsPending) => "Événements en attente",
        (Language::Fr, ProcessReason::Completed) => "Terminé",
        (Language::Fr, ProcessReason::CanceledByUser) => "Annulé par un utilisateur",
        (Language::Fr, ProcessReason::CanceledBySystem) => "Annulé par le système",
    }
}

/// Where an event stands.
pub const fn event_status(status: EventStatus, language: Language) -> &'static str {
    match (language, status) {
        (Language::En, EventStatus::Pending) => "Pending",
        (Language::En, EventStatus::Complete) => "Complete",
        (Language::En, EventStatus::Cancelled) => "Cancelled",
        (Language::Fr, EventStatus::Pending) => "En attente",
        (Language::Fr, EventStatus::Complete) => "Terminé",
        (Language::Fr, EventStatus::Cancelled) => "Annulé",
    }
}

/// Why a contract is no longer active in a process.
pub const fn link_end(end: LinkEnd, language: Language) -> &'static str {
    match (language, end) {
        (Language::En, LinkEnd::Unlinked) => "taken out",
        (Language::En, LinkEnd::DebtCleared) => "debt cleared",
        (Language::En, LinkEnd::WrittenOff) => "written off",
        (Language::En, LinkEnd::Ended) => "ended",
        (Language::En, LinkEnd::ProcessEnded) => "process ended",
        (Language::Fr, LinkEnd::Unlinked) => "retiré",
        (Language::Fr, LinkEnd::DebtCleared) => "dette soldée",
        (Language::Fr, LinkEnd::WrittenOff) => "passé en perte",
        (Language::Fr, LinkEnd::Ended) => "résilié",
        (Language::Fr, LinkEnd::ProcessEnded) => "processus terminé",
    }
}

/// What must be true for a template to be taken.
pub const fn condition(condition: Condition, language: Language) -> &'static str {
    match (language, condition) {
        (Language::En, Condition::DepositHeld) => "a deposit is held",
        (Language::En, Condition::ClassResidential) => "the customer is a household",
        (Language::En, Condition::ClassBusiness) => "the customer is a business",
        (Language::En, Condition::ClassInstitution) => "the customer is an institution",
        (Language::En, Condition::Default) => "otherwise",
        (Language::Fr, Condition::DepositHeld) => "un dépôt est détenu",
        (Language::Fr, Condition::ClassResidential) => "le client est un ménage",
        (Language::Fr, Condition::ClassBusiness) => "le client est une entreprise",
        (Language::Fr, Condition::ClassInstitution) => "le client est une institution",
        (Language::Fr, Condition::Default) => "sinon",
    }
}

/// How a customer is told.
pub const fn channel(channel: NoticeChannel, language: Language) -> &'static str {
    match (language, channel) {
        (Language::En, NoticeChannel::Letter) => "letter",
        (Language::En, NoticeChannel::Mail) => "mail",
        (_, NoticeChannel::Sms) => "SMS",
        (Language::Fr, NoticeChannel::Letter) => "lettre",
        (Language::Fr, NoticeChannel::Mail) => "courriel",
    }
}

/// The kinds of events, by their code.
pub fn event_kind(code: &str, language: Language) -> &'static str {
    match (language, code) {
        (Language::En, "notice") => "notice to the customer",
        (Language::En, "credit_score") => "credit score",
        (Language::En, "refer_to_agency") => "refer to an agency",
        (Language::En, "cancel_referral") => "cancel the referral",
        (Language::En, "task") => "task",
        (Language::En, "web_hook") => "web hook",
        (Language::En, _) => "write off",
        (Language::Fr, "notice") => "avis au client",
        (Language::Fr, "credit_score") => "cote de crédit",
        (Language::Fr, "refer_to_agency") => "confier à une agence",
        (Language::Fr, "cancel_referral") => "retirer à l’agence",
        (Language::Fr, "task") => "tâche",
        (Language::Fr, "web_hook") => "appel web",
        (Language::Fr, _) => "passer en perte",
    }
}
