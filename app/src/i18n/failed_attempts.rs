//! Texts of recording an attempt at a repossession that failed.

use super::texts;

texts! {
    TITLE = "Record a failed attempt", "Enregistrer une tentative sans succès";
    LEAD = "The repossession stays pending; the attempt is kept as evidence.",
        "La reprise reste en attente\u{a0}; la tentative est conservée comme preuve.";
    FAILED = "The form cannot be shown", "Le formulaire ne peut pas être affiché";
    DATE = "Date of the attempt", "Date de la tentative";
    REASON = "Why it came to nothing", "Pourquoi elle n’a pas abouti";
    CHOOSE = "Choose…", "Choisir…";
    PROMISED_ON = "Promised to pay on", "Paiement promis pour le";
    NOTE = "Note", "Note";
    NOTE_HINT = "What else there is to know; may be left empty.",
        "Ce qu’il y a d’autre à savoir\u{a0}; peut rester vide.";
    SAVE = "Save", "Enregistrer";
    DONE = "The attempt is recorded", "La tentative est enregistrée";
    STAYS_PENDING = "The repossession stays pending.", "La reprise reste en attente.";
    RECORDED = "Recorded by", "Enregistré par";
    SINCE_DEFAULT = "Failed attempts since the default", "Tentatives sans succès depuis le défaut";
    NOTHING_PENDING = "No attempt can be recorded", "Aucune tentative ne peut être enregistrée";
    NOTHING_PENDING_TEXT = "No repossession is pending on this account, or no longer.",
        "Aucune reprise n’est en attente sur ce compte, ou ne l’est plus.";
    TO_ACTIONS = "Back to Actions", "Revenir aux actions";
    TO_ACCOUNT = "Show the account", "Voir le compte";
}
