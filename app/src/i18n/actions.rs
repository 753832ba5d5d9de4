//! Texts of the page Actions.

use domain::language::Language;

use super::format::is_singular;
use super::texts;

texts! {
    TITLE = "Actions", "Actions";
    WHAT_FOR = "What waits to be done on accounts", "Ce qui est à faire sur les comptes";
    LEAD = "What waits to be done on accounts, the oldest default first.",
        "Ce qui est à faire sur les comptes, le défaut le plus ancien d’abord.";
    BULK_TITLE = "Bulk write-off", "Passage en perte groupé";
    BULK_TEXT = "Write off up to 2,000 accounts from a file. You see what will happen to each before anything does.",
        "Passer en perte jusqu’à 2\u{202f}000 comptes à partir d’un fichier. Vous voyez ce qui arrivera à chacun avant que cela n’arrive.";
    BULK_BUTTON = "Bulk write-off", "Passage en perte groupé";
    HISTORY_BUTTON = "History", "Historique";
    EXPORT = "Export as CSV", "Exporter en CSV";
    FILTERS = "Which actions", "Quelles actions";
    TYPE = "Type", "Type";
    STATUS = "Status", "Statut";
    CENTRE = "Fulfilment centre", "Centre de distribution";
    ANY_CENTRE = "All centres", "Tous les centres";
    DAYS_MIN = "Days in default, at least", "Jours en défaut, au moins";
    DAYS_MAX = "Days in default, at most", "Jours en défaut, au plus";
    CLEAR = "Clear", "Effacer";
    NOTHING = "Nothing waits to be done.", "Rien n’est à faire.";
    NOTHING_FOUND = "No action fits. Choose another centre or age, or clear the fields.",
        "Aucune action ne correspond. Choisissez un autre centre ou un autre âge, ou effacez les champs.";
    CHECK_FILTER = "The days are whole numbers from 0 to 36,500, the first not above the second. Correct or clear them.",
        "Les jours sont des nombres entiers de 0 à 36\u{202f}500, le premier pas au-dessus du second. Corrigez-les ou effacez-les.";
    MORE = "Show more", "Afficher la suite";
    ATTEMPTS = "Failed attempts", "Tentatives sans succès";
    PROMISED_ON = "promised for", "promis pour le";
    ACTION = "To do", "À faire";
    DONE = "Done", "Terminée";
    RECORD_REPOSSESSION = "Record repossession", "Enregistrer la reprise";
    FAILED_ATTEMPT = "Failed attempt", "Échec";
    COMPLETE_TASK = "Say that this task is done", "Indiquer que cette tâche est faite";
    TASK_IS_DONE = "Done…", "C’est fait…";
    TASK_NOTE = "What was done", "Ce qui a été fait";
    TASK_NOTE_HINT = "May be empty; at most 500 characters", "Peut rester vide\u{a0}; 500 caractères au plus";
    SAVE_TASK = "The task is done", "La tâche est faite";
    TASK_DONE = "The task is done.", "La tâche est faite.";
    CANCEL = "Cancel", "Annuler";
    RECORD_ATTEMPT = "Record failed attempt", "Enregistrer un échec";
}

/// What a number of attempts is a number of.
pub(crate) fn attempts_unit(count: u32, language: Language) -> &'static str {
    let singular = is_singular(count as usize, language);
    match (language, singular) {
        (Language::En, true) => "failed attempt",
        (Language::En, false) => "failed attempts",
        (Language::Fr, true) => "tentative sans succès",
        (Language::Fr, false) => "tentatives sans succès",
    }
}

/// The number of a process.
pub(crate) fn process_number(number: &str, language: Language) -> String {
    match language {
        Language::En => format!("Process {number}"),
        Language::Fr => format!("Processus {number}"),
    }
}
