//! Texts of one write-off process: its fields, events and contracts, and starting one.

use domain::language::Language;
use domain::write_off_process::retry::ATTEMPTS_MAX;

use super::{Text, texts};

texts! {
    // Fields.
    CREATED_FIXED = "It stays. Re-schedule the process to count its events from another day.",
        "Elle reste. Replanifiez le processus pour compter ses événements à partir d’un autre jour.";
    ACCOUNT_STATE = "Account", "Compte";
    STARTED_BY = "Started by", "Démarré par";
    BY_THE_SYSTEM = "the daily run", "le traitement quotidien";
    COUNTED_FROM = "Events counted from", "Événements comptés à partir du";
    CREDIT_SCORE = "Credit score", "Cote de crédit";
    COMMENTS = "Comments", "Commentaires";
    COMMENTS_HINT = "At most 500 characters", "500 caractères au plus";
    CONTROL_FIXED = "It stays while contracts are linked.",
        "Il reste tant que des contrats sont liés.";
    CONTROL_HINT = "It says which kind of debt is written off.",
        "Il indique quel type de dette est passé en perte.";
    TEMPLATE_FIXED = "It stays: an event is complete.", "Il reste\u{a0}: un événement est terminé.";
    TEMPLATE_HINT = "Another template replaces the events.",
        "Un autre modèle remplace les événements.";
    REPLACES = "Saving replaces the events by these:",
        "L’enregistrement remplace les événements par ceux-ci\u{a0}:";
    // The tree.
    AROUND = "Around the process", "Autour du processus";
    NO_EVENT = "It has no event.", "Il n’a aucun événement.";
    DEBT = "Debt by class", "Dette par classe";
    NO_DEBT = "The account owes nothing.", "Le compte ne doit rien.";
    OTHER = "Other activity", "Autres activités";
    NO_OTHER = "No repossession is pending, and there is no other process.",
        "Aucune reprise n’est en attente, et il n’y a pas d’autre processus.";
    REFERRALS = "Referrals", "Mandats d’agence";
    NO_REFERRALS = "Nothing is referred to an agency.", "Rien n’est confié à une agence.";
    HISTORY = "What happened", "Ce qui s’est passé";
    // Events.
    TIMELINE = "Events by their days; the table has the same.",
        "Événements par jour\u{a0}; le tableau contient la même chose.";
    TODAY = "Today", "Aujourd’hui";
    SEQUENCE = "No.", "N°";
    NEW = "new", "nouveau";
    TYPE = "Type", "Type";
    CHOOSE = "Choose…", "Choisir…";
    TRIGGER_DATE = "Trigger date", "Échéance";
    COMPLETED = "Completed", "Terminé le";
    WHAT_IT_DID = "What it did", "Ce qu’il a fait";
    CHANGE = "Change", "Modifier";
    ADD_EVENT = "Add an event", "Ajouter un événement";
    REMOVE = "Remove", "Retirer";
    PUT_BACK = "Keep after all", "Garder finalement";
    REMOVED = "removed on Save", "retiré à l’enregistrement";
    PLANNED = "The events of the other template. Save first, then change single ones.",
        "Les événements de l’autre modèle. Enregistrez d’abord, puis modifiez-les un par un.";
    SHOW_TEXT = "Show the text", "Afficher le texte";
    TO_PRINT = "to be printed", "à imprimer";
    DELIVERED = "delivered", "remis";
    WAITING = "waits to be sent", "attend l’envoi";
    GAVE_UP = "no further attempt is made", "aucun autre essai n’est fait";
    WITHDRAWN = "withdrawn", "retiré";
    COMPLETE_TASK = "Complete the task…", "Terminer la tâche…";
    TASK_OPEN = "to be done", "à faire";
    // Contracts.
    CONTRACT = "Contract", "Contrat";
    PRODUCTS = "Products", "Produits";
    LINKED_ON = "Linked", "Lié le";
    IN_PROCESS = "In the process", "Dans le processus";
    ACTIVE = "active", "actif";
    NO_LINKS = "No contract was ever linked.", "Aucun contrat n’a jamais été lié.";
    OTHERS = "Other contracts of the account", "Autres contrats du compte";
    LINK = "Link", "Lier";
    UNLINK = "Take out", "Retirer";
    UNDO = "Undo", "Annuler";
    WILL_BE_LINKED = "linked on Save", "lié à l’enregistrement";
    WILL_BE_UNLINKED = "taken out on Save", "retiré à l’enregistrement";
    // Starting.
    START_TITLE = "Start a write-off process", "Démarrer un processus de passage en perte";
    START_FAILED = "No process can be started now", "Aucun processus ne peut être démarré";
    START_LEAD = "Choose the contracts. The control and the account’s facts propose a template, whose events are shown before you save.",
        "Choisissez les contrats. Le contrôle et les données du compte proposent un modèle, dont les événements sont affichés avant l’enregistrement.";
    CREATED_AT = "Created at", "Créé le";
    PROPOSED = "Proposed:", "Proposé\u{a0}:";
    WHICH_CONTRACTS = "Contracts to link", "Contrats à lier";
    NOTHING_TO_LINK = "This account has no contract.", "Ce compte n’a aucun contrat.";
    ITS_EVENTS = "Its events", "Ses événements";
    NO_EVENTS = "Choose a template and a time to see its events.",
        "Choisissez un modèle et une date pour voir ses événements.";
    START = "Start the process", "Démarrer le processus";
    STARTED = "The process is started.", "Le processus est démarré.";
}

