//! Which rows are shown.

use domain::import::{Counts, Outcome};

use crate::components::RowView;

/// What the person wants to see.
pub(super) type View = RowView<Filter>;

/// A group of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Filter {
    /// All of them.
    #[default]
    All,
    /// New ones.
    Created,
    /// Different ones.
    Changed,
    /// Those left alone.
    Same,
    /// Those not taken.
    Refused,
}

impl Filter {
    /// The groups of all rows, as they follow each other: what has to be dealt with first, what stays last.
    pub(super) const IN_ORDER: [Self; 4] =
        [Self::Refused, Self::Changed, Self::Created, Self::Same];

    /// Every group.
    pub(super) const ALL: [Self; 5] =
        [Self::All, Self::Created, Self::Changed, Self::Same, Self::Refused];

    /// The result of its rows as the API calls it; empty where it is any.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Refused => "refused",
        }
    }

    /// The groups in which its rows are shown one after the other.
    pub(super) fn groups(self) -> Vec<Self> {
        if self == Self::All { Self::IN_ORDER.to_vec() } else { vec![self] }
    }

    /// How many rows it has.
    pub(super) const fn count(self, counts: &Counts) -> u32 {
        match self {
            Self::All => counts
                .created
                .saturating_add(counts.changed)
                .saturating_add(counts.same)
                .saturating_add(counts.refused),
            Self::Created => counts.created,
            Self::Changed => counts.changed,
            Self::Same => counts.same,
            Self::Refused => counts.refused,
        }
    }
}

impl View {
    /// The rows to show: group after group, each in the order of the file. `text` is what a row says.
    pub(super) fn rows<'a>(
        &self,
        outcomes: &'a [Outcome],
        text: impl Fn(&Outcome) -> String,
    ) -> Vec<&'a Outcome> {
        let find = self.find.trim().to_lowercase();
        let groups = self.filter.groups().into_iter();
        let rows = groups
            .flat_map(|group| outcomes.iter().filter(move |row| row.result.code() == group.code()));
        rows.filter(|row| {
            find.is_empty()
                || row.key.to_lowercase().contains(&find)
                || text(row).to_lowercase().contains(&find)
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::flow::tests::outcomes;
    use super::*;

    fn lines(filter: Filter, find: &str) -> Vec<u32> {
        let outcomes = outcomes();
        let view = View { filter, find: find.to_owned() };
        view.rows(&outcomes, |row| format!("says {}", row.line))
            .iter()
            .map(|row| row.line)
            .collect()
    }

    #[test]
    fn what_is_refused_comes_first_and_what_stays_last() {
        assert_eq!(lines(Filter::All, ""), [5, 3, 2, 4]);
        assert_eq!(lines(Filter::Created, ""), [2]);
        assert_eq!(lines(Filter::Refused, ""), [5]);
    }

    #[test]
    fn rows_are_found_by_their_key_and_by_what_they_say() {
        assert_eq!(lines(Filter::All, " ke-3 "), [4]);
        assert_eq!(lines(Filter::All, "SAYS 3"), [3]);
        assert!(lines(Filter::Same, "ke-1").is_empty());
    }

    #[test]
    fn each_group_knows_how_many_it_has() {
        let counts = Counts::of(&outcomes());
        let each = Filter::ALL.map(|filter| filter.count(&counts));
        assert_eq!(each, [4, 1, 1, 1, 1]);
    }
}
