//! What stands above the rows: the counts, and what narrows them.

use domain::api::SheetSeen;
use domain::import::{ColumnSeen, Counts, Kind};
use domain::language::Language;
use leptos::prelude::*;

use super::view::{Filter, View};
use crate::components::{
    Choice, FileButton, OnPress, Press, Tone, in_language, number_fact, row_filters, says, words,
};
use crate::i18n::format::number;
use crate::i18n::{Text, imports as texts, t};

/// How many rows each result has.
pub(super) fn summary(counts: &Counts, language: Language) -> AnyView {
    let each = [
        (texts::N_NEW, counts.created, Tone::Good),
        (texts::N_CHANGED, counts.changed, Tone::Good),
        (texts::N_SAME, counts.same, Tone::Plain),
        (texts::N_REFUSED, counts.refused, Tone::Doubt),
    ];
    let each = each.map(|(name, n, tone)| number_fact(name.of(language), n, tone, language));
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

/// A sheet whose rows are known.
#[derive(Clone, Debug)]
pub(super) struct KnownSheet {
    /// What its rows are.
    pub kind: Kind,
    /// How many there are.
    pub rows: u32,
    /// Its columns, used or not.
    pub columns: Vec<ColumnSeen>,
}

impl KnownSheet {
    /// Those of an import.
    pub(super) fn of(sheets: &[SheetSeen]) -> Vec<Self> {
        let known = sheets.iter().filter_map(|sheet| {
            Some(Self { kind: sheet.kind?, rows: sheet.rows, columns: sheet.columns.clone() })
        });
        known.collect()
    }

    /// The headings of columns that are not used.
    fn unused(&self) -> Vec<&str> {
        let unused = self.columns.iter().filter(|column| column.field.is_none());
        let headings = unused.map(|column| column.heading.as_str());
        headings.filter(|heading| !heading.is_empty()).collect()
    }
}

/// What each sheet was taken for, how many rows it has, and which of its columns are not used.
pub(super) fn sheets(known: &[KnownSheet], language: Language) -> AnyView {
    let all_used = !known.is_empty() && known.iter().all(|sheet| sheet.unused().is_empty());
    let all_used =
        all_used.then(|| view! { <p class="hint">{texts::COLUMNS_ALL.of(language)}</p> });
    let lines = known.iter().map(|sheet| {
        let unused = sheet.unused();
        let unused = (!unused.is_empty()).then(|| {
            view! { " " <span class="hint">{texts::unused(&unused, language)}</span> }
        });
        view! {
            <li data-testid="import-sheet" data-kind=sheet.kind.code()>
                {texts::sheet(sheet.kind, sheet.rows, language)} {unused}
            </li>
        }
    });
    view! {
        <ul class="import-sheets">{lines.collect_view()}</ul>
        {all_used}
    }
    .into_any()
}

/// What stands above a preview, whoever has made it: the file, what is in it, and the way to another one.
#[component]
pub(super) fn PreviewHead(
    /// What the file is called.
    file_name: String,
    /// Its sheets.
    known: Vec<KnownSheet>,
    /// Takes files that are chosen in its place.
    choice: Choice,
) -> impl IntoView {
    view! {
        <header class="page-head with-side">
            <div class="page-head-text">
                <p class="file-name">{file_name}</p>
                <h1>{t(texts::NOT_IMPORTED_YET)}</h1>
                {in_language(move |language| sheets(&known, language))}
            </div>
            <FileButton choice/>
        </header>
    }
}

/// What can be done about refused rows: buttons that download them, and what for.
pub(super) fn refused_rows(buttons: AnyView) -> AnyView {
    view! {
        <div class="buttons import-downloads">
            {buttons}
            <span class="hint">{t(texts::REFUSED_HINT)}</span>
        </div>
    }
    .into_any()
}

/// What stands below a preview: Discard, and the button that carries the number; or why there is none.
#[component]
pub(super) fn PreviewFoot(
    /// How many rows each result has.
    counts: Counts,
    /// Import was pressed.
    import: OnPress,
    /// Discard was pressed.
    discard: OnPress,
) -> impl IntoView {
    let taken = counts.taken();
    let action = if taken > 0 {
        let text = words(move |language| texts::import_n(taken, language));
        view! { <Press class="primary" id="save" text act=import/> }.into_any()
    } else {
        let why = if counts.refused > 0 { texts::NOTHING_TAKEN } else { texts::NOTHING_NEW };
        view! { <p role="status" data-testid="nothing-to-import">{t(why)}</p> }.into_any()
    };
    view! {
        <footer class="foot">
            // On phones the summary scrolls away; this stays. Who listens has heard it there.
            <p class="foot-counts" aria-hidden="true">
                {words(move |language| texts::each(&counts, language))}
            </p>
            <Press id="discard" text=says(texts::DISCARD) act=discard/>
            {action}
        </footer>
    }
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
        let used = vec![column("Name", Some(domain::import::Field::Name)), column("", None)];
        let mut known = [KnownSheet { kind: Kind::Centres, rows: 2, columns: used }];
        let html = |known: &[KnownSheet]| rendered(|| sheets(known, Language::En));
        assert!(html(&known).contains("All columns are used."));
        known[0].columns.push(column("Shoe size", None));
        let html = html(&known);
        assert!(html.contains("Shoe size.") && !html.contains("All columns"), "{html}");
    }

    #[test]
    fn none_is_quiet_and_what_is_refused_stands_out() {
        let counts = Counts { changed: 2, refused: 5, ..Counts::default() };
        let html = rendered(|| summary(&counts, Language::En));
        for part in ["data-tone=\"none\"><dt>new", "good\"><dt>changed", "doubt\"><dt>refused"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
