//! Why a file as a whole cannot be imported, and what to do.

use crate::figures::{bytes, count};
use crate::import::{
    CELL_CHARS_MAX, CELLS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, FileRefusal, ROWS_MAX,
};
use crate::language::Language;
use crate::upload::{NotText, Refusal, RefusalWords};

impl FileRefusal {
    /// What is wrong with the file, and what to do.
    pub fn words(&self, language: Language) -> RefusalWords {
        let (english, french) = match self {
            Self::TooLarge => return too_large(FILE_BYTES_MAX, language),
            Self::TooManyColumns { sheet } => return too_many_columns(sheet, language),
            Self::TooManyCells => return too_many_cells(language),
            Self::CellTooLong { line } => return cell_too_long(*line, language),
            Self::TooManyRows => return too_many_rows(None, ROWS_MAX, language),
            Self::Text(refusal) => return of_text(refusal, language),
            Self::Encrypted => (
                (
                    "The workbook is protected by a password",
                    "Save it without a password, then choose it again.",
                ),
                (
                    "Le classeur est protégé par un mot de passe",
                    "Enregistrez-le sans mot de passe, puis choisissez-le de nouveau.",
                ),
            ),
            Self::Macros => (
                (
                    "The workbook has macros",
                    "Save it as .xlsx or .ods, which have none, then choose that file.",
                ),
                (
                    "Le classeur contient des macros",
                    "Enregistrez-le en .xlsx ou .ods, qui n’en ont pas, puis choisissez ce fichier.",
                ),
            ),
            Self::BinaryWorkbook => (
                (
                    "The workbook is in a binary format",
                    "Files in .xlsb are not read. Save it as .xlsx, .xls or .ods, then choose that file.",
                ),
                (
                    "Le classeur est dans un format binaire",
                    "Les fichiers .xlsb ne sont pas lus. Enregistrez-le en .xlsx, .xls ou .ods, puis choisissez ce fichier.",
                ),
            ),
            Self::Damaged => (
                (
                    "The workbook is damaged or incomplete",
                    "Open it in a spreadsheet program, save it again as .xlsx or .ods, then choose that file.",
                ),
                (
                    "Le classeur est endommagé ou incomplet",
                    "Ouvrez-le dans un tableur, enregistrez-le de nouveau en .xlsx ou .ods, puis choisissez ce fichier.",
                ),
            ),
            Self::UnpacksTooLarge => (
                (
                    "The workbook is too large inside",
                    "It unpacks to more than is read. Copy the rows into a new workbook, or save each sheet as CSV.",
                ),
                (
                    "Le contenu du classeur est trop volumineux",
                    "Décompressé, il dépasse ce qui est lu. Copiez les lignes dans un nouveau classeur, ou enregistrez chaque feuille en CSV.",
                ),
            ),
        };
        RefusalWords::fixed(language, english, french)
    }
}

/// What a text file is refused for is called as where account IDs are read; what to do may differ, because
/// workbooks are read here, and several columns.
fn of_text(refusal: &Refusal, language: Language) -> RefusalWords {
    let advised = |english, french| {
        let advice = match language {
            Language::En => english,
            Language::Fr => french,
        };
        RefusalWords::new(refusal.words(language).title, advice)
    };
    match refusal {
        Refusal::TooLarge { limit_bytes } => too_large(*limit_bytes, language),
        Refusal::TooManyEntries { entries, limit } => {
            too_many_rows(Some(*entries), *limit, language)
        }
        Refusal::UnclosedQuote { .. } => refusal.words(language),
        Refusal::NotText(NotText::Workbook) => advised(
            "It is of a kind that is not read. Save it as .xlsx, .xls, .ods or CSV, then choose that file.",
            "Il est d’un type qui n’est pas lu. Enregistrez-le en .xlsx, .xls, .ods ou CSV, puis choisissez ce fichier.",
        ),
        Refusal::NotText(_) => advised(
            "Choose a .csv or .txt file, or a workbook in .xlsx, .xls or .ods.",
            "Choisissez un fichier .csv ou .txt, ou un classeur .xlsx, .xls ou .ods.",
        ),
        Refusal::Empty => RefusalWords::fixed(
            language,
            ("No rows found", "The file is empty. Fill in a template, or choose another file."),
            (
                "Aucune ligne trouvée",
                "Le fichier est vide. Remplissez un modèle, ou choisissez un autre fichier.",
            ),
        ),
        Refusal::NoEntries => RefusalWords::fixed(
            language,
            (
                "No rows found",
                "There is a heading or blank rows, and nothing else. Fill in a template, or choose another file.",
            ),
            (
                "Aucune ligne trouvée",
                "Il y a un titre ou des lignes vides, et rien d’autre. Remplissez un modèle, ou choisissez un autre fichier.",
            ),
        ),
        Refusal::WhichColumn { .. } | Refusal::NoSuchColumn { .. } => RefusalWords::fixed(
            language,
            (
                "The columns of the file cannot be told",
                "Add a row with headings, then choose the file again.",
            ),
            (
                "Les colonnes du fichier ne peuvent pas être reconnues",
                "Ajoutez une ligne de titres, puis choisissez de nouveau le fichier.",
            ),
        ),
    }
}

