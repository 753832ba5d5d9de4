//! Texts of writing off from a file.

use domain::language::Language;

use super::format::{count, counted, is_singular, number};
use super::{Text, labelled, texts};

texts! {
    TITLE = "Bulk write-off", "Passage en perte groupé";
    // Choosing.
    CHOOSE_FILE = "Choose a file", "Choisir un fichier";
    OR_DROP = "or drop it here", "ou déposez-le ici";
    DROP_HERE = "Let go to read it", "Lâchez pour le lire";
    FACT_TYPES = ".csv or .txt, with one account ID a line or a column of them",
        ".csv ou .txt, avec un numéro de compte par ligne ou une colonne qui les contient";
    FACT_SAFE = "Nothing is written off until you have seen what would happen and confirmed it",
        "Rien n’est passé en perte avant que vous n’ayez vu ce qui arriverait et confirmé";
    TEMPLATE = "Download the template", "Télécharger le modèle";
    TEMPLATE_FILE = "accounts-to-write-off.csv", "comptes-a-passer-en-perte.csv";
    PASTE = "or paste account IDs", "ou collez des numéros de compte";
    PASTE_LABEL = "Account IDs, one a line", "Numéros de compte, un par ligne";
    PASTE_GO = "Check these accounts", "Vérifier ces comptes";
    RECENT = "Latest operations", "Dernières opérations";
    RECENT_NONE = "No file has been used yet.", "Aucun fichier n’a encore été utilisé.";
    RECENT_ALL = "All operations", "Toutes les opérations";
    RECENT_FAILED = "The latest operations could not be loaded.", "Les dernières opérations n’ont pas pu être chargées.";
    // Reading and asking.
    READING = "Reading the file", "Lecture du fichier";
    STOP = "Stop", "Arrêter";
    CHECKING = "Checking accounts", "Vérification des comptes";
    ENTRIES_LIST = "Entries of the file", "Entrées du fichier";
    FIRST_CHECK = "First check", "Premier contrôle";
    ENTRY = "entry", "entrée";
    ENTRIES = "entries", "entrées";
    CHOOSE_ANOTHER = "Choose another file", "Choisir un autre fichier";
    // Which column.
    WHICH_ROWS = "These are its first rows.", "Voici ses premières lignes.";
    WHICH_HEADING = "The first row is a heading, not an account", "La première ligne est un titre, pas un compte";
    WHICH_LIST = "First rows of the file", "Premières lignes du fichier";
    WHICH_GO = "Use this column", "Utiliser cette colonne";
    WHICH_ONLY = "Your answer is for this file only.", "Votre réponse ne vaut que pour ce fichier.";
    // Preview.
    LIST = "What would happen to each entry", "Ce qui arriverait à chaque entrée";
    LINE = "Line", "Ligne";
    ACCOUNT = "Account ID", "N° de compte";
    CUSTOMER = "Customer", "Client";
    CENTRE = "Fulfilment centre", "Centre de distribution";
    DAYS_UNIT = "days", "jours";
    DAYS = "Days since default", "Jours depuis le défaut";
    OUTSTANDING = "Outstanding", "Reste dû";
    VERDICT = "Verdict", "Verdict";
    AMOUNT_OUTSTANDING = "outstanding", "restant dû";
    YOUNGEST = "youngest default", "défaut le plus récent";
    ALL = "All", "Toutes";
    FILTER_WILL = "Will be written off", "Seront passés en perte";
    FILTER_EARLY = "Early", "Précoces";
    FILTER_READ_AS = "Read as meant", "Lus au sens voulu";
    FILTER_WILL_NOT = "Will not", "Ne le seront pas";
    FILTERS = "Show", "Afficher";
    FIND = "Find in the list", "Chercher dans la liste";
    NONE_SHOWN = "No entry matches.", "Aucune entrée ne correspond.";
    PENDING_REPOSSESSION = "repossession pending", "reprise en attente";
    NONE_ELIGIBLE = "None of these accounts can be written off: the list says why for each.",
        "Aucun de ces comptes ne peut être passé en perte\u{a0}: la liste dit pourquoi pour chacun.";
    CANCEL = "Cancel", "Annuler";
    READ_JUST_NOW = "read just now", "lu à l’instant";
    // Details of a row.
    DETAIL_LINE = "Line of the file", "Ligne du fichier";
    DETAIL_STATE = "State", "État";
    DETAIL_DEFAULTED = "Defaulted on", "En défaut depuis le";
    DETAIL_PENDING = "Repossession pending from the default of", "Reprise en attente depuis le défaut du";
    DETAIL_ATTEMPTS = "Failed attempts", "Tentatives sans succès";
    DETAIL_CONTRACT = "Contract", "Contrat";
    DETAIL_PRINCIPAL = "Principal", "Principal";
    DETAIL_FEES = "Fees", "Frais";
    DETAIL_TAX = "Tax", "Taxe";
    DETAIL_HELD = "Products held", "Produits détenus";
    DETAIL_LOST = "Products that will be lost", "Produits qui seront perdus";
    DETAIL_NO_CONTRACT = "No active contract.", "Aucun contrat actif.";
    DETAIL_STOOD = "In the file", "Dans le fichier";
    // Confirming.
    CONFIRM_TITLE = "Confirm the write-off", "Confirmer le passage en perte";
    CONFIRM_ACCOUNTS = "Accounts written off", "Comptes passés en perte";
    CONFIRM_AMOUNT = "Total outstanding", "Total restant dû";
    CONFIRM_PRODUCTS = "Products lost", "Produits perdus";
    CONFIRM_NO_PRODUCTS = "none", "aucun";
    CONFIRM_EARLY = "Early write-offs", "Passages en perte précoces";
    CONFIRM_LEFT = "Left alone", "Laissés tels quels";
    CONFIRM = "Confirm", "Confirmer";
    SENDING = "Writing off… Stay on this page.", "Passage en perte… Restez sur cette page.";
    NOT_DONE_TITLE = "Nothing was written off", "Rien n’a été passé en perte";
    NOT_THERE = "The server has no operation with this number. Try again, or go back to the preview.",
        "Le serveur n’a pas d’opération sous ce numéro. Réessayez, ou revenez à l’aperçu.";
    UNKNOWN_TITLE = "Not confirmed yet", "Pas encore confirmé";
    UNKNOWN_TEXT = "The answer did not arrive, so it is not known whether the accounts were written off. Trying again is safe: the same number cannot be done twice.",
        "La réponse n’est pas arrivée\u{a0}: on ne sait pas si les comptes ont été passés en perte. Réessayer est sans risque\u{a0}: un même numéro ne peut pas être fait deux fois.";
    BACK_TO_PREVIEW = "Back to the preview", "Revenir à l’aperçu";
    OPERATION_NUMBER = "Operation", "Opération";
    // After a reload.
    UNANSWERED_TITLE = "A submission has not been confirmed", "Un envoi n’a pas été confirmé";
    UNANSWERED_LOOKING = "Asking the server whether it was done…", "On demande au serveur si c’est fait…";
    UNANSWERED_DONE = "It was done.", "C’est fait.";
    UNANSWERED_NOT_THERE = "The server has no such operation: nothing was written off by it. If you sent it a moment ago, check again before choosing the file once more.",
        "Le serveur n’a pas cette opération\u{a0}: elle n’a rien passé en perte. Si l’envoi date d’un instant, vérifiez de nouveau avant de rechoisir le fichier.";
    CHECK_AGAIN = "Check again", "Vérifier de nouveau";
    SHOW_OPERATION = "Show the operation", "Voir l’opération";
    FORGET = "Do not remind me", "Ne plus le rappeler";
}

