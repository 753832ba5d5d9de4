//! What stands above the rows: the counts, and what narrows them.

use domain::import::{ColumnSeen, Counts};
use domain::language::Language;
use leptos::prelude::*;

use super::view::{Filter, View};
use crate::components::{fact, row_filters, says, words};
use crate::i18n::format::number;
use crate::i18n::{Text, imports as texts};

/// How many rows each result has.
pub(super) fn summary(counts: &Counts, language: Language) -> AnyView {
    let each = [
        (texts::N_NEW, counts.created),
        (texts::N_CHANGED, counts.changed),
        (texts::N_SAME, counts.same),
        (texts::N_REFUSED, counts.refused),
    ];
    let each = each.map(|(name, n)| fact(name.of(language), number(u64::from(n), language)));
    view! {
        <dl
            class="summary"
            data-testid="import-summary"
            data-created=counts.created
            data-changed=counts.changed
            data-same=counts.same
            data-refused=counts.refused
        >
            {each}
        </dl>
    }
    .into_any()
}

/// Which columns of a sheet are not used.
pub(super) fn columns(columns: &[ColumnSeen], language: Language) -> String {
    let unused = columns.iter().filter(|column| column.field.is_none());
    let unused: Vec<_> = unused
        .map(|column| column.heading.as_str())
        .filter(|heading| !heading.is_empty())
        .collect();
    texts::unused(&unused, language)
}

/// A button for each group that has any, with how many, and a field to find by.
#[component]
pub(super) fn Filters(
    /// How many rows each result has.
    counts: Counts,
    /// What is shown.
    view: RwSignal<View>,
) -> impl IntoView {
    let groups = Filter::ALL
        .into_iter()
        .map(|filter| (filter, filter.count(&counts)))
        .filter(|(filter, n)| *n > 0 || *filter == Filter::All)
        .map(|(filter, n)| {
            (filter, says(name(filter)), words(move |language| number(u64::from(n), language)))
        });
    row_filters(view, groups, texts::FILTERS, texts::FIND)
}

const fn name(filter: Filter) -> Text {
    match filter {
        Filter::All => texts::ALL,
        Filter::Created => texts::NEW,
        Filter::Changed => texts::CHANGED,
        Filter::Same => texts::SAME,
        Filter::Refused => texts::REFUSED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn the_counts_can_be_read_by_people_and_tests() {
        let counts = Counts { created: 1_150, changed: 37, same: 14, refused: 3 };
        let html = rendered(|| summary(&counts, Language::Fr));
        for part in ["data-created=\"1150\"", "data-refused=\"3\"", "<dd>1\u{202f}150</dd>"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn columns_that_are_not_used_are_named() {
        let column = |heading: &str, field| ColumnSeen {
            heading: heading.to_owned(),
            field,
            ..ColumnSeen::default()
        };
        let mut seen = vec![column("Name", Some(domain::import::Field::Name)), column("", None)];
        assert_eq!(columns(&seen, Language::En), "All columns are used.");
        seen.push(column("Shoe size", None));
        assert!(columns(&seen, Language::En).ends_with("Shoe size."));
    }
}
