//! The read entries, while the server is asked for the facts of their accounts.

use std::fmt::Write as _;
use std::sync::Arc;

use domain::bulk_write_off::Reason;
use domain::language::Language;
use domain::upload::Entry;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::bulk_write_off::chosen::Reading;
use crate::bulk_write_off::flow::{Flow, Stage};
use crate::bulk_write_off::reason_words::reason_words;
use crate::bulk_write_off::work::work;
use crate::components::{Table, Trouble, chunked};
use crate::i18n::bulk_write_off::{self as texts, checking_accounts, problems_found};
use crate::i18n::format::counted;
use crate::i18n::{language, shell, t};

/// The read entries with their lines, and what the server is asked.
#[component]
pub(crate) fn Checking() -> impl IntoView {
    let work = work();
    let spoken = language();
    let Some(reading) = work.flow().with_untracked(reading_of) else {
        return ().into_any();
    };
    let trouble = Memo::new(move |_| work.flow().with(trouble_of));
    let name = reading.file.name.clone();
    let entries = reading.upload.entries.len();
    let problems = reading.problems();
    let accounts = entries - problems;
    let summary = move || counted(entries, texts::ENTRY, texts::ENTRIES, spoken.get());
    let problems = move || (problems > 0).then(|| problems_found(problems, spoken.get()));
    let state = move || match trouble.get() {
        Some(error) => view! { <NotReached error=error/> }.into_any(),
        None => view! {
            <div class="waiting" role="status">
                <progress aria-label=t(texts::CHECKING)></progress>
                <span>{move || checking_accounts(accounts, spoken.get())}</span>
            </div>
        }
        .into_any(),
    };
    view! {
        <header class="page-head late">
            <h1>{name}</h1>
            <p>{summary} {problems}</p>
            {state}
        </header>
        <Entries reading=reading/>
    }
    .into_any()
}

/// The list appears only where the wait is one: building it for a moment would cost that moment.
#[component]
fn Entries(reading: Arc<Reading>) -> impl IntoView {
    let spoken = language();
    let waited = RwSignal::new(false);
    set_timeout(
        move || {
            waited.try_set(true);
        },
        std::time::Duration::from_millis(100),
    );
    move || {
        waited.get().then(|| {
            let reading = Arc::clone(&reading);
            let html = Signal::derive(move || table(&reading.upload.entries, spoken.get()));
            view! { <Table class="entries" label=texts::ENTRIES_LIST html=html/> }
        })
    }
}

/// The server did not answer: nothing has to be chosen twice.
#[component]
fn NotReached(error: ApiError) -> impl IntoView {
    let work = work();
    view! {
        <Trouble error=error/>
        <div class="buttons">
            <button type="button" class="primary" on:click=move |_| work.step(Flow::retry_facts)>
                {t(shell::TRY_AGAIN)}
            </button>
            <button type="button" on:click=move |_| work.step(|flow| { flow.start_over(); None })>
                {t(texts::CHOOSE_ANOTHER)}
            </button>
        </div>
    }
}

fn reading_of(flow: &Flow) -> Option<Arc<Reading>> {
    match flow.stage() {
        Stage::Asking { reading, .. } => Some(Arc::clone(reading)),
        _ => None,
    }
}

fn trouble_of(flow: &Flow) -> Option<ApiError> {
    match flow.stage() {
        Stage::Asking { trouble, .. } => trouble.clone(),
        _ => None,
    }
}

fn table(entries: &[Entry], language: Language) -> String {
    let headings = [texts::LINE, texts::ACCOUNT, texts::FIRST_CHECK].map(|text| text.of(language));
    chunked(&headings, entries, |html, entry| {
        html.push_str("<tr role=\"row\"><td role=\"cell\" class=\"number\">");
        // Writing to a string cannot fail.
        let _ = write!(html, "{}", entry.line);
        html.push_str("</td><td role=\"cell\" class=\"id\">");
        html.text(entry.account.as_ref().map_or(entry.text.as_str(), |account| account.as_str()));
        html.push_str("</td><td role=\"cell\">");
        if let Err(problem) = entry.account {
            html.text(&reason_words(Reason::from(problem), language));
        }
        html.push_str("</td></tr>");
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_their_lines_and_say_what_is_wrong() {
        let upload = domain::upload::read(b"KE-1\n\n<b>\nke-1\n", None).unwrap();
        let html = table(&upload.entries, Language::En);
        assert_eq!(html.matches("<tr role=\"row\"><td").count(), 3);
        assert!(html.contains(">3</td><td role=\"cell\" class=\"id\">&lt;b&gt;<"), "{html}");
        assert!(html.contains("duplicate of line 1"), "{html}");
    }
}