/// `up to 2,000 entries`.
pub(crate) fn up_to(limit: usize, language: Language) -> String {
    let limit = count(limit, language);
    match language {
        Language::En => format!("Up to {limit} entries in one file"),
        Language::Fr => format!("Jusqu’à {limit} entrées par fichier"),
    }
}

/// How many entries of a large file were counted so far.
pub(crate) fn entries_so_far(entries: usize, language: Language) -> String {
    let counted = counted(entries, ENTRY, ENTRIES, language);
    match language {
        Language::En => format!("{counted} so far"),
        Language::Fr => format!("{counted} jusqu’ici"),
    }
}

/// What the server is asked.
pub(crate) fn checking_accounts(accounts: usize, language: Language) -> String {
    let one = Text { en: "account", fr: "compte" };
    let many = Text { en: "accounts", fr: "comptes" };
    let counted = counted(accounts, one, many, language);
    match language {
        Language::En => format!("Checking {counted}…"),
        Language::Fr => format!("Vérification de {counted}…"),
    }
}

/// How many entries have something wrong with them already.
pub(crate) fn problems_found(problems: usize, language: Language) -> String {
    let counted = counted(problems, ENTRY, ENTRIES, language);
    match language {
        Language::En => format!("· {counted} cannot be used"),
        Language::Fr => format!("· {counted} inutilisables"),
    }
}

