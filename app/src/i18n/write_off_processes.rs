//! Texts of write-off processes: finding them, and what all of their pages share.

use domain::bulk_write_off::words::outcome;
use domain::language::Language;
use domain::role::Permission;

use super::{Text, texts};

texts! {
    TITLE = "Write-off processes", "Processus de passage en perte";
    WHAT_FOR = "Dated plans of events that end in a write-off",
        "Plans d’événements datés qui mènent à un passage en perte";
    LEAD = "A process completes its events day by day until the debt is written off, or paid.",
        "Un processus accomplit ses événements jour après jour, jusqu’à ce que la dette soit passée en perte, ou payée.";
    FILTERS = "Which processes", "Quels processus";
    ID = "Process", "Processus";
    ACCOUNT = "Account ID", "N° de compte";
    CUSTOMER = "Customer", "Client";
    STATUS = "Status", "Statut";
    REASON = "Reason", "Motif";
    CONTROL = "Control", "Contrôle";
    TEMPLATE = "Template", "Modèle";
    CREATED_FROM = "Created from", "Créé à partir du";
    CREATED_UNTIL = "Created until", "Créé jusqu’au";
    FAILING = "Events", "Événements";
    ONLY_FAILING = "One has failed", "Un a échoué";
    ANY = "Any", "Tous";
    CREATED = "Created", "Créé";
    OWED = "Owed", "Dû";
    FAILED_MARK = "an event has failed", "un événement a échoué";
    NOTHING = "There is no write-off process yet. One is started from an account, or by the daily run.",
        "Il n’y a encore aucun processus. On en démarre un depuis un compte, ou le traitement quotidien le fait.";
    NOTHING_FOUND = "No process fits. Clear a field, or choose other days.",
        "Aucun processus ne correspond. Videz un champ, ou choisissez d’autres jours.";
    CHECK_FILTER = "A field cannot be read. Check the numbers and the days.",
        "Un champ est illisible. Vérifiez les numéros et les jours.";
    MORE = "Show older processes", "Afficher les processus plus anciens";
    // One process.
    PROCESS = "Process", "Processus";
    FAILED = "The process cannot be shown", "Le processus ne peut pas être affiché";
    NOT_FOUND = "There is no such process", "Ce processus n’existe pas";
    NOT_FOUND_TEXT = "Your company has no write-off process of this number.",
        "Votre société n’a aucun processus de ce numéro.";
    TO_PROCESSES = "Go to write-off processes", "Aller aux processus";
    TABS = "Pages of the process", "Pages du processus";
    MAIN = "Main", "Principal";
    EVENTS = "Events", "Événements";
    CONTRACTS = "Contracts", "Contrats";
    HAS_ENDED = "The process has ended. It can only be read.",
        "Le processus est terminé. Il ne peut qu’être lu.";
    // Saving.
    SAVE = "Save", "Enregistrer";
    DISCARD = "Discard the changes", "Abandonner les modifications";
    UNSAVED = "Not saved yet", "Pas encore enregistré";
    NO_CHANGES = "Nothing to save", "Rien à enregistrer";
    WRONG_ELSEWHERE = "Something is wrong on:", "Il y a une erreur sur\u{a0}:";
    SAVED = "The process is saved.", "Le processus est enregistré.";
    CANCELED = "The process is canceled.", "Le processus est annulé.";
    ENDS_IT = "Saving ends the process: no event is left pending.",
        "L’enregistrement termine le processus\u{a0}: aucun événement ne reste en attente.";
    CHANGED_MEANWHILE = "The process has changed since you began. What you changed is still here: compare it with the process as it is now, then save again.",
        "Le processus a changé depuis que vous avez commencé. Vos modifications sont toujours là\u{a0}: comparez-les avec le processus tel qu’il est, puis enregistrez de nouveau.";
    NOT_POSSIBLE = "The process has ended meanwhile. Nothing was saved.",
        "Le processus s’est terminé entre-temps. Rien n’a été enregistré.";
    BACK = "Back to the process", "Revenir au processus";
    LEAVE_TITLE = "Leave without saving?", "Quitter sans enregistrer\u{a0}?";
    LEAVE_TEXT = "What you changed in this process is not saved. Leaving discards it.",
        "Vos modifications de ce processus ne sont pas enregistrées. Quitter les abandonne.";
    STAY = "Stay", "Rester";
    LEAVE = "Leave without saving", "Quitter sans enregistrer";
    // Canceling.
    CANCEL_PROCESS = "Cancel the process…", "Annuler le processus…";
    CANCEL_TITLE = "Cancel this process?", "Annuler ce processus\u{a0}?";
    CANCEL_LEAD = "This cannot be undone. It will be Inactive, Canceled by User, and:",
        "C’est irréversible. Il sera inactif, annulé par un utilisateur, et\u{a0}:";
    CANCEL_EVENTS = "These pending events are cancelled", "Ces événements en attente sont annulés";
    CANCEL_CONTRACTS = "These contracts become inactive in it", "Ces contrats y deviennent inactifs";
    CANCEL_REFERRALS = "These referrals are cancelled", "Ces mandats d’agence sont retirés";
    CANCEL_OPENS_AGAIN = "As long as the account is in default, the daily run opens another process. A hold, on the account’s page, keeps it from that.",
        "Tant que le compte est en défaut, le traitement quotidien ouvre un autre processus. Une suspension, sur la page du compte, l’en empêche.";
    CONFIRM_CANCEL = "Cancel the process", "Annuler le processus";
    KEEP = "Keep it", "Le garder";
    SAVE_FIRST = "Save or discard your changes first.",
        "Enregistrez ou abandonnez d’abord vos modifications.";
    // Re-scheduling.
    RESCHEDULE = "Re-schedule…", "Replanifier…";
    RESCHEDULE_TITLE = "Re-schedule the pending events", "Replanifier les événements en attente";
    RESCHEDULE_LEAD = "Pending events are counted anew from another day. Those that are complete stay as they are.",
        "Les événements en attente sont comptés à nouveau à partir d’un autre jour. Ceux qui sont terminés restent tels quels.";
    NEW_START = "New start", "Nouveau départ";
    NOW_DUE = "Due now", "Actuelle";
    THEN_DUE = "Due then", "Nouvelle";
    CONFIRM_RESCHEDULE = "Re-schedule", "Replanifier";
    CLOSE = "Close", "Fermer";
    // Holding.
    HOLD = "Hold", "Suspension";
    HOLD_OPEN = "Hold…", "Suspendre…";
    HOLD_UNTIL = "Postpone until", "Reporter jusqu’au";
    HOLD_HINT = "No process is opened by itself before this day. Leave it empty to lift the hold.",
        "Aucun processus n’est ouvert automatiquement avant ce jour. Laissez vide pour lever la suspension.";
    HOLD_SAVE = "Save the hold", "Enregistrer la suspension";
    HOLD_SAVED = "The hold is saved.", "La suspension est enregistrée.";
    // On the page of an account.
    START_ONE = "Start a write-off process", "Démarrer un processus";
    NO_PROCESS = "This account has no write-off process.", "Ce compte n’a aucun processus.";
    UNKNOWN_TEXT = "The answer did not arrive, so it is not known whether this was saved. Trying again is safe: it is saved once.",
        "La réponse n’est pas arrivée\u{a0}: on ne sait pas si c’est enregistré. Réessayer est sans risque\u{a0}: ce n’est enregistré qu’une fois.";
}