/// What happened to a process, by its code.
pub(crate) fn what_happened(code: &str) -> Option<Text> {
    Some(match code {
        "started" => Text { en: "Started", fr: "Démarré" },
        "saved" => Text { en: "Changed", fr: "Modifié" },
        "rescheduled" => Text { en: "Re-scheduled", fr: "Replanifié" },
        "canceled_by_user" => Text { en: "Canceled by User", fr: "Annulé par un utilisateur" },
        "canceled_by_system" => Text { en: "Canceled by System", fr: "Annulé par le système" },
        "completed" => Text { en: "Completed", fr: "Terminé" },
        "event_completed" => Text { en: "Event complete", fr: "Événement terminé" },
        "event_failed" => Text { en: "Event failed", fr: "Événement en échec" },
        "contract_ended" => Text { en: "Contract inactive", fr: "Contrat inactif" },
        "task_done" => Text { en: "Task completed", fr: "Tâche terminée" },
        _ => return None,
    })
}

/// What is named in the detail of something that happened.
pub(crate) fn detail_name(name: &str) -> Option<Text> {
    Some(match name {
        "sequence" => Text { en: "event", fr: "événement" },
        "event_type" => Text { en: "type", fr: "type" },
        "contract" => Text { en: "contract", fr: "contrat" },
        "contracts" => Text { en: "contracts", fr: "contrats" },
        "why" | "failure" | "reason" => Text { en: "why", fr: "motif" },
        "template" => Text { en: "template", fr: "modèle" },
        "control" => Text { en: "control", fr: "contrôle" },
        "comments" => Text { en: "comments", fr: "commentaires" },
        "start" | "starts_on" => Text { en: "start", fr: "départ" },
        "note" => Text { en: "note", fr: "note" },
        _ => return None,
    })
}

/// `attempt 1 of 8 at 02:00`.
pub(crate) fn attempt(made: u32, at: Option<&str>, language: Language) -> String {
    let at = match (language, at) {
        (_, None) => String::new(),
        (Language::En, Some(at)) => format!(" at {at}"),
        (Language::Fr, Some(at)) => format!(" le {at}"),
    };
    match language {
        Language::En => format!("attempt {made} of {ATTEMPTS_MAX}{at}"),
        Language::Fr => format!("essai {made} sur {ATTEMPTS_MAX}{at}"),
    }
}

/// When it is tried again.
pub(crate) fn next_at(at: &str, language: Language) -> String {
    match language {
        Language::En => format!("next at {at}"),
        Language::Fr => format!("prochain le {at}"),
    }
}

/// By whom, and when, a task was completed.
pub(crate) fn done_by(by: Option<&str>, at: &str, language: Language) -> String {
    match (language, by) {
        (Language::En, Some(by)) => format!("done by {by}, {at}"),
        (Language::Fr, Some(by)) => format!("faite par {by}, {at}"),
        (Language::En, None) => format!("done, {at}"),
        (Language::Fr, None) => format!("faite, {at}"),
    }
}

/// `referred 2 Mar 2026`, and until when.
pub(crate) fn referred(on: &str, until: Option<&str>, language: Language) -> String {
    match (language, until) {
        (Language::En, None) => format!("referred {on}"),
        (Language::Fr, None) => format!("confié le {on}"),
        (Language::En, Some(until)) => format!("referred {on}, cancelled {until}"),
        (Language::Fr, Some(until)) => format!("confié le {on}, retiré le {until}"),
    }
}

/// Since when a repossession is pending.
pub(crate) fn repossession_pending(since: &str, language: Language) -> String {
    match language {
        Language::En => format!("Repossession pending since {since}"),
        Language::Fr => format!("Reprise en attente depuis le {since}"),
    }
}

/// How far a day is from today: `in 59 days`.
pub(crate) fn away(days: i64, language: Language) -> String {
    let n = days.unsigned_abs();
    match (language, days) {
        (_, 0) => TODAY.of(language).to_owned(),
        (Language::En, 1) => "tomorrow".to_owned(),
        (Language::En, -1) => "yesterday".to_owned(),
        (Language::En, 1..) => format!("in {n} days"),
        (Language::En, _) => format!("{n} days ago"),
        (Language::Fr, 1) => "demain".to_owned(),
        (Language::Fr, -1) => "hier".to_owned(),
        (Language::Fr, 1..) => format!("dans {n} jours"),
        (Language::Fr, _) => format!("il y a {n} jours"),
    }
}