/// What was recognised in the pasted text.
pub(crate) fn pasted(entries: usize, problems: usize, language: Language) -> String {
    let entries = counted(entries, ENTRY, ENTRIES, language);
    if problems == 0 {
        entries
    } else {
        format!("{entries} {}", problems_found(problems, language))
    }
}

/// The heading of a column that has no name.
pub(crate) fn column_number(number: usize, language: Language) -> String {
    let number = count(number, language);
    match language {
        Language::En => format!("Column {number}"),
        Language::Fr => format!("Colonne {number}"),
    }
}

/// `today is 21 Nov 2026 in Africa/Nairobi`: the day that the preview counts from.
pub(crate) fn today_is(date: &str, time_zone: &str, language: Language) -> String {
    let place = time_zone.rsplit('/').next().unwrap_or(time_zone).replace('_', " ");
    match language {
        Language::En => format!("today is {date} in {place}"),
        Language::Fr => format!("aujourd’hui\u{a0}: {date} à {place}"),
    }
}

/// What will be done to so many.
pub(crate) const fn will(accounts: usize, language: Language) -> &'static str {
    match (language, is_singular(accounts, language)) {
        (Language::En, _) => "will be written off",
        (Language::Fr, true) => "sera passé en perte",
        (Language::Fr, false) => "seront passés en perte",
    }
}

/// What will not be done to so many.
pub(crate) const fn will_not(entries: usize, language: Language) -> &'static str {
    match (language, is_singular(entries, language)) {
        (Language::En, _) => "will not",
        (Language::Fr, true) => "ne le sera pas",
        (Language::Fr, false) => "ne le seront pas",
    }
}

/// How many days, in words.
pub(crate) fn days(days: u32, language: Language) -> String {
    let one = Text { en: "day", fr: "jour" };
    let many = Text { en: "days", fr: "jours" };
    counted(days as usize, one, many, language)
}

/// The mark of an early write-off.
pub(crate) fn early_mark(days: u32, language: Language) -> String {
    let days = number(u64::from(days), language);
    match language {
        Language::En => format!("earlier than {days} days"),
        Language::Fr => format!("avant {days} jours"),
    }
}

/// How many write-offs are early.
pub(crate) fn early_count(early: usize, limit_days: u32, language: Language) -> String {
    let early = count(early, language);
    let days = number(u64::from(limit_days), language);
    match language {
        Language::En => format!("{early} below {days} days"),
        Language::Fr => format!("{early} à moins de {days} jours"),
    }
}

/// What was made of a text that was no account ID as it stood.
pub(crate) fn read_as(account: &str, language: Language) -> String {
    match language {
        Language::En => format!("read as {account}"),
        Language::Fr => format!("lu comme {account}"),
    }
}

/// That the heading stands again in the middle of the file.
pub(crate) fn headings_again(lines: &[u32], language: Language) -> String {
    let all: Vec<String> = lines.iter().map(|line| number(u64::from(*line), language)).collect();
    let all = all.join(", ");
    match (language, lines.len() == 1) {
        (Language::En, true) => format!("Line {all} is the heading again and not an entry."),
        (Language::En, false) => format!("Lines {all} are the heading again and not entries."),
        (Language::Fr, true) => format!("La ligne {all} répète l’en-tête et n’est pas une entrée."),
        (Language::Fr, false) => {
            format!("Les lignes {all} répètent l’en-tête et ne sont pas des entrées.")
        }
    }
}

/// Where an entry stands.
pub(crate) fn at_line(line: u32, language: Language) -> String {
    match language {
        Language::En => format!("line {line}"),
        Language::Fr => format!("ligne {line}"),
    }
}

/// The name of the button that opens a row.
pub(crate) fn details_of(account: &str, language: Language) -> String {
    match language {
        Language::En => format!("Details of {account}"),
        Language::Fr => format!("Détails de {account}"),
    }
}

/// How many of the entries are shown.
pub(crate) fn shown(shown: usize, all: usize, language: Language) -> String {
    let shown = count(shown, language);
    let all = count(all, language);
    match language {
        Language::En => format!("{shown} of {all} shown"),
        Language::Fr => format!("{shown} sur {all} affichées"),
    }
}

/// The button that asks once more.
pub(crate) fn save(accounts: usize, language: Language) -> String {
    let singular = is_singular(accounts, language);
    let accounts = count(accounts, language);
    match (language, singular) {
        (Language::En, true) => format!("Write off {accounts} account…"),
        (Language::En, false) => format!("Write off {accounts} accounts…"),
        (Language::Fr, true) => format!("Passer {accounts} compte en perte…"),
        (Language::Fr, false) => format!("Passer {accounts} comptes en perte…"),
    }
}

