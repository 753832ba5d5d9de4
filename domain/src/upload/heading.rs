//! Finding the account ID column by its name.

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

/// Names that say account: they win over names that only say identifier.
const ACCOUNT: &[&str] = &[
    "account",
    "accounts",
    "accountid",
    "accountids",
    "accountidentifier",
    "accountnumber",
    "accountnumbers",
    "accountno",
    "accountnos",
    "accountnr",
    "accountnum",
    "accountcode",
    "accountref",
    "accountreference",
    "idaccount",
    "acct",
    "acctid",
    "acctno",
    "acctnumber",
    "customeraccount",
    "customeraccountid",
    "customeraccountnumber",
    "clientaccount",
    "compte",
    "comptes",
    "compteid",
    "comptesid",
    "compteclient",
    "numerodecompte",
    "numerosdecompte",
    "numerocompte",
    "numeroducompte",
    "numerodecompteclient",
    "numdecompte",
    "numcompte",
    "nodecompte",
    "nocompte",
    "ndecompte",
    "nducompte",
    "ncompte",
    "iddecompte",
    "idducompte",
    "idcompte",
    "identifiantdecompte",
    "identifiantducompte",
    "identifiantcompte",
    "codecompte",
    "referencecompte",
    "referencedecompte",
    "refcompte",
];

/// Names that say identifier and leave open of what: they count where nothing says account.
const IDENTIFIER: &[&str] =
    &["id", "ids", "identifier", "identifiers", "identifiant", "identifiants"];

/// Looks for the account ID column among the cells of a first row.
pub(super) fn heading(cells: &[String]) -> Heading {
    let plain_cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    let named_by = |known: &[&str]| -> Vec<usize> {
        let named =
            plain_cells.iter().enumerate().filter(|(_, name)| known.contains(&name.as_str()));
        named.map(|(index, _)| index).collect()
    };
    for known in [ACCOUNT, IDENTIFIER] {
        match named_by(known).as_slice() {
            [] => {}
            [column] => return Heading::Column(*column),
            _ => return Heading::Ambiguous,
        }
    }
    Heading::None
}

/// A column's name without case, accents, blanks and punctuation.
fn plain(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'à'..='å' => Some('a'),
            'ç' => Some('c'),
            'è'..='ë' => Some('e'),
            'ì'..='ï' => Some('i'),
            'ñ' | '№' => Some('n'),
            'ò'..='ö' => Some('o'),
            'ù'..='ü' => Some('u'),
            // Accents may stand as characters of their own; they are no letters and fall away.
            c if c.is_ascii_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
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
        ] {
            assert_eq!(of(cells), expected, "{cells:?}");
        }
    }
}
