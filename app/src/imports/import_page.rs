//! One import: what would become of its rows, or what did.

use domain::api::{Import, ImportStatus, ProblemCode, SheetSeen};
use domain::import::Kind;
use domain::language::Language;
use leptos::prelude::*;

use super::head::{KnownSheet, refused_rows, sheets, summary};
use super::queue::queue;
use super::send::Imported;
use super::server_preview::ServerPreview;
use super::server_rows::ServerRows;
use crate::api::{self, ApiError, load};
use crate::browser;
use crate::components::{
    CrumbsTo, TroublePage, Waiting, fact, in_language, press, use_title, words,
};
use crate::i18n::format::bytes;
use crate::i18n::{imports as texts, labelled, language, moment, shell, t};
use crate::navigation::parameter;
use crate::routes;
use crate::session::session;

/// The page of an import: also what is shown while it is a preview that the server has made.
#[component]
pub(crate) fn ImportPage(
    /// The id that the client made.
    id: String,
) -> impl IntoView {
    let differs = RwSignal::new(parameter(routes::DIFFERS).is_some());
    let loaded = load(move || {
        let id = id.clone();
        Box::pin(async move { api::get_import(&id).await })
    });
    let again = Callback::new(move |imported| {
        differs.set(matches!(imported, Imported::Differs(_)));
        loaded.answer().set(Some(Ok(imported.import())));
        browser::begin_page();
    });
    let named = move |language| {
        let name = |answer: &Option<Result<Import, ApiError>>| {
            let import = answer.as_ref()?.as_ref().ok()?;
            Some(name(import, language))
        };
        let name = loaded.answer().with(name);
        name.unwrap_or_else(|| texts::TITLE.of(language).to_owned())
    };
    use_title(words(named));
    view! {
        <CrumbsTo parent=texts::TITLE href=routes::IMPORTS here=words(named)/>
        {move || match loaded.answer().get() {
            None => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Some(Ok(import)) if import.status == ImportStatus::Preview => {
                let differs = differs.get_untracked();
                view! { <ServerPreview import differs again/> }.into_any()
            }
            Some(Ok(import)) => view! { <Done import/> }.into_any(),
            // A mistyped address is no import's either.
            Some(Err(error)) if matches!(
                error.code(),
                Some(ProblemCode::NotFound | ProblemCode::MalformedRequest)
            ) => view! { <NotFound/> }.into_any(),
            Some(Err(error)) => {
                let retry = press(move || loaded.again());
                view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
            }
        }}
    }
}

/// What an import is called: by its number once it was done, by its file before.
fn name(import: &Import, language: Language) -> String {
    match import.number {
        Some(number) => texts::import_number(number, language),
        None => import.file_name.clone(),
    }
}

/// An import that was done.
#[component]
fn Done(import: Import) -> impl IntoView {
    let time_zone = session().time_zone();
    let described = import.clone();
    let known = KnownSheet::of(&import.sheets);
    let href = api::import_file_href(&import.id);
    let file = view! {
        <a class="button" download="" data-testid="download-file" href=href>
            {t(texts::DOWNLOAD_FILE)}
        </a>
    };
    let next = queue().next_name().map(|name| {
        let said = words(move |language| texts::next_file(&name, language));
        view! {
            <a class="button primary" data-testid="next-file" href=routes::IMPORTS>{said}</a>
        }
    });
    let links = import.sheets.iter().filter(|sheet| sheet.counts.taken() > 0);
    let mut links: Vec<_> = links.filter_map(|sheet| sheet.kind).map(found_at).collect();
    links.dedup_by_key(|(href, _)| *href);
    let links = links.into_iter().map(|(href, text)| {
        view! { <a class="button" data-testid="imported-at" href=href>{t(text)}</a> }
    });
    view! {
        {in_language(move |language| about(&described, &time_zone, language))}
        {in_language(move |language| sheets(&known, language))}
        <div class="buttons import-next">{next} {links.collect_view()} {file}</div>
        <RefusedRows import=import.clone()/>
        <ServerRows import/>
    }
}