/// When the next event is due.
pub(crate) fn next_event(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("Next event: {day}"),
        Language::Fr => format!("Prochain événement\u{a0}: {day}"),
    }
}

/// Who may change processes.
pub(crate) fn changed_by_roles(language: Language) -> String {
    let roles = Permission::ManageProcesses.roles().map(|role| role.name_in(language));
    let roles = roles.collect::<Vec<_>>().join(", ");
    match language {
        Language::En => format!("Your role may look at processes. They are changed by: {roles}."),
        Language::Fr => {
            format!(
                "Votre rôle permet de voir les processus. Ils sont modifiés par\u{a0}: {roles}."
            )
        }
    }
}

/// A name with a count: `Events 4`.
pub(crate) fn with_count(name: Text, count: usize, language: Language) -> String {
    format!("{} ({count})", name.of(language))
}

/// Until when an account is held.
pub(crate) fn held_until(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("On hold: no process is opened by itself before {day}."),
        Language::Fr => {
            format!("Suspendu\u{a0}: aucun processus n’est ouvert automatiquement avant le {day}.")
        }
    }
}

/// Why an event could not be completed.
pub(crate) fn failure(code: &str, language: Language) -> String {
    let text = match code {
        "no_agency" => Text {
            en: "No agency is set up to refer to.",
            fr: "Aucune agence n’est configurée.",
        },
        "no_address" => Text {
            en: "The customer has no address for this.",
            fr: "Le client n’a pas d’adresse pour cela.",
        },
        "not_done" => {
            Text { en: "The server could not do it.", fr: "Le serveur n’a pas pu le faire." }
        }
        _ => return outcome(code, None, language),
    };
    text.of(language).to_owned()
}