fn too_large(limit_bytes: usize, language: Language) -> RefusalWords {
    let limit = bytes(u64::try_from(limit_bytes).unwrap_or(u64::MAX), language);
    let advice = match language {
        Language::En => {
            format!("At most {limit} are taken at a time. Split it into several files.")
        }
        Language::Fr => {
            format!("On prend au plus {limit} à la fois. Divisez-le en plusieurs fichiers.")
        }
    };
    RefusalWords::new(Refusal::TooLarge { limit_bytes }.words(language).title, advice)
}

fn too_many_rows(rows: Option<usize>, limit: usize, language: Language) -> RefusalWords {
    let limit = count(limit, language);
    let title = match language {
        Language::En => "Too many rows",
        Language::Fr => "Trop de lignes",
    };
    let advice = match (language, rows.map(|rows| count(rows, language))) {
        (Language::En, None) => {
            format!("At most {limit} rows are taken at a time. Split the file into several.")
        }
        (Language::En, Some(rows)) => format!(
            "The file has {rows} rows; at most {limit} are taken at a time. Split it into several files."
        ),
        (Language::Fr, None) => {
            format!("On prend au plus {limit} lignes à la fois. Divisez le fichier en plusieurs.")
        }
        (Language::Fr, Some(rows)) => format!(
            "Le fichier a {rows} lignes\u{a0}; on en prend au plus {limit} à la fois. Divisez-le en plusieurs fichiers."
        ),
    };
    RefusalWords::new(title, advice)
}

fn too_many_columns(sheet: &str, language: Language) -> RefusalWords {
    let most = count(COLUMNS_MAX, language);
    match language {
        Language::En => RefusalWords::new(
            "Too many columns",
            format!(
                "“{sheet}” has more than {most} columns. Delete those that are not needed, then choose the file again."
            ),
        ),
        Language::Fr => RefusalWords::new(
            "Trop de colonnes",
            format!(
                "«\u{a0}{sheet}\u{a0}» a plus de {most} colonnes. Supprimez celles qui ne servent pas, puis choisissez de nouveau le fichier."
            ),
        ),
    }
}

fn too_many_cells(language: Language) -> RefusalWords {
    let most = count(CELLS_MAX, language);
    match language {
        Language::En => RefusalWords::new(
            "Too many cells",
            format!(
                "There are more than {most} cells. Delete columns and sheets that are not needed, or split the file into several."
            ),
        ),
        Language::Fr => RefusalWords::new(
            "Trop de cellules",
            format!(
                "Il y a plus de {most} cellules. Supprimez les colonnes et les feuilles inutiles, ou divisez le fichier en plusieurs."
            ),
        ),
    }
}

fn cell_too_long(line: u32, language: Language) -> RefusalWords {
    let most = count(CELL_CHARS_MAX, language);
    match language {
        Language::En => RefusalWords::new(
            format!("A cell on line {line} is too long"),
            format!(
                "It has more than {most} characters, as many as a cell of a spreadsheet holds. Shorten it, then choose the file again."
            ),
        ),
        Language::Fr => RefusalWords::new(
            format!("Une cellule de la ligne {line} est trop longue"),
            format!(
                "Elle a plus de {most} caractères, autant qu’en contient une cellule de tableur. Raccourcissez-la, puis choisissez de nouveau le fichier."
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_said_in_both_languages() {
        for refusal in FileRefusal::all("7") {
            let english = refusal.words(Language::En);
            let french = refusal.words(Language::Fr);
            assert!(
                english.title != french.title && english.advice != french.advice,
                "{refusal:?}"
            );
            for words in [english, french] {
                let said = words.in_full();
                assert!(said.ends_with('.') && !said.contains(".."), "{said}");
            }
        }
    }

    #[test]
    fn a_refusal_names_what_it_is_about() {
        let said = |code, value, language| {
            FileRefusal::from_code(code, Some(value)).unwrap().words(language).in_full()
        };
        let sheet = said("workbook_too_many_columns", "Stock", Language::Fr);
        assert!(sheet.contains("«\u{a0}Stock\u{a0}» a plus de 200 colonnes"), "{sheet}");
        assert!(said("unclosed_quote", "7", Language::Fr).contains("ligne 7"));
        let rows = said("too_many_entries", "120000", Language::En);
        assert!(rows.contains("120,000 rows; at most 100,000"), "{rows}");
        let large = said("too_large", "", Language::En);
        assert!(large.starts_with("The file is too large. At most 32.0\u{a0}MB "), "{large}");
    }
}