fn about(import: &Import, time_zone: &str, language: Language) -> AnyView {
    let number = import.number.map(|number| texts::import_number(number, language));
    let file = format!("{}, {}", import.file_name, bytes(import.file_bytes, language));
    view! {
        <header class="page-head">
            <p class="file-name">{number}</p>
            <h1>{texts::done(&import.counts, language)}</h1>
        </header>
        {summary(&import.counts, language)}
        <dl class="import-about">
            {fact(texts::WHEN.of(language), moment(&import.at, time_zone, language))}
            {fact(texts::WHO.of(language), import.who(language))}
            {fact(texts::FILE.of(language), file)}
        </dl>
    }
    .into_any()
}

/// Where what was imported is found.
const fn found_at(kind: Kind) -> (&'static str, crate::i18n::Text) {
    match kind {
        Kind::Centres | Kind::Products => (routes::SETTINGS, texts::IN_SETTINGS),
        Kind::Staff => (routes::PEOPLE, texts::IN_PEOPLE),
        Kind::Accounts | Kind::Contracts | Kind::Units => {
            (routes::ACCOUNT_STATUS, texts::IN_ACCOUNTS)
        }
        Kind::Payments => (routes::PAYMENTS, texts::IN_PAYMENTS),
    }
}

/// The rows that are refused, a file a kind.
#[component]
pub(super) fn RefusedRows(
    /// The import.
    import: Import,
) -> impl IntoView {
    let Import { id, sheets, .. } = import;
    let spoken = language();
    let kinds = refused_kinds(&sheets);
    let several = kinds.len() > 1;
    let refused: Vec<_> = kinds
        .into_iter()
        .map(|kind| {
            let id = id.clone();
            let said = words(move |language| {
                let text = texts::DOWNLOAD_REFUSED.of(language);
                if several {
                    labelled(text, kind.name(language), language)
                } else {
                    text.to_owned()
                }
            });
            let href = move || api::refused_rows_href(&id, kind, spoken.get());
            view! {
                <a class="button" download="" data-testid="download-refused" href=href>{said}</a>
            }
        })
        .collect();
    (!refused.is_empty()).then(|| refused_rows(refused.into_any()))
}

/// Kinds of which rows are refused, in the order in which they depend on each other.
fn refused_kinds(sheets: &[SheetSeen]) -> Vec<Kind> {
    let refused = |kind: &Kind| {
        sheets.iter().any(|sheet| sheet.kind == Some(*kind) && sheet.counts.refused > 0)
    };
    Kind::ALL.into_iter().filter(refused).collect()
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <section class="notice">
            <h1>{t(texts::NOT_FOUND_TITLE)}</h1>
            <p>{t(texts::NOT_FOUND_TEXT)}</p>
            <a class="button" href=routes::IMPORTS>{t(texts::TO_IMPORTS)}</a>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::super::flow::tests::an_import;
    use super::*;
    use crate::components::rendered;

    #[test]
    fn an_import_says_what_was_done_by_whom_and_from_which_file() {
        let import = an_import(ImportStatus::Committed);
        let html = rendered(|| about(&import, "Africa/Nairobi", Language::En));
        for part in ["Import 7", "imported, 1 refused", "A. Wanjiku", "accounts.csv, 812"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn an_import_is_called_by_its_number_or_its_file() {
        let name = |status| name(&an_import(status), Language::Fr);
        assert_eq!(name(ImportStatus::Committed), "Importation 7");
        assert_eq!(name(ImportStatus::Preview), "accounts.csv");
    }

    #[test]
    fn refused_rows_are_a_file_a_kind() {
        let import = an_import(ImportStatus::Committed);
        assert_eq!(refused_kinds(&import.sheets), [Kind::Accounts]);
    }
}
