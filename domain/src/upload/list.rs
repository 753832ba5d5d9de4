//! Account IDs on one line, with delimiters of more than one kind between them.

use super::entry::named;
use super::layout::DELIMITERS;
use crate::account_id::trim_blanks;

/// The account IDs of a text that is such a list: `KE-1, KE-2; KE-3`. Delimiters of one kind may
/// separate the cells of a row; of two kinds they separate nothing but items.
pub(super) fn list(text: &str) -> Option<Vec<&str>> {
    let line = trim_blanks(text);
    let is_delimiter = |c: char| DELIMITERS.iter().any(|delimiter| char::from(*delimiter) == c);
    let kinds = DELIMITERS.iter().filter(|delimiter| line.contains(char::from(**delimiter)));
    if line.contains(['\n', '\r', '"']) || kinds.count() < 2 {
        return None;
    }
    let items = line.split(is_delimiter).map(trim_blanks).filter(|item| !item.is_empty());
    let items: Vec<&str> = items.collect();
    // A name is an account ID, too, as far as its letters go.
    let is_account = |item: &&str| named(item).is_ok() && item.contains(|c: char| c.is_numeric());
    items.iter().all(is_account).then_some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_account_ids_between_delimiters_of_two_kinds_are_a_list() {
        for (text, expected) in [
            ("KE-1, KE-2; KE-3\n", Some(vec!["KE-1", "KE-2", "KE-3"])),
            ("KE-1;KE-2,;", Some(vec!["KE-1", "KE-2"])),
            ("KE-1, KE-2, KE-3", None),
            ("KE-1, Otieno; 500", None),
            ("KE-1, KE-2\nKE-3; KE-4", None),
            ("KE-1", None),
            ("", None),
        ] {
            assert_eq!(list(text), expected, "{text:?}");
        }
    }
}
