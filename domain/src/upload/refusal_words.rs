//! Why a file as a whole is not taken and what to do, to people who read English or French: the
//! same words on the page and in the server's answers.

use super::{NotText, Refusal};
use crate::figures::{bytes, count};
use crate::language::Language;

/// A title with its advice.
type Said = (&'static str, &'static str);

/// What is said of a file that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalWords {
    /// What is wrong, as a heading.
    pub title: String,
    /// What to do, in sentences.
    pub advice: String,
}

impl RefusalWords {
    pub(crate) fn new(title: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { title: title.into(), advice: advice.into() }
    }

    /// Words that are always the same.
    pub(crate) fn fixed(language: Language, english: Said, french: Said) -> Self {
        let (title, advice) = match language {
            Language::En => english,
            Language::Fr => french,
        };
        Self::new(title, advice)
    }

    /// Both in sentences, where there are no headings.
    pub fn in_full(&self) -> String {
        let Self { title, advice } = self;
        let stop = if title.ends_with('?') { "" } else { "." };
        format!("{title}{stop} {advice}")
    }
}

impl Refusal {
    /// What is wrong with a file of account IDs, and what to do.
    pub fn words(&self, language: Language) -> RefusalWords {
        let (english, french) = match self {
            Self::TooManyEntries { entries, limit } => {
                return too_many(*entries, *limit, language);
            }
            Self::TooLarge { limit_bytes } => return too_large(*limit_bytes, language),
            Self::UnclosedQuote { line } => return unclosed_quote(*line, language),
            Self::NotText(kind) => not_text(*kind),
            Self::Empty => (
                (
                    "No account IDs found",
                    "The file is empty. Fill in the template, or choose another file.",
                ),
                (
                    "Aucun numéro de compte trouvé",
                    "Le fichier est vide. Remplissez le modèle, ou choisissez un autre fichier.",
                ),
            ),
            Self::NoEntries => (
                (
                    "No account IDs found",
                    "There is a heading or blank rows, and nothing else. Fill in the template, or choose another file.",
                ),
                (
                    "Aucun numéro de compte trouvé",
                    "Il y a un titre ou des lignes vides, et rien d’autre. Remplissez le modèle, ou choisissez un autre fichier.",
                ),
            ),
            Self::WhichColumn { .. } => (
                (
                    "Which column holds the account IDs?",
                    "The file has several columns and none is named so.",
                ),
                (
                    "Quelle colonne contient les numéros de compte\u{a0}?",
                    "Le fichier a plusieurs colonnes, et aucune n’est nommée ainsi.",
                ),
            ),
            Self::NoSuchColumn { .. } => (
                (
                    "The file has no such column",
                    "Choose the file again and say which column holds the account IDs.",
                ),
                (
                    "Le fichier n’a pas cette colonne",
                    "Choisissez de nouveau le fichier et dites quelle colonne contient les numéros de compte.",
                ),
            ),
        };
        RefusalWords::fixed(language, english, french)
    }
}

fn too_many(entries: usize, limit: usize, language: Language) -> RefusalWords {
    let (entries, limit) = (count(entries, language), count(limit, language));
    match language {
        Language::En => RefusalWords::new(
            "Too many entries",
            format!("This file has {entries} entries; up to {limit} can be written off at once."),
        ),
        Language::Fr => RefusalWords::new(
            "Trop d’entrées",
            format!(
                "Ce fichier contient {entries} entrées\u{a0}; on peut en passer en perte jusqu’à {limit} à la fois."
            ),
        ),
    }
}

fn too_large(limit_bytes: usize, language: Language) -> RefusalWords {
    let limit = bytes(u64::try_from(limit_bytes).unwrap_or(u64::MAX), language);
    match language {
        Language::En => RefusalWords::new(
            "The file is too large",
            format!(
                "Files up to {limit} are read, far more than a list of account IDs takes. Keep the column of account IDs only, then choose the file again."
            ),
        ),
        Language::Fr => RefusalWords::new(
            "Le fichier est trop volumineux",
            format!(
                "Les fichiers sont lus jusqu’à {limit}, bien plus qu’il n’en faut pour une liste de comptes. Ne gardez que la colonne des numéros de compte, puis choisissez de nouveau le fichier."
            ),
        ),
    }
}

