//! What is said of a file while it is sent to be imported.

use domain::language::Language;

use super::format::{bytes, count};
use super::texts;

texts! {
    SENDING = "Sending the file", "Envoi du fichier";
    READING = "Reading and checking the rows", "Lecture et contrôle des lignes";
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

#[cfg(test)]
mod tests {
    use super::*;

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
