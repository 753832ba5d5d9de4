//! Which rows of the preview are shown.

use domain::bulk_write_off::{PreviewRow, Verdict};

use crate::bulk_write_off::previewed::Previewed;
use crate::components::RowView;

/// What the person wants to see.
pub(crate) type View = RowView<Filter>;

/// A group of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Filter {
    /// All of them.
    #[default]
    All,
    /// Those that will be written off.
    Will,
    /// Those of them that are early.
    Early,
    /// Those that will not.
    WillNot,
    /// Those that will not for one reason, by its code.
    Reason(&'static str),
    /// Those whose account was read as it was meant.
    ReadAs,
}

impl Filter {
    /// Whether a row belongs to the group.
    fn takes(self, previewed: &Previewed, row: &PreviewRow) -> bool {
        let verdict = &row.verdict;
        match self {
            Self::ReadAs => previewed.entry(row).is_some_and(|entry| entry.read_as),
            Self::All => true,
            Self::Will => verdict.is_eligible(),
            Self::Early => matches!(verdict, Verdict::Eligible { early: true, .. }),
            Self::WillNot => !verdict.is_eligible(),
            Self::Reason(code) => verdict.code() == code,
        }
    }
}

impl View {
    /// The rows to show, in the order of the preview.
    pub(crate) fn rows(&self, previewed: &Previewed) -> Vec<PreviewRow> {
        let find = lower_case(self.find.trim());
        let rows = previewed.preview.rows.iter().copied();
        rows.filter(|row| self.filter.takes(previewed, row))
            .filter(|row| find.is_empty() || holds(previewed, row, &find))
            .collect()
    }
}

/// Whether what a row shows holds the text, in whatever case.
fn holds(previewed: &Previewed, row: &PreviewRow, find: &str) -> bool {
    let Some(entry) = previewed.entry(row) else { return false };
    let has = |text: &str| lower_case(text).contains(find);
    let facts = previewed.facts_of(entry);
    has(&entry.text)
        || entry.account.as_ref().is_ok_and(|account| has(account.as_str()))
        || facts.is_some_and(|facts| has(&facts.customer) || has(&facts.centre))
}

/// The text in lower case, letter by letter.
fn lower_case(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk_write_off::flow_tests::previewed;

    fn shown(filter: Filter, find: &str) -> Vec<String> {
        let previewed = previewed();
        let view = View { filter, find: find.to_owned() };
        let rows = view.rows(&previewed);
        rows.iter().map(|row| previewed.entry(row).unwrap().text.clone()).collect()
    }

    #[test]
    fn groups_keep_the_order_of_the_preview() {
        assert_eq!(shown(Filter::All, ""), ["KE-2", "KE-1", "K E", "KE-1", "KE-9"]);
        assert_eq!(shown(Filter::Will, ""), ["KE-2", "KE-1"]);
        assert_eq!(shown(Filter::Early, ""), ["KE-2"]);
        assert_eq!(shown(Filter::WillNot, ""), ["K E", "KE-1", "KE-9"]);
        assert_eq!(shown(Filter::Reason("duplicate_entry"), ""), ["KE-1"]);
    }

    #[test]
    fn finds_by_account_customer_and_centre_whatever_the_case() {
        assert_eq!(shown(Filter::All, " ke-9 "), ["KE-9"]);
        assert_eq!(shown(Filter::All, "ODHIAMBO"), ["KE-1"]);
        assert!(shown(Filter::WillNot, "odhiambo").is_empty());
        assert_eq!(shown(Filter::All, "mombasa"), ["KE-2"]);
        assert!(shown(Filter::All, "nobody").is_empty());
    }
}
