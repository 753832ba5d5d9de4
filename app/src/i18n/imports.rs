//! Texts of imports: choosing files, the preview, and what was imported.

use domain::import::{Counts, Field, Kind};
use domain::language::Language;

use super::format::{count, counted, number};
use super::{Text, labelled, texts};

texts! {
    TITLE = "Import", "Importation";
    WHAT_FOR = "Bring customers, contracts, units and payments in from files.",
        "Importer clients, contrats, unités et paiements depuis des fichiers.";
    LEAD = "Nothing is taken before you have seen what would become of each row. The same file again changes nothing.",
        "Rien n’est pris avant que vous ayez vu ce que deviendrait chaque ligne. Le même fichier une seconde fois ne change rien.";
    CHOOSE_FILES = "Choose files", "Choisir des fichiers";
    CHOOSE_ANOTHER = "Choose another file", "Choisir un autre fichier";
    OR_DROP = "or drop them here", "ou déposez-les ici";
    DROP_HERE = "Drop them", "Déposez-les";
    FACT_TYPES = "CSV, text, Excel (.xlsx, .xls) or OpenDocument (.ods)",
        "CSV, texte, Excel (.xlsx, .xls) ou OpenDocument (.ods)";
    FACT_ROWS = "Up to 100,000 rows and 32\u{a0}MB a file", "Jusqu’à 100\u{202f}000 lignes et 32\u{a0}Mo par fichier";
    FACT_ORDER = "Several files are imported one after the other: centres, products, staff, accounts, contracts, units, payments",
        "Plusieurs fichiers sont importés l’un après l’autre\u{a0}: centres, produits, personnel, comptes, contrats, unités, paiements";
    TEMPLATES = "Templates to fill in", "Modèles à remplir";
    TEMPLATES_LEAD = "One workbook with a sheet for each kind, or a CSV file a kind.",
        "Un classeur avec une feuille par type, ou un fichier CSV par type.";
    PORTFOLIO = "Current data, to edit", "Données actuelles, à modifier";
    PORTFOLIO_LEAD = "A CSV file a kind with the columns of its template. Importing it as it is changes nothing.",
        "Un fichier CSV par type, avec les colonnes de son modèle. L’importer tel quel ne change rien.";
    WORKBOOK = "Workbook", "Classeur";
    HISTORY = "Imports", "Importations";
    NO_HISTORY = "Nothing has been imported yet.", "Rien n’a encore été importé.";
    OLDER = "Show older imports", "Afficher les importations plus anciennes";
    NUMBER = "No.", "N°";
    WHEN = "When", "Quand";
    WHO = "Who", "Qui";
    FILE = "File", "Fichier";
    NEW = "New", "Nouvelles";
    CHANGED = "Changed", "Modifiées";
    SAME = "Same", "Identiques";
    REFUSED = "Refused", "Refusées";
    ALL = "All", "Toutes";
    N_NEW = "new", "nouvelles";
    N_CHANGED = "changed", "modifiées";
    N_SAME = "the same", "identiques";
    N_REFUSED = "refused", "refusées";
    NOT_IMPORTED_YET = "Preview. Nothing is imported yet.", "Aperçu. Rien n’est encore importé.";
    READING = "Reading the file…", "Lecture du fichier…";
    CHECKING = "Comparing with what is here…", "Comparaison avec ce qui existe…";
    FAILED_TITLE = "The file could not be looked at", "Le fichier n’a pas pu être examiné";
    WHICH_TITLE = "What is in this file?", "Que contient ce fichier\u{a0}?";
    WHICH_KIND_TEXT = "Neither its name nor its headings say what its rows are.",
        "Ni son nom ni ses titres ne disent ce que sont ses lignes.";
    WHICH_COLUMNS_TEXT = "Say what the columns hold. It is remembered for the next file with the same headings.",
        "Dites ce que contiennent les colonnes. Ce sera retenu pour le prochain fichier avec les mêmes titres.";
    WHICH_KIND = "Its rows are", "Ses lignes sont des";
    CHOOSE = "Choose…", "Choisir…";
    LEAVE_OUT = "left out", "laissées de côté";
    NOT_USED = "not used", "non utilisée";
    FIRST_ROWS = "The first rows of the file", "Les premières lignes du fichier";
    GO_ON = "Go on", "Continuer";
    FILTERS = "Which rows", "Quelles lignes";
    FIND = "Find in the rows", "Chercher dans les lignes";
    ROWS = "What becomes of each row", "Ce que devient chaque ligne";
    LINE = "Line", "Ligne";
    KEY = "Row", "Ligne concernée";
    RESULT = "Result", "Résultat";
    WHAT = "What", "Quoi";
    NO_ROWS_SHOWN = "No row fits. Choose another group, or clear the field.",
        "Aucune ligne ne correspond. Choisissez un autre groupe, ou videz le champ.";
    MORE = "Show more rows", "Afficher plus de lignes";
    COLUMNS_ALL = "All columns are used.", "Toutes les colonnes sont utilisées.";
    DOWNLOAD_REFUSED = "Download refused rows", "Télécharger les lignes refusées";
    REFUSED_HINT = "Correct them and choose that file: the rows that were taken stay as they are.",
        "Corrigez-les puis choisissez ce fichier\u{a0}: les lignes prises restent telles quelles.";
    NOTHING_NEW = "Everything is here already. There is nothing to import.",
        "Tout est déjà là. Il n’y a rien à importer.";
    NOTHING_TAKEN = "No row can be taken. Correct the refused rows, and choose the file again.",
        "Aucune ligne ne peut être prise. Corrigez les lignes refusées, puis choisissez de nouveau le fichier.";
    NEXT_FILE = "Next file", "Fichier suivant";
    CANCEL = "Cancel", "Annuler";
    DISCARD = "Discard", "Abandonner";
    DISCARDED = "The preview is discarded. Nothing was imported.", "L’aperçu est abandonné. Rien n’a été importé.";
    CONFIRM_TITLE = "Import these rows?", "Importer ces lignes\u{a0}?";
    CONFIRM_CREATED = "Created", "Créées";
    CONFIRM_CHANGED = "Changed", "Modifiées";
    CONFIRM_LEFT = "Left out", "Laissées de côté";
    CONFIRM_TEXT = "What is created and changed is taken together, or nothing of it. Changes are in the audit log with old and new value.",
        "Ce qui est créé et modifié est pris en une fois, ou rien ne l’est. Les changements figurent au journal d’audit avec l’ancienne et la nouvelle valeur.";
    BACK = "Back to the preview", "Retour à l’aperçu";
    IMPORTING = "Importing…", "Importation…";
    NOT_DONE = "Nothing was imported", "Rien n’a été importé";
    UNKNOWN = "It is not known whether the file was imported", "On ne sait pas si le fichier a été importé";
    UNKNOWN_TEXT = "The answer did not arrive. Trying again is safe: nothing is imported twice.",
        "La réponse n’est pas arrivée. Réessayer est sans risque\u{a0}: rien n’est importé deux fois.";
    IMPORT_ID = "Import", "Importation";
    DIFFERS = "The portfolio has changed since the preview, and nothing was imported. This is what would happen now.",
        "Le portefeuille a changé depuis l’aperçu, et rien n’a été importé. Voici ce qui arriverait maintenant.";
    DONE = "The file is imported.", "Le fichier est importé.";
    FAILED = "The import cannot be shown", "L’importation ne peut pas être affichée";
    NOT_FOUND_TITLE = "There is no such import", "Cette importation n’existe pas";
    NOT_FOUND_TEXT = "It was discarded, or the address is mistyped.", "Elle a été abandonnée, ou l’adresse est erronée.";
    TO_IMPORTS = "To the imports", "Vers les importations";
    DOWNLOAD_FILE = "Download the file", "Télécharger le fichier";
    IN_ACCOUNTS = "See the accounts", "Voir les comptes";
    IN_PAYMENTS = "See the payments", "Voir les paiements";
    IN_PEOPLE = "See the people", "Voir les personnes";
    IN_SETTINGS = "See the settings", "Voir les paramètres";
}

