//! Texts of an account's page.

use domain::account::CUSTOMER_CLASSES;
use domain::account_history::HistoryEvent;
use domain::language::Language;
use domain::payments::Channel;

use super::format::{counted, number};
use super::{Text, texts};

texts! {
    TITLE = "Account", "Compte";
    FAILED = "The account cannot be shown", "Le compte ne peut pas être affiché";
    NOT_FOUND_TITLE = "There is no such account", "Ce compte n’existe pas";
    SEARCH_IT = "Look for it", "Le chercher";
    // How it stands.
    NOTHING_HANDED_OVER = "Nothing has been handed over yet", "Rien n’a encore été remis";
    EVERYTHING_PAID = "Everything is paid", "Tout est payé";
    NO_ACTIVE_CONTRACT = "No contract is in force", "Aucun contrat n’est en vigueur";
    WITH_CUSTOMER = "With the customer", "Chez le client";
    PRODUCTS = "products under active contracts", "produits sous contrat actif";
    ATTEMPTS_SINCE = "Failed attempts since then", "Tentatives sans succès depuis";
    CLASS = "Class", "Classe";
    PHONE = "Phone", "Téléphone";
    PAID_UNTIL = "Paid until", "Payé jusqu’au";
    OTHER_ACCOUNTS = "Other accounts", "Autres comptes";
    // What to do.
    NOW = "To do", "À faire";
    NOTHING_PENDING = "Nothing is pending on this account.", "Rien n’est en attente sur ce compte.";
    // Contracts.
    CONTRACTS = "Contracts", "Contrats";
    NO_CONTRACTS = "This account has no contract.", "Ce compte n’a aucun contrat.";
    PAID = "Paid", "Payé";
    SIGNED = "Signed", "Signé";
    DEBT_CLASS = "Write-off debt class", "Classe de créance";
    CU_NUMBERS = "Control units", "Unités de contrôle";
    PRODUCT = "Product", "Produit";
    DELIVERED = "Handed over", "Remis";
    RETURNED = "Returned", "Rendus";
    LOST = "Lost", "Perdus";
    // Repossessions.
    REPOSSESSIONS = "Repossessions and write-offs", "Reprises et passages en perte";
    REPOSSESSION = "Repossession", "Reprise";
    WRITE_OFF = "Written off", "Passé en perte";
    AMOUNT = "Amount written off", "Montant passé en perte";
    METHOD = "Method", "Mode";
    PERSONAL = "Personal, on the repossession form", "Individuel, sur le formulaire de reprise";
    BULK = "Bulk, from a file", "Groupé, à partir d’un fichier";
    PROCESS = "By an event of a write-off process", "Par un événement d’un processus de passage en perte";
    COMPLETED_BY = "Completed by", "Effectué par";
    RECORDED = "Recorded", "Enregistré";
    CONDITION = "Product condition", "État du produit";
    CU_NUMBER = "CU number", "N° d’UC";
    WAS_HELD = "Was held", "Détenus";
    // Attempts.
    ATTEMPTS = "Failed attempts", "Tentatives sans succès";
    ATTEMPT_ONE = "attempt has failed", "tentative a échoué";
    ATTEMPT_MANY = "attempts have failed", "tentatives ont échoué";
    // Payments.
    PAYMENTS = "Payments", "Paiements";
    NO_PAYMENTS = "Nothing has been paid.", "Rien n’a été payé.";
    DAILY_RATE = "Daily rate", "Tarif journalier";
    CREDIT = "Credit", "Crédit";
    DEPOSIT = "Deposit", "Avance";
    LOST_IN_ALL = "Lost", "Perdu";
    RECOVERED = "Recovered", "Recouvré";
    LEFT_TO_RECOVER = "Left to recover", "Reste à recouvrer";
    CUSTOMER_HAS_PAID = "The customer has paid.", "Le client a payé.";
    CUSTOMER_HAS_PAID_TEXT = "Look at the payments before the products are taken back.",
        "Regardez les paiements avant de reprendre les produits.";
    HISTORY = "What happened", "Ce qui s’est passé";
}

/// What a customer's class is called; none where this page does not know it.
pub(crate) fn class_name(code: &str) -> Option<Text> {
    let (_, en, fr) = CUSTOMER_CLASSES.into_iter().find(|(one, ..)| *one == code)?;
    Some(Text { en, fr })
}

/// How a payment was made.
pub(crate) const fn channel_name(channel: Channel) -> Text {
    match channel {
        Channel::MobileMoney => Text { en: "Mobile money", fr: "Argent mobile" },
        Channel::Cash => Text { en: "Cash", fr: "Espèces" },
        Channel::Bank => Text { en: "Bank", fr: "Banque" },
    }
}

