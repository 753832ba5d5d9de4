//! The read entries, while the server is asked for the facts of their accounts.

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
use crate::components::{Html, Press, Table, Trouble, chunked, press, says, words};
use crate::i18n::bulk_write_off::{self as texts, checking_accounts, problems_found};
use crate::i18n::format::counted;
use crate::i18n::{shell, t};

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
    view! {
        <Head reading trouble/>
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

/// Which file, what was found in it, and what is being asked.
#[component]
fn Head(reading: Arc<Reading>, trouble: Memo<Option<ApiError>>) -> impl IntoView {
    let entries = reading.upload.entries.len();
    let problems = reading.problems();
    let asking = move || {
        trouble.with(Option::is_none).then(|| {
            let accounts = words(move |language| checking_accounts(entries - problems, language));
            view! {
                <p class="waiting" role="status">
                    <progress aria-label=t(texts::CHECKING)></progress>
                    " "
                    {accounts}
                </p>
            }
        })
    };
    let counts = words(move |language| {
        let entries = counted(entries, texts::ENTRY, texts::ENTRIES, language);
        let wrong = (problems > 0).then(|| problems_found(problems, language));
        [Some(entries), wrong].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    view! {
        <header class="page-head">
            <h1>{reading.file.name.clone()}</h1>
            <p>{counts}</p>
            {asking}
        </header>
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
        html.element("tr").attr("role", "row").with(|html| {
            let cell = |html: &mut Html, class, text: &str| {
                html.element("td").attr("role", "cell").attr("class", class).text(text);
            };
            cell(html, "number", &entry.line.to_string());
            cell(html, "id", &entry.label());
            let problem = entry.account.as_ref().err();
            let problem = problem.map(|problem| reason_words(Reason::from(*problem), language));
            cell(html, "problem", &problem.unwrap_or_default());
        });
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
