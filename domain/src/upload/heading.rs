//! Finding the account ID column by its name.

use std::sync::LazyLock;

/// What a first row says about where the account IDs are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// It names no account ID column; it may be an entry itself.
    None,
    /// It names this column, from 0.
    Column(usize),
    /// It names several.
    Ambiguous,
}

/// Words that say account.
const ACCOUNT: &[&str] =
    &["account", "accounts", "acct", "accts", "acc", "compte", "comptes", "cpte", "cptes"];

/// Words that say what of the account, in any order with those: a number, an identifier, a code.
pub(crate) const NUMBER: &[&str] = &[
    "id",
    "ids",
    "identifier",
    "identifiers",
    "identifiant",
    "identifiants",
    "no",
    "nos",
    "nr",
    "num",
    "number",
    "numbers",
    "numero",
    "numeros",
    "ref",
    "refs",
    "reference",
    "references",
    "code",
    "codes",
    "n",
];

/// Words that may stand between them, or say whose the account is.
pub(crate) const BESIDE: &[&str] =
    &["de", "du", "des", "d", "le", "les", "la", "l", "the", "customer", "client", "s"];

/// Words that say identifier and leave open of what: they count where nothing says account.
const IDENTIFIER: &[&str] =
    &["id", "ids", "identifier", "identifiers", "identifiant", "identifiants"];

/// Looks for the account ID column among the cells of a first row.
pub(super) fn heading(cells: &[String]) -> Heading {
    let cells: Vec<Vec<String>> = cells.iter().map(|cell| words(cell)).collect();
    for says in [says_account, says_identifier] {
        let mut named = cells.iter().enumerate().filter(|(_, words)| says(words));
        match (named.next(), named.next()) {
            (None, _) => {}
            (Some((column, _)), None) => return Heading::Column(column),
            (Some(_), Some(_)) => return Heading::Ambiguous,
        }
    }
    Heading::None
}

/// Whether the words name an account, or its number: no word says anything else.
fn says_account(words: &[String]) -> bool {
    let is = |known: &[&str], word: &String| known.contains(&word.as_str());
    let numbered = words.iter().any(|word| is(NUMBER, word));
    // `AC No` is an account; `AC` alone is a current, or air conditioning.
    let account = |word: &String| is(ACCOUNT, word) || (numbered && word == "ac");
    words.iter().any(account)
        && words.iter().all(|word| account(word) || is(NUMBER, word) || is(BESIDE, word))
}

fn says_identifier(words: &[String]) -> bool {
    !words.is_empty() && words.iter().all(|word| IDENTIFIER.contains(&word.as_str()))
}

/// The words of a column's name, without case and accents. Words that are written together stand
/// apart: `accountid`, `numerodecompte`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let plain: String = name.chars().flat_map(char::to_lowercase).map(plain_letter).collect();
    // `A/C` is one word.
    let plain = plain.replace("a/c", " acc ");
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric() && c != MARK);
    let words = words.map(|word| word.replace(MARK, "")).filter(|word| !word.is_empty());
    words.flat_map(|word| apart(&word).unwrap_or_else(|| vec![word])).collect()
}

/// Words that may be written together, the longest first: `comptes` before `compte`.
static PARTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut parts = [ACCOUNT, NUMBER, BESIDE].concat();
    parts.retain(|part| part.len() > 1 || *part == "n");
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
});

/// A word that is made of several known ones, as those.
fn apart(word: &str) -> Option<Vec<String>> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    PARTS.iter().find_map(|known| {
        let mut rest = apart(word.strip_prefix(known)?)?;
        rest.insert(0, (*known).to_owned());
        Some(rest)
    })
}

/// Stands for what belongs to a letter and is none: an accent that is a character of its own.
const MARK: char = '\u{1}';

/// A letter without its accent.
const fn plain_letter(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' | '№' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        '\u{300}'..='\u{36f}' => MARK,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str]) -> Heading {
        heading(&cells.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn finds_the_account_column_whatever_its_dress() {
        for name in [
            "account",
            "Account ID",
            "ACCOUNT_ID",
            "account number",
            "Account no.",
            " Account No ",
            "compte",
            "Numéro de compte",
            "NUMERO DE COMPTE",
            "Nume\u{301}ro de compte",
            "N° de compte",
            "nº de compte",
            "№ de compte",
            "\"id\"",
            "ID",
            "\u{feff}account_id",
            "Identifiant du compte",
            "A/C No",
            "a/c",
            "A/C",
            "AC No.",
            "Acc. No.",
            "Acct #",
            "Account:",
            "Account No./ID",
            "No. Account",
            "Compte N°",
            "N° Cpte",
            "Cpte",
            "Réf. compte",
            "Code client compte",
            "customer account",
            "accountNumber",
            "NumeroDeCompte",
            "ncompte",
        ] {
            assert_eq!(of(&["note", name]), Heading::Column(1), "{name}");
        }
    }

    #[test]
    fn does_not_guess() {
        for (cells, expected) in [
            (&["name", "phone"][..], Heading::None),
            (&["customer id", "name"], Heading::None),
            (&["KE-1", "Wanjiku"], Heading::None),
            (&["id", "account_id", "name"], Heading::Column(1)),
            (&["account", "account number"], Heading::Ambiguous),
            (&["id", "ID"], Heading::Ambiguous),
            (&[""], Heading::None),
            (&["Contract No", "Phone No"], Heading::None),
            (&["account name", "account balance"], Heading::None),
            (&["Account holder", "AC"], Heading::None),
            (&["Number of accounts", "Nombre de comptes"], Heading::None),
            (&["Customer No", "N° client", "Code"], Heading::None),
        ] {
            assert_eq!(of(cells), expected, "{cells:?}");
        }
    }
}