/// What happened.
pub(crate) const fn history_event_name(what: HistoryEvent) -> Text {
    match what {
        HistoryEvent::ContractSigned => Text { en: "Contract signed", fr: "Contrat signé" },
        HistoryEvent::Paid => Text { en: "Payment", fr: "Paiement" },
        HistoryEvent::PaymentReversed => Text { en: "Payment reversed", fr: "Paiement annulé" },
        HistoryEvent::Defaulted => {
            Text { en: "Defaulted, repossession pending", fr: "En défaut, reprise en attente" }
        }
        HistoryEvent::AttemptFailed => Text { en: "Attempt failed", fr: "Tentative sans succès" },
        HistoryEvent::Repossessed => Text { en: "Repossession", fr: "Reprise" },
        HistoryEvent::WrittenOff => Text { en: "Written off", fr: "Passé en perte" },
        HistoryEvent::ActionDone => Text { en: "Action done", fr: "Action terminée" },
    }
}

/// That the company has no such account.
pub(crate) fn not_found(id: &str, language: Language) -> String {
    match language {
        Language::En => {
            format!("Your company has no account {id}. Check the address, or look for the account.")
        }
        Language::Fr => format!(
            "Votre société n’a pas de compte {id}. Vérifiez l’adresse, ou cherchez le compte."
        ),
    }
}

/// Since when it is in default.
pub(crate) fn in_default_since(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("since {day}"),
        Language::Fr => format!("depuis le {day}"),
    }
}

/// Until when it is paid.
pub(crate) fn paid_until(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("Paid until {day}"),
        Language::Fr => format!("Payé jusqu’au {day}"),
    }
}

/// Since when an action is pending.
pub(crate) fn pending_since(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("Pending since the default of {day}."),
        Language::Fr => format!("En attente depuis le défaut du {day}."),
    }
}

/// How often it was tried, and why it failed.
pub(crate) fn tried(attempts: u32, reasons: &str, language: Language) -> String {
    let attempts = counted(attempts as usize, ATTEMPT_ONE, ATTEMPT_MANY, language);
    match language {
        _ if reasons.is_empty() => format!("{attempts}."),
        Language::En => format!("{attempts}: {reasons}."),
        Language::Fr => format!("{attempts}\u{a0}: {reasons}."),
    }
}

/// Who may record it.
pub(crate) fn recorded_by_roles(roles: &str, language: Language) -> String {
    match language {
        Language::En => format!("Your role may look at it. It can be recorded by: {roles}."),
        Language::Fr => {
            format!("Votre rôle permet de la voir. Peuvent l’enregistrer\u{a0}: {roles}.")
        }
    }
}

/// Why nothing can be recorded.
pub(crate) fn not_possible(why: &str, language: Language) -> String {
    match language {
        Language::En => format!("It cannot be recorded: {why}."),
        Language::Fr => format!("Elle ne peut pas être enregistrée\u{a0}: {why}."),
    }
}

/// An action that was done.
pub(crate) fn action_done(kind: &str, when: Option<&str>, language: Language) -> String {
    match (language, when) {
        (Language::En, Some(when)) => format!("{kind}, done on {when}"),
        (Language::En, None) => format!("{kind}, done"),
        (Language::Fr, Some(when)) => format!("{kind}, terminée le {when}"),
        (Language::Fr, None) => format!("{kind}, terminée"),
    }
}

/// What was paid of a price.
pub(crate) fn paid_of(paid: &str, price: &str, language: Language) -> String {
    match language {
        Language::En => format!("{paid} of {price}"),
        Language::Fr => format!("{paid} sur {price}"),
    }
}

/// Something, with its day.
pub(crate) fn on_day(what: &str, day: &str, language: Language) -> String {
    match language {
        Language::En => format!("{what} on {day}"),
        Language::Fr => format!("{what} le {day}"),
    }
}

/// When, and by whom where that is known.
pub(crate) fn by_whom(when: &str, who: Option<&str>, language: Language) -> String {
    match (who, language) {
        (None, _) => when.to_owned(),
        (Some(who), Language::En) => format!("{when}, by {who}"),
        (Some(who), Language::Fr) => format!("{when}, par {who}"),
    }
}

/// When and by whom it was recorded.
pub(crate) fn recorded(who: &str, language: Language) -> String {
    match language {
        Language::En => format!("recorded {who}"),
        Language::Fr => format!("enregistrée {who}"),
    }
}

/// Why an attempt failed, and until when the customer promised to pay.
pub(crate) fn attempt(reason: &str, promised: Option<&str>, language: Language) -> String {
    match (promised, language) {
        (None, _) => reason.to_owned(),
        (Some(day), Language::En) => format!("{reason} by {day}"),
        (Some(day), Language::Fr) => format!("{reason} pour le {day}"),
    }
}

/// The button that unfolds the rest.
pub(crate) fn more(n: usize, language: Language) -> String {
    let more = number(n as u64, language);
    match language {
        Language::En => format!("Show {more} more"),
        Language::Fr => format!("En afficher {more} de plus"),
    }
}

/// That only the latest are listed.
pub(crate) fn latest_of(known: u32, all: u32, language: Language) -> String {
    let (known, all) = (number(u64::from(known), language), number(u64::from(all), language));
    match language {
        Language::En => format!("The latest {known} of {all} payments."),
        Language::Fr => format!("Les {known} derniers paiements sur {all}."),
    }
}
