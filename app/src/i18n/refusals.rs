//! Why a file is not taken, and what to do about it.

use domain::language::Language;
use domain::upload::{NotText, Refusal};

use super::format::{bytes, count};
use super::{Text, texts};

texts! {
    UNREADABLE_TITLE = "The file cannot be opened", "Le fichier ne peut pas être ouvert";
    UNREADABLE_TEXT = "It was moved, renamed or taken away since it was chosen. Choose it again.",
        "Il a été déplacé, renommé ou retiré depuis qu’il a été choisi. Choisissez-le de nouveau.";
}

/// What is wrong, as a heading.
pub(crate) fn title(refusal: &Refusal, language: Language) -> String {
    let text = match refusal {
        Refusal::Empty | Refusal::NoEntries => {
            Text { en: "No account IDs found", fr: "Aucun numéro de compte trouvé" }
        }
        Refusal::TooManyEntries { .. } => Text { en: "Too many entries", fr: "Trop d’entrées" },
        Refusal::TooLarge { .. } => {
            Text { en: "The file is too large", fr: "Le fichier est trop volumineux" }
        }
        Refusal::WhichColumn { .. } => super::bulk_write_off::WHICH_TITLE,
        Refusal::NoSuchColumn { .. } => {
            Text { en: "The file has no such column", fr: "Le fichier n’a pas cette colonne" }
        }
        Refusal::UnclosedQuote { line } => {
            return match language {
                Language::En => format!("A quotation mark on line {line} is never closed"),
                Language::Fr => format!("Un guillemet de la ligne {line} n’est jamais fermé"),
            };
        }
        Refusal::NotText(kind) => not_text_title(*kind),
    };
    text.of(language).to_owned()
}

/// What to do about it.
pub(crate) fn advice(refusal: &Refusal, language: Language) -> String {
    let text = match refusal {
        Refusal::TooManyEntries { entries, limit } => {
            return too_many(*entries, *limit, language);
        }
        Refusal::TooLarge { limit_bytes } => return too_large(*limit_bytes, language),
        Refusal::Empty => Text {
            en: "The file is empty. Fill in the template, or choose another file.",
            fr: "Le fichier est vide. Remplissez le modèle, ou choisissez un autre fichier.",
        },
        Refusal::NoEntries => Text {
            en: "There is a heading or blank rows, and nothing else. Fill in the template, or choose another file.",
            fr: "Il y a un titre ou des lignes vides, et rien d’autre. Remplissez le modèle, ou choisissez un autre fichier.",
        },
        Refusal::WhichColumn { .. } => super::bulk_write_off::WHICH_TEXT,
        Refusal::NoSuchColumn { .. } => Text {
            en: "Choose the file again and say which column holds the account IDs.",
            fr: "Choisissez de nouveau le fichier et dites quelle colonne contient les numéros de compte.",
        },
        Refusal::UnclosedQuote { .. } => Text {
            en: "Everything after it would be read as one cell. Remove or close the quotation mark, then choose the file again.",
            fr: "Tout ce qui suit serait lu comme une seule cellule. Supprimez ou fermez le guillemet, puis choisissez de nouveau le fichier.",
        },
        Refusal::NotText(kind) => not_text_advice(*kind),
    };
    text.of(language).to_owned()
}

fn too_many(entries: usize, limit: usize, language: Language) -> String {
    let (entries, limit) = (count(entries, language), count(limit, language));
    match language {
        Language::En => {
            format!("This file has {entries} entries; up to {limit} can be written off at once.")
        }
        Language::Fr => format!(
            "Ce fichier contient {entries} entrées\u{a0}; on peut en passer en perte jusqu’à {limit} à la fois."
        ),
    }
}

fn too_large(limit_bytes: usize, language: Language) -> String {
    let limit = bytes(limit_bytes as u64, language);
    match language {
        Language::En => format!(
            "Files up to {limit} are read, far more than a list of account IDs takes. Keep the column of account IDs only, then choose the file again."
        ),
        Language::Fr => format!(
            "Les fichiers sont lus jusqu’à {limit}, bien plus qu’il n’en faut pour une liste de comptes. Ne gardez que la colonne des numéros de compte, puis choisissez de nouveau le fichier."
        ),
    }
}

