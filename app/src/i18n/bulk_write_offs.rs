//! Texts of operations that were made: their history, and each one's page.

use domain::language::Language;

use super::format::{is_singular, number};
use super::texts;

texts! {
    TITLE = "Bulk write-offs", "Passages en perte groupés";
    WHAT_FOR = "Every operation: who, when, which file, and what became of each entry",
        "Chaque opération\u{a0}: qui, quand, quel fichier, et ce qu’est devenue chaque entrée";
    EMPTY = "No accounts have been written off from a file yet.", "Aucun compte n’a encore été passé en perte à partir d’un fichier.";
    NEW = "New bulk write-off", "Nouveau passage en perte groupé";
    OLDER = "Show older ones", "Afficher les plus anciennes";
    NUMBER = "No.", "N°";
    WHEN = "When", "Quand";
    WHO = "Who", "Qui";
    FILE = "File", "Fichier";
    WRITTEN_OFF = "Written off", "Passés en perte";
    FAILED = "Not written off", "Non passés en perte";
    DONE = "Done", "Faits";
    NOT_DONE = "Not done", "Non faits";
    AMOUNT = "Amount", "Montant";
    ENTRIES = "Entries", "Entrées";
    FINGERPRINT = "Fingerprint (SHA-256)", "Empreinte (SHA-256)";
    OPERATION_ID = "Operation ID", "Identifiant de l’opération";
    OPERATION = "Operation", "Opération";
    DAY = "Days counted to", "Jours comptés au";
    COPY_LINK = "Copy the link", "Copier le lien";
    COPIED = "Copied", "Copié";
    COPY_FAILED = "Copy it from the address bar", "Copiez-le depuis la barre d’adresse";
    PRINT = "Print", "Imprimer";
    DOWNLOAD_FAILURES = "Download the failures", "Télécharger les échecs";
    DOWNLOAD_FILE = "Download the file", "Télécharger le fichier";
    DETAILS = "About this operation", "À propos de cette opération";
    OUTCOMES = "What became of each entry", "Ce qu’est devenue chaque entrée";
    OUTCOME = "Outcome", "Résultat";
    EARLY = "early", "précoce";
    NOT_FOUND_TITLE = "There is no such operation", "Cette opération n’existe pas";
    NOT_FOUND_TEXT = "Not in your company, at least. Check the link, or look in the history.",
        "Du moins pas dans votre société. Vérifiez le lien, ou cherchez dans l’historique.";
    OPERATION_FAILED = "The operation cannot be shown", "L’opération ne peut pas être affichée";
    TO_HISTORY = "Go to the history", "Aller à l’historique";
}

/// `1,185 accounts written off, 55 not`.
pub(crate) fn done(written_off: u32, failed: u32, language: Language) -> String {
    let singular = is_singular(written_off as usize, language);
    let written_off = number(u64::from(written_off), language);
    let failed = number(u64::from(failed), language);
    match (language, singular) {
        (Language::En, true) => format!("{written_off} account written off, {failed} not"),
        (Language::En, false) => format!("{written_off} accounts written off, {failed} not"),
        (Language::Fr, true) => format!("{written_off} compte passé en perte, {failed} non"),
        (Language::Fr, false) => format!("{written_off} comptes passés en perte, {failed} non"),
    }
}

/// `Operation 12`.
pub(crate) fn operation_number(number: u64, language: Language) -> String {
    match language {
        Language::En => format!("Bulk write-off no. {number}"),
        Language::Fr => format!("Passage en perte groupé n° {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_agrees_with_its_number() {
        assert_eq!(done(1_185, 55, Language::En), "1,185 accounts written off, 55 not");
        assert_eq!(done(1, 0, Language::En), "1 account written off, 0 not");
        assert_eq!(done(1, 0, Language::Fr), "1 compte passé en perte, 0 non");
    }
}
