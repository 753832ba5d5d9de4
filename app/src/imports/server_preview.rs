//! An import that the server has looked at and nobody has done yet.

use domain::api::{Import, ImportRequest, SheetSeen};
use domain::import::SheetChoice;
use domain::import::table::ColumnChoice;
use leptos::prelude::*;

use super::answers::Question;
use super::choose::choice_for;
use super::confirm::ConfirmDialog;
use super::head::{KnownSheet, PreviewFoot, PreviewHead, summary};
use super::import_page::RefusedRows;
use super::queue::queue;
use super::send::{Imported, ToImport};
use super::server_rows::ServerRows;
use super::which::WhichForm;
use super::work::{provide_driver, provide_way};
use crate::api::{self, ApiError};
use crate::components::{Choice, Trouble, in_language, press};
use crate::i18n::{imports as texts, t};
use crate::routes;
use crate::session::session;
use crate::shell::toasts;

/// What would become of its rows, and what may be done; or what has to be said first.
#[component]
pub(super) fn ServerPreview(
    /// The import.
    import: Import,
    /// Whether an attempt to do it has found other results than were seen.
    differs: bool,
    /// Shows it anew: as the server has looked at it since, or as it was done.
    again: Callback<Imported>,
) -> impl IntoView {
    let questions = Question::of_sheets(&import.sheets);
    let trouble = RwSignal::new(None::<ApiError>);
    let differs = differs.then(|| {
        view! { <p class="note" role="alert" data-testid="import-differs">{t(texts::DIFFERS)}</p> }
    });
    let head = import.clone();
    let body = if questions.is_empty() {
        view! { <Known import again/> }.into_any()
    } else {
        let go_on = name_sheets(&import, trouble, again);
        view! { <WhichForm questions go_on/> }.into_any()
    };
    view! {
        <PreviewHead
            file_name=head.file_name.clone()
            known=KnownSheet::of(&head.sheets)
            choice=another(head.id)
        />
        {differs}
        {move || trouble.get().map(|error| view! { <Trouble error/> })}
        {body}
    }
}

/// Has the server look again, with what a person says that sheets and columns are.
fn name_sheets(
    import: &Import,
    trouble: RwSignal<Option<ApiError>>,
    again: Callback<Imported>,
) -> Callback<Vec<SheetChoice>> {
    let session = session();
    let (id, file_name) = (import.id.clone(), import.file_name.clone());
    let before = choices(&import.sheets);
    Callback::new(move |said: Vec<SheetChoice>| {
        let sheets = with(before.clone(), said);
        let request = ImportRequest { file_name: file_name.clone(), file: None, sheets };
        let id = id.clone();
        trouble.set(None);
        let question = async move { api::preview_import(&id, &request).await };
        session.ask_for(question, move |answer| match answer {
            Ok(import) => {
                again.try_run(Imported::Looked(Box::new(import)));
            }
            Err(error) => {
                trouble.try_set(Some(error));
            }
        });
    })
}

/// The counts, the rows, and Import or Discard.
#[component]
fn Known(import: Import, again: Callback<Imported>) -> impl IntoView {
    let driver = provide_driver(again);
    let (counts, id) = (import.counts, import.id.clone());
    let seen = ToImport { request: None, shown: import.shown.clone() };
    let discarding = discarding();
    let confirmed = id.clone();
    view! {
        {in_language(move |language| summary(&counts, language))}
        <RefusedRows import=import.clone()/>
        <ServerRows import/>
        <PreviewFoot
            counts
            import=press(move || driver.ask(seen.clone()))
            discard=press(move || discarding.run(id.clone()))
        />
        <ConfirmDialog
            driver
            counts=Callback::new(move |()| counts)
            confirm=Callback::new(move |()| driver.confirm(confirmed.clone()))
        />
    }
}

/// Discards an import that is not done, and goes back to choosing.
fn discarding() -> Callback<String> {
    let leads_to = provide_way();
    let (session, toasts) = (session(), toasts());
    Callback::new(move |id: String| {
        session.ask_for(
            async move { api::discard_import(&id).await },
            move |answer| match answer {
                Ok(()) => {
                    toasts.recorded(texts::DISCARDED);
                    leads_to.try_set(Some(routes::IMPORTS.to_owned()));
                }
                Err(error) => toasts.failed(error),
            },
        );
    })
}

/// Other files in the place of an import that is not done: it is discarded, and they are looked at.
fn another(id: String) -> Choice {
    let (discarding, queue) = (discarding(), queue());
    let chosen = Callback::new(move |files| {
        queue.wait(files);
        discarding.run(id.clone());
    });
    choice_for(texts::CHOOSE_ANOTHER, chosen)
}

/// What was said of sheets before, to be said again where the server looks anew.
pub(super) fn choices(sheets: &[SheetSeen]) -> Vec<SheetChoice> {
    let choice = |sheet: &SheetSeen| SheetChoice {
        name: sheet.name.clone(),
        kind: sheet.kind,
        skip: sheet.skipped,
        columns: sheet
            .columns
            .iter()
            .filter(|column| column.chosen)
            .map(|column| ColumnChoice { heading: column.heading.clone(), field: column.field })
            .collect(),
    };
    sheets.iter().map(choice).collect()
}

/// What was said before, with what is said now in its place.
fn with(before: Vec<SheetChoice>, said: Vec<SheetChoice>) -> Vec<SheetChoice> {
    let mut all = before;
    all.retain(|sheet| !said.iter().any(|now| now.name == sheet.name));
    all.extend(said);
    all
}

#[cfg(test)]
mod tests {
    use domain::import::Kind;

    use super::*;

    fn sheet(name: &str, kind: Option<Kind>) -> SheetChoice {
        SheetChoice { name: name.to_owned(), kind, ..SheetChoice::default() }
    }

    #[test]
    fn what_is_said_now_takes_the_place_of_what_was_said() {
        let before = vec![sheet("A", Some(Kind::Units)), sheet("B", None)];
        let all = with(before, vec![sheet("B", Some(Kind::Staff))]);
        assert_eq!(all, [sheet("A", Some(Kind::Units)), sheet("B", Some(Kind::Staff))]);
    }
}
