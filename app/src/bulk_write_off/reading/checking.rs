//! The read entries, while the server is asked for the facts of their accounts.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use domain::bulk_write_off::Reason;
use domain::language::Language;
use domain::upload::Entry;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::bulk_write_off::chosen::Reading;
use crate::bulk_write_off::flow::{Flow, Stage};
use crate::bulk_write_off::reason_words::reason_words;
use crate::bulk_write_off::work::work;
use crate::components::{Html, Markup, Press, Table, Trouble, chunked, press, says, words};
use crate::i18n::bulk_write_off::{self as texts, checking_accounts, problems_found};
use crate::i18n::format::counted;
use crate::i18n::shell;

/// Shorter waits are none.
const WAIT: Duration = Duration::from_millis(100);

/// What nobody has the time to read is not worth building: it would cost that time.
const WAIT_TO_READ: Duration = Duration::from_secs(1);

/// The read entries with their lines, and what the server is asked.
#[component]
pub(crate) fn Checking() -> impl IntoView {
    let work = work();
    let waited = after(WAIT);
    move || {
        let reading = work.flow().with_untracked(reading_of)?;
        waited.get().then(|| view! { <Waited reading=reading/> })
    }
}

/// Whether so much time has passed.
fn after(wait: Duration) -> ReadSignal<bool> {
    let (passed, set_passed) = signal(false);
    set_timeout(
        move || {
            set_passed.try_set(true);
        },
        wait,
    );
    passed
}

#[component]
fn Waited(reading: Arc<Reading>) -> impl IntoView {
    let work = work();
    let trouble = Memo::new(move |_| work.flow().with(trouble_of));
    let entries = Arc::clone(&reading);
    let time_to_read = after(WAIT_TO_READ);
    let list = move || {
        (time_to_read.get() || trouble.with(Option::is_some)).then(|| {
            let entries = Arc::clone(&entries);
            let table = words(move |language| table(&entries.upload.entries, language));
            view! { <Table class="list entries" label=texts::ENTRIES_LIST html=table/> }
        })
    };
    let head = words(move |language| head(&reading, trouble.with(Option::is_none), language));
    view! {
        <Markup html=head/>
        {move || trouble.get().map(|error| view! { <NotReached error=error/> })}
        {list}
    }
}

/// The server did not answer: nothing has to be chosen twice.
#[component]
fn NotReached(error: ApiError) -> impl IntoView {
    let work = work();
    view! {
        <div class="note">
            <Trouble error=error/>
            <div class="buttons">
                <Press
                    class="primary"
                    id="try-again"
                    text=says(shell::TRY_AGAIN)
                    act=press(move || work.step(Flow::retry_facts))
                />
                <Press text=says(texts::CHOOSE_ANOTHER) act=press(move || work.start_over())/>
            </div>
        </div>
    }
}

fn head(reading: &Reading, asking: bool, language: Language) -> String {
    let entries = reading.upload.entries.len();
    let problems = reading.problems();
    let mut html = Html::default();
    html.between("<header class=\"page-head\"><h1>", &reading.file.name, "</h1>");
    html.between("<p>", &counted(entries, texts::ENTRY, texts::ENTRIES, language), " ");
    if problems > 0 {
        html.text(&problems_found(problems, language));
    }
    html.push_str("</p>");
    if asking {
        html.between(
            "<p class=\"waiting\" role=\"status\"><progress aria-label=\"",
            texts::CHECKING.of(language),
            "\"></progress> ",
        );
        html.between("", &checking_accounts(entries - problems, language), "</p>");
    }
    html.push_str("</header>");
    html.finish()
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
        html.text(&entry.label());
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