/// How many rows a button imports.
pub(crate) fn import_n(n: u32, language: Language) -> String {
    import_now(n, language) + "…"
}

/// How many rows are imported at once, where nothing more is asked.
pub(crate) fn import_now(n: u32, language: Language) -> String {
    let rows = rows(n, language);
    match language {
        Language::En => format!("Import {rows}"),
        Language::Fr => format!("Importer {rows}"),
    }
}

/// How many rows each result has, without those that have none: `1,150 new · 3 refused`.
pub(crate) fn each(counts: &Counts, language: Language) -> String {
    use super::import_rows::{
        CHANGED as ONE_CHANGED, NEW as ONE_NEW, REFUSED as ONE_REFUSED, SAME as ONE_SAME,
    };
    let each = [
        (ONE_NEW, N_NEW, counts.created),
        (ONE_CHANGED, N_CHANGED, counts.changed),
        (ONE_SAME, N_SAME, counts.same),
        (ONE_REFUSED, N_REFUSED, counts.refused),
    ];
    let some = each.into_iter().filter(|(.., n)| *n > 0);
    let said = some
        .map(|(one, many, n)| counted(usize::try_from(n).unwrap_or_default(), one, many, language));
    said.collect::<Vec<_>>().join(" · ")
}

/// A number of rows.
pub(crate) fn rows(n: u32, language: Language) -> String {
    const ONE: Text = Text { en: "row", fr: "ligne" };
    const MANY: Text = Text { en: "rows", fr: "lignes" };
    counted(usize::try_from(n).unwrap_or_default(), ONE, MANY, language)
}

