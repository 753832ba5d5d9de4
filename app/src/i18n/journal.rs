//! Texts of the journal: the list, an entry, correcting one, and exports.

use domain::language::Language;

use super::texts;

texts! {
    TITLE = "Journal", "Journal comptable";
    WHAT_FOR = "Every entry of the books, corrections, and files for the accounting system",
        "Toutes les écritures, les corrections, et des fichiers pour la comptabilité";
    LEAD = "Every entry, the latest first. None can be changed or removed: a correction is two new entries.",
        "Toutes les écritures, les plus récentes d’abord. Aucune ne peut être modifiée ni supprimée\u{a0}: une correction est faite de deux nouvelles écritures.";
    FILTERS = "Which entries", "Quelles écritures";
    FROM = "First day", "Premier jour";
    TO = "Last day", "Dernier jour";
    ACCOUNT = "Account ID", "N° de compte";
    CAUSE = "Cause", "Cause";
    ANY_CAUSE = "Any cause", "Toutes les causes";
    LEDGER_ACCOUNT = "Ledger account", "Compte comptable";
    ANY_LEDGER_ACCOUNT = "Any ledger account", "Tous les comptes";
    NOTHING = "The journal has no entry yet.", "Le journal n’a encore aucune écriture.";
    NOTHING_FOUND = "No entry fits. Clear a field, or choose other days.",
        "Aucune écriture ne correspond. Videz un champ, ou choisissez d’autres jours.";
    CHECK_FILTER = "A field cannot be read. Check the account ID and the days.",
        "Un champ est illisible. Vérifiez le numéro de compte et les jours.";
    OLDER = "Show older entries", "Afficher les écritures plus anciennes";
    ENTRY = "Entry", "Écriture";
    DAY = "Day", "Jour";
    LINES = "Debit and credit", "Débit et crédit";
    AMOUNT = "Amount", "Montant";
    DEBIT = "Debit", "Débit";
    CREDIT = "Credit", "Crédit";
    SUM = "Sum", "Total";
    // Export.
    EXPORT_TITLE = "Take the journal along", "Exporter le journal";
    EXPORT_LEAD = "The entries of these days, both included, as a file.",
        "Les écritures de ces jours inclus, dans un fichier.";
    FORMAT = "Format", "Format";
    FORMAT_CSV = "CSV, for spreadsheets", "CSV, pour tableurs";
    FORMAT_HLEDGER = "hledger", "hledger";
    FORMAT_FEC = "FEC, the French audit file", "FEC, fichier des écritures comptables";
    FORMAT_BEANCOUNT = "Beancount", "Beancount";
    DOWNLOAD = "Download", "Télécharger";
    // An entry.
    FAILED = "The entry cannot be shown", "L’écriture ne peut pas être affichée";
    NOT_FOUND = "There is no such entry", "Cette écriture n’existe pas";
    NOT_FOUND_TEXT = "The journal of your company has no entry of this number.",
        "Le journal de votre société n’a aucune écriture de ce numéro.";
    TO_JOURNAL = "Go to the journal", "Aller au journal";
    RECORDED = "Recorded", "Enregistrée";
    BY_THE_SYSTEM = "by the system", "par le système";
    PAYMENT = "Payment", "Paiement";
    REPOSSESSION = "Repossession or write-off", "Reprise ou passage en perte";
    OPERATION = "Bulk write-off", "Passage en perte groupé";
    CORRECTS = "Corrects", "Corrige";
    CORRECTED_BY = "Corrected by", "Corrigée par";
    REASON = "Reason", "Motif";
    // Correcting.
    CORRECT = "Correct this entry…", "Corriger cette écriture…";
    CORRECT_TITLE = "What the entry should have said", "Ce que l’écriture aurait dû dire";
    CORRECT_LEAD = "Saving books two entries today: one reverses this entry, the other one stands in its place. This entry stays as it is.",
        "L’enregistrement passe deux écritures aujourd’hui\u{a0}: l’une annule celle-ci, l’autre la remplace. Celle-ci reste telle quelle.";
    LOCKED = "Receivables and customer deposits follow the contracts and accounts. A correction cannot change them; record or reverse a payment instead.",
        "Les créances et les avances des clients suivent les contrats et les comptes. Une correction ne peut pas les changer\u{a0}; enregistrez ou annulez plutôt un paiement.";
    ALREADY_CORRECTED = "This entry has been corrected already. Correct the entry that stands in its place.",
        "Cette écriture a déjà été corrigée. Corrigez celle qui la remplace.";
    IS_REVERSING = "This entry reverses another one. It cannot be corrected itself.",
        "Cette écriture en annule une autre. Elle ne peut pas être corrigée elle-même.";
    LINE = "Line", "Ligne";
    ADD_LINE = "Add a line", "Ajouter une ligne";
    REMOVE_LINE = "Remove", "Retirer";
    REASON_HINT = "What was wrong, for whoever reads the journal later; at most 500 characters",
        "Ce qui était faux, pour qui lira le journal plus tard\u{a0}; 500 caractères au plus";
    DIFFERENCE = "Difference", "Écart";
    BALANCED = "Debits equal credits.", "Les débits égalent les crédits.";
    SAVE = "Save the correction…", "Enregistrer la correction…";
    CANCEL = "Cancel", "Annuler";
    CONFIRM_TITLE = "Correct this entry?", "Corriger cette écriture\u{a0}?";
    CONFIRM_TEXT = "Two entries are booked today. They cannot be removed; another correction can follow.",
        "Deux écritures sont passées aujourd’hui. Elles ne peuvent pas être supprimées\u{a0}; une autre correction peut suivre.";
    CONFIRM = "Book the correction", "Passer la correction";
    CORRECTED = "The correction is booked.", "La correction est passée.";
    BACK_TO_FORM = "Back to the form", "Revenir au formulaire";
}

/// The number of an entry.
pub(crate) fn entry_number(number: i64, language: Language) -> String {
    match language {
        Language::En => format!("Entry {number}"),
        Language::Fr => format!("Écriture {number}"),
    }
}
