//! What is said of a file while it is sent to be imported, and where it is refused.

use domain::import::{CELLS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, FileRefusal, ROWS_MAX};
use domain::language::Language;
use domain::upload::{NotText, Refusal};

use super::format::{bytes, count};
use super::{Text, imports, refusals, texts};

texts! {
    SENDING = "Sending the file", "Envoi du fichier";
    READING = "Reading and checking the rows", "Lecture et contrôle des lignes";
    NOT_A_TABLE = "Choose a .csv or .txt file, or a workbook in .xlsx, .xls or .ods.",
        "Choisissez un fichier .csv ou .txt, ou un classeur .xlsx, .xls ou .ods.";
}

/// How much of a file has been sent.
pub(crate) fn sent(sent: u64, of: u64, percent: u64, language: Language) -> String {
    let (sent, of) = (bytes(sent, language), bytes(of, language));
    match language {
        Language::En => format!("{sent} of {of}, {percent}% sent"),
        Language::Fr => format!("{sent} sur {of}, {percent}\u{a0}% envoyés"),
    }
}

/// How much of a file has been sent, for those who hear it.
pub(crate) fn percent_sent(percent: u64, language: Language) -> String {
    match language {
        Language::En => format!("{percent}% sent"),
        Language::Fr => format!("{percent}\u{a0}% envoyés"),
    }
}

/// The file has arrived; with about how many rows it has, where that is known.
pub(crate) fn reading(rows: Option<usize>, language: Language) -> String {
    let Some(rows) = rows.map(|rows| count(rows, language)) else {
        return format!("{}…", READING.of(language));
    };
    match language {
        Language::En => format!("Reading and checking about {rows} rows…"),
        Language::Fr => format!("Lecture et contrôle d’environ {rows} lignes…"),
    }
}

/// What is wrong with a file as a whole, as a heading, and what to do.
pub(crate) fn file_refusal(refusal: &FileRefusal, language: Language) -> (String, String) {
    let of =
        |title: Text, text: Text| (title.of(language).to_owned(), text.of(language).to_owned());
    match refusal {
        FileRefusal::Encrypted => of(ENCRYPTED, ENCRYPTED_TEXT),
        FileRefusal::Macros => of(MACROS, MACROS_TEXT),
        FileRefusal::BinaryWorkbook => of(BINARY, BINARY_TEXT),
        FileRefusal::Damaged => of(DAMAGED, DAMAGED_TEXT),
        FileRefusal::UnpacksTooLarge => of(UNPACKS_TOO_LARGE, UNPACKS_TOO_LARGE_TEXT),
        FileRefusal::TooManyColumns { sheet } => {
            (TOO_MANY_COLUMNS.of(language).to_owned(), too_many_columns(sheet, language))
        }
        FileRefusal::TooManyCells => {
            (TOO_MANY_CELLS.of(language).to_owned(), too_many_cells(language))
        }
        FileRefusal::TooManyRows => {
            (TOO_MANY_ROWS.of(language).to_owned(), too_many_rows(language))
        }
        FileRefusal::TooLarge => too_large(FILE_BYTES_MAX, language),
        FileRefusal::Text(refusal) => of_text(refusal, language),
    }
}

fn of_text(refusal: &Refusal, language: Language) -> (String, String) {
    let title = || refusals::title(refusal, language);
    match refusal {
        Refusal::Empty | Refusal::NoEntries => (
            imports::NO_ROWS_TITLE.of(language).to_owned(),
            imports::NO_ROWS_TEXT.of(language).to_owned(),
        ),
        Refusal::TooManyEntries { entries, limit } => {
            (TOO_MANY_ROWS.of(language).to_owned(), imports::too_many(*entries, *limit, language))
        }
        Refusal::TooLarge { limit_bytes } => too_large(*limit_bytes, language),
        Refusal::WhichColumn { .. } | Refusal::NoSuchColumn { .. } => {
            (NO_COLUMNS.of(language).to_owned(), NO_COLUMNS_TEXT.of(language).to_owned())
        }
        Refusal::UnclosedQuote { .. } => (title(), refusals::advice(refusal, language)),
        Refusal::NotText(NotText::Workbook) => {
            (title(), OTHER_WORKBOOK_TEXT.of(language).to_owned())
        }
        Refusal::NotText(_) => (title(), NOT_A_TABLE.of(language).to_owned()),
    }
}

fn too_large(limit_bytes: usize, language: Language) -> (String, String) {
    let title = refusals::title(&Refusal::TooLarge { limit_bytes }, language);
    (title, imports::too_large(&bytes(limit_bytes as u64, language), language))
}

fn too_many_columns(sheet: &str, language: Language) -> String {
    let most = count(COLUMNS_MAX, language);
    match language {
        Language::En => format!(
            "The sheet “{sheet}” has more than {most} columns. Delete those that are not needed, then choose the file again."
        ),
        Language::Fr => format!(
            "La feuille «\u{a0}{sheet}\u{a0}» a plus de {most} colonnes. Supprimez celles qui ne servent pas, puis choisissez de nouveau le fichier."
        ),
    }
}