/// A sheet with what it is and how many rows it has: `Accounts 1,204 rows`.
pub(crate) fn sheet(kind: Kind, n: u32, language: Language) -> String {
    format!("{} {}", kind.name(language), rows(n, language))
}

/// What was done, as a heading.
pub(crate) fn done(counts: &Counts, language: Language) -> String {
    let (taken, refused) = (rows(counts.taken(), language), counts.refused);
    let refused = number(u64::from(refused), language);
    match (language, counts.refused) {
        (Language::En, 0) => format!("{taken} imported"),
        (Language::En, _) => format!("{taken} imported, {refused} refused"),
        (Language::Fr, 0) => format!("Importation de {taken}"),
        (Language::Fr, _) => format!("Importation de {taken}, {refused} refusées"),
    }
}

/// An import's number, above its heading.
pub(crate) fn import_number(n: u64, language: Language) -> String {
    match language {
        Language::En => format!("Import {}", number(n, language)),
        Language::Fr => format!("Importation {}", number(n, language)),
    }
}

/// How many rows of how many are shown.
pub(crate) fn shown(n: usize, all: u32, language: Language) -> String {
    let (n, all) = (count(n, language), number(u64::from(all), language));
    match language {
        Language::En => format!("{n} of {all} rows"),
        Language::Fr => format!("{n} lignes sur {all}"),
    }
}

/// Fields that must be there and have no column.
pub(crate) fn missing(fields: &[Field], language: Language) -> String {
    let names: Vec<_> = fields.iter().map(|field| field.name(language)).collect();
    let names = names.join(", ");
    match language {
        Language::En => format!("Still missing: {names}."),
        Language::Fr => format!("Manque encore\u{a0}: {names}."),
    }
}

/// A column that says what is owed in all, beside fees or tax.
pub(crate) fn whole_balance(heading: &str, language: Language) -> String {
    match language {
        Language::En => format!(
            "“{heading}” may hold what is owed in all, with the fees or tax that stand in columns of their own. Choose \
             the column that holds the principal alone."
        ),
        Language::Fr => format!(
            "«\u{a0}{heading}\u{a0}» peut contenir tout ce qui est dû, y compris les frais ou la taxe qui ont leur \
             propre colonne. Choisissez la colonne qui contient le principal seul."
        ),
    }
}

/// Columns that are not used.
pub(crate) fn unused(headings: &[&str], language: Language) -> String {
    let names = headings.join(", ");
    match language {
        Language::En => format!("Columns that are not used: {names}."),
        Language::Fr => format!("Colonnes non utilisées\u{a0}: {names}."),
    }
}

/// A column without a heading, by its place from 1.
pub(crate) fn column(n: usize, language: Language) -> String {
    match language {
        Language::En => format!("Column {n}"),
        Language::Fr => format!("Colonne {n}"),
    }
}

/// The link to the next of several files.
pub(crate) fn next_file(name: &str, language: Language) -> String {
    labelled(NEXT_FILE.of(language), name, language)
}

/// The name of the file with refused rows of a kind.
pub(crate) fn refused_file(kind: Kind, language: Language) -> String {
    let name = kind.name(language).to_lowercase();
    match language {
        Language::En => format!("refused {name}.csv"),
        Language::Fr => format!("{name} refusés.csv"),
    }
}

/// The name of the template of a kind.
pub(crate) fn template_file(kind: Kind, language: Language) -> String {
    format!("{}.csv", kind.name(language).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree_with_their_nouns() {
        assert_eq!(import_n(1_187, Language::En), "Import 1,187\u{a0}rows…");
        assert_eq!(import_n(1, Language::En), "Import 1\u{a0}row…");
        assert_eq!(import_n(1, Language::Fr), "Importer 1\u{a0}ligne…");
        let counts = Counts { created: 2, changed: 1, same: 9, refused: 4 };
        assert_eq!(
            each(&counts, Language::En),
            "2\u{a0}new · 1\u{a0}changed · 9\u{a0}the same · 4\u{a0}refused"
        );
        let one = Counts { refused: 1, ..Counts::default() };
        assert_eq!(each(&one, Language::Fr), "1\u{a0}refusée");
        assert_eq!(done(&counts, Language::En), "3\u{a0}rows imported, 4 refused");
    }
}
