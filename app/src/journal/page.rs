//! The page: which entries, the entries, and taking them along.

use domain::api::JournalEntry;
use leptos::prelude::*;

use super::export::Export;
use super::filter::{Filter, wrong_filter};
use super::form::JournalFilter;
use super::row::{HEADINGS, row};
use crate::api;
use crate::components::{List, headings, use_title};
use crate::i18n::{journal as texts, t};
use crate::listing::{Later, Narrowed, Narrowing, Question, narrowed};
use crate::session::session;

/// How many entries are asked for at a time.
const ENTRIES_A_PART: usize = 50;

/// The entries of one filter so far.
type Entries = Narrowed<Filter, JournalEntry, i64>;

/// The journal.
#[component]
pub(crate) fn JournalPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let entries: Entries = narrowed(|question: Question<Filter, i64>| {
        Box::pin(async move {
            let query = question.search.query();
            let reply = api::list_journal(&query, ENTRIES_A_PART, question.from).await?;
            Ok((reply.entries, reply.next))
        })
    });
    let none =
        Box::new(move || if entries.is_plain() { texts::NOTHING } else { texts::NOTHING_FOUND });
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <p>{t(texts::LEAD)}</p>
        </header>
        <JournalFilter filter=entries.filter/>
        <Export filter=entries.filter/>
        <Known entries/>
        <Later
            more=entries.more()
            text=texts::OLDER
            id="journal-more"
            none=none
            wrong=wrong_filter
            load=entries.load
        />
    }
}

/// The entries that are known.
#[component]
fn Known(entries: Entries) -> impl IntoView {
    let session = session();
    let some = entries.some();
    move || {
        let currency = session.person_now()?.company.currency;
        some.get().then(|| {
            let rows = Box::new(move |language| {
                entries.list.with(|list| {
                    list.items().iter().map(|entry| row(entry, &currency, language)).collect()
                })
            });
            view! { <List class="list journal" label=texts::TITLE headings=headings(&HEADINGS) rows/> }
        })
    }
}