fn too_many_cells(language: Language) -> String {
    let most = count(CELLS_MAX, language);
    match language {
        Language::En => format!(
            "The sheets have more than {most} cells. Delete columns and sheets that are not needed, or split the workbook."
        ),
        Language::Fr => format!(
            "Les feuilles ont plus de {most} cellules. Supprimez les colonnes et les feuilles inutiles, ou divisez le classeur."
        ),
    }
}

fn too_many_rows(language: Language) -> String {
    let most = count(ROWS_MAX, language);
    match language {
        Language::En => {
            format!("At most {most} rows are taken at a time. Split the file into several.")
        }
        Language::Fr => {
            format!("On prend au plus {most} lignes à la fois. Divisez le fichier en plusieurs.")
        }
    }
}

texts! {
    ENCRYPTED = "The workbook is protected by a password", "Le classeur est protégé par un mot de passe";
    ENCRYPTED_TEXT = "Save it without a password, then choose it again.",
        "Enregistrez-le sans mot de passe, puis choisissez-le de nouveau.";
    MACROS = "The workbook has macros", "Le classeur contient des macros";
    MACROS_TEXT = "Save it as .xlsx or .ods, which have none, then choose that file.",
        "Enregistrez-le en .xlsx ou .ods, qui n’en ont pas, puis choisissez ce fichier.";
    BINARY = "The workbook is in a binary format", "Le classeur est dans un format binaire";
    BINARY_TEXT = "Files in .xlsb are not read. Save it as .xlsx, .xls or .ods, then choose that file.",
        "Les fichiers .xlsb ne sont pas lus. Enregistrez-le en .xlsx, .xls ou .ods, puis choisissez ce fichier.";
    DAMAGED = "The workbook is damaged or incomplete", "Le classeur est endommagé ou incomplet";
    DAMAGED_TEXT = "Open it in a spreadsheet program, save it again as .xlsx or .ods, then choose that file.",
        "Ouvrez-le dans un tableur, enregistrez-le de nouveau en .xlsx ou .ods, puis choisissez ce fichier.";
    UNPACKS_TOO_LARGE = "The workbook is too large inside", "Le contenu du classeur est trop volumineux";
    UNPACKS_TOO_LARGE_TEXT = "It unpacks to more than is read. Copy the rows into a new workbook, or save each sheet as CSV.",
        "Décompressé, il dépasse ce qui est lu. Copiez les lignes dans un nouveau classeur, ou enregistrez chaque feuille en CSV.";
    TOO_MANY_COLUMNS = "Too many columns", "Trop de colonnes";
    TOO_MANY_CELLS = "Too many cells", "Trop de cellules";
    TOO_MANY_ROWS = "Too many rows", "Trop de lignes";
    NO_COLUMNS = "The columns of the file cannot be told", "Les colonnes du fichier ne peuvent pas être reconnues";
    NO_COLUMNS_TEXT = "Add a row with headings, then choose the file again.",
        "Ajoutez une ligne de titres, puis choisissez de nouveau le fichier.";
    OTHER_WORKBOOK_TEXT = "It is of a kind that is not read. Save it as .xlsx, .xls, .ods or CSV, then choose that file.",
        "Il est d’un type qui n’est pas lu. Enregistrez-le en .xlsx, .xls, .ods ou CSV, puis choisissez ce fichier.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_said_in_both_languages() {
        for refusal in FileRefusal::all("7") {
            let english = file_refusal(&refusal, Language::En);
            let french = file_refusal(&refusal, Language::Fr);
            assert!(english.0 != french.0 && english.1 != french.1, "{refusal:?}");
            assert!(english.1.ends_with('.') && french.1.ends_with('.'), "{refusal:?}");
        }
    }

    #[test]
    fn a_refusal_names_what_it_is_about() {
        let said = |code, value, language| {
            let refusal = FileRefusal::from_code(code, Some(value)).unwrap();
            let (title, text) = file_refusal(&refusal, language);
            format!("{title}. {text}")
        };
        let sheet = said("workbook_too_many_columns", "Stock", Language::Fr);
        assert!(sheet.contains("«\u{a0}Stock\u{a0}» a plus de 200 colonnes"), "{sheet}");
        assert!(said("unclosed_quote", "7", Language::Fr).contains("ligne 7"));
        let rows = said("too_many_entries", "120000", Language::En);
        assert!(rows.contains("120,000 rows; at most 100,000"), "{rows}");
    }

    #[test]
    fn how_much_has_been_sent_is_a_figure_in_words() {
        assert_eq!(
            sent(1_500_000, 3_000_000, 50, Language::Fr),
            "1,5\u{a0}Mo sur 3,0\u{a0}Mo, 50\u{a0}% envoyés"
        );
        assert_eq!(reading(None, Language::En), "Reading and checking the rows…");
        assert_eq!(reading(Some(9_000), Language::En), "Reading and checking about 9,000 rows…");
    }
}
