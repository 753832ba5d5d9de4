//! The imports that were done, the latest first.

use domain::api::Import;
use domain::language::Language;
use leptos::prelude::*;

use crate::api;
use crate::i18n::format::number;
use crate::i18n::{Text, imports as texts, moment, t};
use crate::listing::{History, history};
use crate::routes;

/// How many imports are asked for at a time.
const PAGE: usize = 25;

static HEADINGS: [Text; 8] = [
    texts::NUMBER,
    texts::WHEN,
    texts::WHO,
    texts::FILE,
    texts::NEW,
    texts::CHANGED,
    texts::SAME,
    texts::REFUSED,
];

/// The history.
#[component]
pub(super) fn ImportHistory() -> impl IntoView {
    let shows = History {
        class: "list imports",
        label: texts::HISTORY,
        headings: &HEADINGS,
        row,
        none: texts::NO_HISTORY,
        older: texts::OLDER,
        ask: |page| {
            Box::pin(async move {
                let reply = api::list_imports(PAGE, page.from).await?;
                Ok((reply.imports, reply.next_before))
            })
        },
    };
    view! {
        <section class="import-history" aria-labelledby="imports">
            <h2 id="imports">{t(texts::HISTORY)}</h2>
            {history((), &shows)}
        </section>
    }
}

fn row(import: &Import, time_zone: &str, language: Language) -> AnyView {
    let said = import.number.map(|n| number(n, language)).unwrap_or_default();
    let counted = |n: u32, what: Text| {
        view! {
            <td role="cell">
                {number(u64::from(n), language)}
                <span class="unit">" " {what.of(language)}</span>
            </td>
        }
    };
    view! {
        <tr role="row" data-testid="import-history-row">
            <td role="cell"><a href=routes::import(&import.id)>{said}</a></td>
            <td role="cell">{moment(&import.at, time_zone, language)}</td>
            <td role="cell">{import.who(language)}</td>
            <td role="cell">{import.file_name.clone()}</td>
            {counted(import.counts.created, texts::N_NEW)}
            {counted(import.counts.changed, texts::N_CHANGED)}
            {counted(import.counts.same, texts::N_SAME)}
            {counted(import.counts.refused, texts::N_REFUSED)}
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::api::ImportStatus;

    use super::super::flow::tests::an_import;
    use super::*;
    use crate::components::rendered;

    #[test]
    fn an_import_is_a_link_with_who_when_file_and_counts() {
        let import = an_import(ImportStatus::Committed);
        let html = rendered(|| row(&import, "Africa/Nairobi", Language::En));
        for part in ["href=\"/imports/i-1\"", ">7<", "A. Wanjiku", "accounts.csv", "refused"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
