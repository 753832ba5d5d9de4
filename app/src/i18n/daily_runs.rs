//! Texts of the daily runs.

use domain::language::Language;

use super::texts;

texts! {
    TITLE = "Daily runs", "Traitements quotidiens";
    WHAT_FOR = "Which accounts became late or defaulted each day, what processes did, and whether the run was complete",
        "Quels comptes sont passés en retard ou en défaut chaque jour, ce qu’ont fait les processus, et si le traitement est complet";
    DAY = "Day", "Jour";
    STARTED = "Began", "Début";
    FINISHED = "Finished", "Fin";
    LATE = "Became late", "Passés en retard";
    DEFAULTED = "Defaulted", "Passés en défaut";
    ACTIONS = "Repossessions pending", "Reprises en attente";
    PROCESSES = "Processes opened", "Processus ouverts";
    WRITE_DOWNS = "Balances written down", "Petits soldes abandonnés";
    EVENTS = "Events completed", "Événements effectués";
    FAILURES = "Events failed", "Événements en échec";
    GOING_ON = "going on", "en cours";
    INTERRUPTED_OR = "or interrupted, then it goes on by itself", "ou interrompu, il reprend alors de lui-même";
    INTERRUPTED = "interrupted, goes on by itself", "interrompu, reprend de lui-même";
    NOTHING = "No run has been made yet. The first one is made at that hour.",
        "Aucun traitement n’a encore été fait. Le premier le sera à cette heure.";
    OLDER = "Show earlier days", "Afficher les jours précédents";
}

/// When the run is made, and what it does.
pub(crate) fn lead(hour: Option<u8>, language: Language) -> String {
    let hour = hour.map(|hour| format!("{hour:02}:00"));
    match (language, hour) {
        (Language::En, Some(hour)) => format!(
            "Each day at {hour}: who paid until yesterday or earlier becomes late, who has been late too long defaults, and a repossession becomes pending. Write-off processes are opened, and their events that are due are completed. A day that was missed is made up for."
        ),
        (Language::Fr, Some(hour)) => format!(
            "Chaque jour à {hour}\u{a0}: qui n’a payé que jusqu’à hier ou avant passe en retard, qui l’est depuis trop longtemps passe en défaut, et une reprise est mise en attente. Les processus de passage en perte sont ouverts et leurs événements échus effectués. Un jour manqué est rattrapé."
        ),
        (_, None) => String::new(),
    }
}