/// The warning, to the letter (for one, that of a personal write-off).
pub(crate) fn warning(customers: usize, language: Language) -> String {
    let singular = customers == 1;
    let customers = count(customers, language);
    match (language, singular) {
        (Language::En, true) => "You are about to write-off this customer. All products will be lost and you cannot reverse this action. Are you sure you want to proceed?".to_owned(),
        (Language::En, false) => format!("You are about to write-off {customers} customers. All products will be lost and you cannot reverse this action. Are you sure you want to proceed?"),
        (Language::Fr, true) => "Vous êtes sur le point de passer ce client en perte. Tous les produits seront perdus et vous ne pourrez pas annuler cette action. Voulez-vous vraiment continuer\u{a0}?".to_owned(),
        (Language::Fr, false) => format!("Vous êtes sur le point de passer {customers} clients en perte. Tous les produits seront perdus et vous ne pourrez pas annuler cette action. Voulez-vous vraiment continuer\u{a0}?"),
    }
}

/// What stands after the first ones of a list.
pub(crate) fn and_more(more: usize, language: Language) -> String {
    let singular = is_singular(more, language);
    let more = count(more, language);
    match (language, singular) {
        (Language::En, _) => format!("and {more} more"),
        (Language::Fr, true) => format!("et {more} autre"),
        (Language::Fr, false) => format!("et {more} autres"),
    }
}

/// What must be ticked where some are early.
pub(crate) fn tick_early(early: usize, limit_days: u32, language: Language) -> String {
    let singular = is_singular(early, language);
    let early = count(early, language);
    let days = number(u64::from(limit_days), language);
    match (language, singular) {
        (Language::En, true) => {
            format!("I have seen that {early} of them is in default for less than {days} days.")
        }
        (Language::En, false) => {
            format!("I have seen that {early} of them are in default for less than {days} days.")
        }
        (Language::Fr, true) => {
            format!("J’ai vu que {early} d’entre eux est en défaut depuis moins de {days} jours.")
        }
        (Language::Fr, false) => {
            format!("J’ai vu que {early} d’entre eux sont en défaut depuis moins de {days} jours.")
        }
    }
}

/// What is known about the same file.
pub(crate) fn used_before(when: &str, who: &str, written_off: u32, language: Language) -> String {
    let written_off = number(u64::from(written_off), language);
    match language {
        Language::En => {
            format!("This file was already used on {when} by {who}: {written_off} written off.")
        }
        Language::Fr => format!(
            "Ce fichier a déjà été utilisé le {when} par {who}\u{a0}: {written_off} passés en perte."
        ),
    }
}

/// What was submitted and has no answer.
pub(crate) fn unanswered(file: &str, accounts: usize, language: Language) -> String {
    let accounts = count(accounts, language);
    match language {
        Language::En => format!("{file}: {accounts} accounts to be written off."),
        Language::Fr => format!("{file}\u{a0}: {accounts} comptes à passer en perte."),
    }
}

/// The reasons, with how many entries each has.
pub(crate) fn reason_count(reason: &str, entries: usize, language: Language) -> String {
    labelled(reason, &count(entries, language), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The company's wording, which people have signed off: it is kept to the letter.
    #[test]
    fn the_warning_is_literal() {
        assert_eq!(
            warning(1_187, Language::En),
            "You are about to write-off 1,187 customers. All products will be lost and you cannot \
             reverse this action. Are you sure you want to proceed?"
        );
        assert_eq!(
            warning(1, Language::En),
            "You are about to write-off this customer. All products will be lost and you cannot \
             reverse this action. Are you sure you want to proceed?"
        );
    }

    #[test]
    fn buttons_agree_with_their_number() {
        assert_eq!(save(1, Language::En), "Write off 1 account…");
        assert_eq!(save(2_000, Language::En), "Write off 2,000 accounts…");
        assert_eq!(save(1, Language::Fr), "Passer 1 compte en perte…");
        assert_eq!(save(2_000, Language::Fr), "Passer 2\u{202f}000 comptes en perte…");
    }

    #[test]
    fn a_place_is_read_out_of_its_zone() {
        assert_eq!(
            today_is("21 Nov 2026", "Africa/Dar_es_Salaam", Language::En),
            "today is 21 Nov 2026 in Dar es Salaam"
        );
        assert_eq!(today_is("x", "UTC", Language::En), "today is x in UTC");
    }
}