fn unclosed_quote(line: u32, language: Language) -> RefusalWords {
    match language {
        Language::En => RefusalWords::new(
            format!("A quotation mark on line {line} is never closed"),
            "Everything after it would be read as one cell. Remove or close the quotation mark, then choose the file again.",
        ),
        Language::Fr => RefusalWords::new(
            format!("Un guillemet de la ligne {line} n’est jamais fermé"),
            "Tout ce qui suit serait lu comme une seule cellule. Supprimez ou fermez le guillemet, puis choisissez de nouveau le fichier.",
        ),
    }
}

const fn not_text(kind: NotText) -> (Said, Said) {
    match kind {
        NotText::Workbook => (
            (
                "This is a workbook",
                "Open it in the spreadsheet program and save it as CSV: File, Save as, “CSV UTF-8 (comma delimited)”. In LibreOffice: “Text CSV”. Then choose that file.",
            ),
            (
                "Ceci est un classeur",
                "Ouvrez-le dans le tableur et enregistrez-le en CSV\u{a0}: Fichier, Enregistrer sous, «\u{a0}CSV UTF-8 (délimité par des virgules)\u{a0}». Dans LibreOffice\u{a0}: «\u{a0}Texte CSV\u{a0}». Choisissez ensuite ce fichier.",
            ),
        ),
        NotText::WebPage => (
            (
                "This is a web page",
                "Some systems call their web pages .csv or .xls. Open it in a spreadsheet program and save it as CSV, or export it again as CSV. If you had to sign in there, the export may hold the sign-in page.",
            ),
            (
                "Ceci est une page web",
                "Certains systèmes nomment leurs pages web .csv ou .xls. Ouvrez-la dans un tableur et enregistrez-la en CSV, ou exportez-la de nouveau en CSV. S’il fallait s’y connecter, l’export contient peut-être la page de connexion.",
            ),
        ),
        NotText::Document => (
            (
                "This is a document",
                "Copy the account IDs out of it and paste them here, or save them as plain text (.txt).",
            ),
            (
                "Ceci est un document",
                "Copiez-en les numéros de compte et collez-les ici, ou enregistrez-les en texte brut (.txt).",
            ),
        ),
        NotText::Picture => (
            (
                "This is a picture",
                "Account IDs cannot be read out of a picture. Ask for the list as a .csv or .txt file.",
            ),
            (
                "Ceci est une image",
                "Les numéros de compte ne peuvent pas être lus dans une image. Demandez la liste en fichier .csv ou .txt.",
            ),
        ),
        NotText::Archive => (
            (
                "This is a compressed archive",
                "Unpack it, then choose the .csv or .txt file that is in it.",
            ),
            (
                "Ceci est une archive compressée",
                "Décompressez-la, puis choisissez le fichier .csv ou .txt qu’elle contient.",
            ),
        ),
        NotText::Unknown => (
            (
                "This is not a text file",
                "Export the list as .csv or .txt from the program that made it, then choose that file.",
            ),
            (
                "Ce n’est pas un fichier texte",
                "Exportez la liste en .csv ou .txt depuis le programme qui l’a faite, puis choisissez ce fichier.",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_says_both_numbers() {
        let refusal = Refusal::TooManyEntries { entries: 2_437, limit: 2_000 };
        assert_eq!(
            refusal.words(Language::En).advice,
            "This file has 2,437 entries; up to 2,000 can be written off at once."
        );
    }

    #[test]
    fn a_question_in_full_has_no_stop_after_it() {
        let which = Refusal::WhichColumn { first_rows: Vec::new(), first_row_is_heading: false };
        for (refusal, expected) in [
            (which, "Which column holds the account IDs? The file has several columns and none"),
            (Refusal::UnclosedQuote { line: 7 }, "A quotation mark on line 7 is never closed. "),
        ] {
            let said = refusal.words(Language::En).in_full();
            assert!(said.starts_with(expected), "{said}");
        }
    }
}
