//! What is said beside a file that is not taken: why it is not stands in `domain`.

use domain::language::Language;

use super::format::count;
use super::texts;

texts! {
    UNREADABLE_TITLE = "The file cannot be opened", "Le fichier ne peut pas être ouvert";
    UNREADABLE_TEXT = "It was moved, renamed or taken away since it was chosen. Choose it again.",
        "Il a été déplacé, renommé ou retiré depuis qu’il a été choisi. Choisissez-le de nouveau.";
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