const fn not_text_title(kind: NotText) -> Text {
    match kind {
        NotText::Workbook => Text { en: "This is a workbook", fr: "Ceci est un classeur" },
        NotText::WebPage => Text { en: "This is a web page", fr: "Ceci est une page web" },
        NotText::Document => Text { en: "This is a document", fr: "Ceci est un document" },
        NotText::Picture => Text { en: "This is a picture", fr: "Ceci est une image" },
        NotText::Archive => {
            Text { en: "This is a compressed archive", fr: "Ceci est une archive compressée" }
        }
        NotText::Unknown => {
            Text { en: "This is not a text file", fr: "Ce n’est pas un fichier texte" }
        }
    }
}

const fn not_text_advice(kind: NotText) -> Text {
    match kind {
        NotText::Workbook => Text {
            en: "Open it in the spreadsheet program and save it as CSV: File, Save as, “CSV UTF-8 (comma delimited)”. In LibreOffice: “Text CSV”. Then choose that file.",
            fr: "Ouvrez-le dans le tableur et enregistrez-le en CSV\u{a0}: Fichier, Enregistrer sous, «\u{a0}CSV UTF-8 (délimité par des virgules)\u{a0}». Dans LibreOffice\u{a0}: «\u{a0}Texte CSV\u{a0}». Choisissez ensuite ce fichier.",
        },
        NotText::WebPage => Text {
            en: "Some systems call their web pages .csv or .xls. Open it in a spreadsheet program and save it as CSV, or export it again as CSV. If you had to sign in there, the export may hold the sign-in page.",
            fr: "Certains systèmes nomment leurs pages web .csv ou .xls. Ouvrez-la dans un tableur et enregistrez-la en CSV, ou exportez-la de nouveau en CSV. S’il fallait s’y connecter, l’export contient peut-être la page de connexion.",
        },
        NotText::Document => Text {
            en: "Copy the account IDs out of it and paste them here, or save them as plain text (.txt).",
            fr: "Copiez-en les numéros de compte et collez-les ici, ou enregistrez-les en texte brut (.txt).",
        },
        NotText::Picture => Text {
            en: "Account IDs cannot be read out of a picture. Ask for the list as a .csv or .txt file.",
            fr: "Les numéros de compte ne peuvent pas être lus dans une image. Demandez la liste en fichier .csv ou .txt.",
        },
        NotText::Archive => Text {
            en: "Unpack it, then choose the .csv or .txt file that is in it.",
            fr: "Décompressez-la, puis choisissez le fichier .csv ou .txt qu’elle contient.",
        },
        NotText::Unknown => Text {
            en: "Export the list as .csv or .txt from the program that made it, then choose that file.",
            fr: "Exportez la liste en .csv ou .txt depuis le programme qui l’a faite, puis choisissez ce fichier.",
        },
    }
}

/// The button that hands out a file in parts.
pub(crate) fn download_in_parts(parts: usize, language: Language) -> String {
    let parts = count(parts, language);
    match language {
        Language::En => format!("Download it in {parts} parts"),
        Language::Fr => format!("Le télécharger en {parts} parties"),
    }
}

/// What a part is called: the file's name, and which part it is.
pub(crate) fn part_name(file_name: &str, part: usize, parts: usize, language: Language) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    match language {
        Language::En => format!("{stem} ({part} of {parts}).csv"),
        Language::Fr => format!("{stem} ({part} sur {parts}).csv"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_says_both_numbers() {
        let refusal = Refusal::TooManyEntries { entries: 2_437, limit: 2_000 };
        assert_eq!(
            advice(&refusal, Language::En),
            "This file has 2,437 entries; up to 2,000 can be written off at once."
        );
    }

    #[test]
    fn parts_are_named_after_the_file() {
        for (name, expected) in [
            ("defaulted.csv", "defaulted (1 of 2).csv"),
            ("a.b.txt", "a.b (1 of 2).csv"),
            ("list", "list (1 of 2).csv"),
        ] {
            assert_eq!(part_name(name, 1, 2, Language::En), expected);
        }
    }
}
