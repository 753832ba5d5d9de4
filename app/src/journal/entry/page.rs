//! The page of an entry.

use std::sync::Arc;

use domain::api::{JournalEntry, ProblemCode};
use leptos::prelude::*;

use super::correct::Correct;
use super::shown::shown;
use crate::api::{self, ApiError, load};
use crate::components::{Crumbs, TroublePage, Waiting, in_language, press, use_title, words};
use crate::i18n::{journal as texts, shell, t};
use crate::routes;
use crate::session::session;

/// The page of an entry.
#[component]
pub(crate) fn JournalEntryPage(
    /// Its number; none where the address has none.
    number: Option<i64>,
) -> impl IntoView {
    use_title(words(move |language| texts::entry_number(number.unwrap_or_default(), language)));
    let loaded = load(move || Box::pin(find(number)));
    view! {
        <Crumbs parent=texts::TITLE href=routes::JOURNAL here=texts::ENTRY/>
        {move || match loaded.answer().get() {
            None => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Some(Ok(Some(entry))) => {
                let again = Callback::new(move |()| loaded.again());
                view! { <Shown entry again/> }.into_any()
            }
            Some(Ok(None)) => view! { <NotFound/> }.into_any(),
            Some(Err(error)) => {
                let retry = press(move || loaded.again());
                view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
            }
        }}
    }
}

/// The entry; none where there is none of that number.
async fn find(number: Option<i64>) -> Result<Option<Arc<JournalEntry>>, ApiError> {
    let Some(number) = number else { return Ok(None) };
    match api::get_journal_entry(number).await {
        Ok(entry) => Ok(Some(Arc::new(entry))),
        Err(error) if error.code() == Some(ProblemCode::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

#[component]
fn Shown(
    entry: Arc<JournalEntry>,
    /// Asks for the entry again, once it is corrected.
    again: Callback<()>,
) -> impl IntoView {
    let person = session().person_now()?;
    let role = person.role;
    let about = Arc::clone(&entry);
    let said = in_language(move |language| shown(&about, &person, language));
    Some(view! {
        {said}
        <Correct entry role again/>
    })
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <section class="notice">
            <h1>{t(texts::NOT_FOUND)}</h1>
            <p>{t(texts::NOT_FOUND_TEXT)}</p>
            <a class="button" href=routes::JOURNAL>{t(texts::TO_JOURNAL)}</a>
        </section>
    }
}
