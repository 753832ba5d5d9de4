//! Importing a portfolio from files: choose, say what columns are, see what would become of each row,
//! confirm; and the history of imports.
//!
//! A small text file is previewed in the page, by the rules that the server uses. Workbooks and long
//! files are sent first, and previewed on the page of their import.

mod answers;
mod choose;
mod confirm;
mod flow;
mod head;
mod history;
mod import_page;
mod preview;
mod queue;
mod refused;
mod rows;
mod send;
mod sending;
mod server_preview;
mod server_rows;
mod templates;
mod view;
mod which;
mod work;

pub(crate) use import_page::ImportPage;
pub(crate) use queue::provide_import_queue;

use leptos::prelude::*;

use crate::components::{Waiting, use_title, words};
use crate::i18n::imports as texts;
use choose::ChooseScreen;
use confirm::ConfirmDialog;
use flow::Screen;
use preview::PreviewScreen;
use refused::{FailedScreen, RefusedScreen, UnreadableScreen};
use sending::SendingScreen;
use which::WhichScreen;
use work::provide_work;

/// Importing from files, and what was imported before.
#[component]
pub(crate) fn ImportsPage() -> impl IntoView {
    let work = provide_work()?;
    // A file that is previewed gives the page its name.
    let previewed = work.flow();
    use_title(words(move |language| {
        let name = |flow: &flow::Flow| Some(flow.preview()?.named.file.name.clone());
        previewed.with(name).unwrap_or_else(|| texts::TITLE.of(language).to_owned())
    }));
    let screen = work.screen();
    let shown = move || match screen.get() {
        Screen::Choosing => view! { <ChooseScreen/> }.into_any(),
        Screen::Reading => view! { <Waiting text=texts::READING/> }.into_any(),
        Screen::Sending => view! { <SendingScreen/> }.into_any(),
        Screen::Checking => view! { <Waiting text=texts::CHECKING/> }.into_any(),
        Screen::Unreadable => view! { <UnreadableScreen/> }.into_any(),
        Screen::Refused => view! { <RefusedScreen/> }.into_any(),
        Screen::Failed => view! { <FailedScreen/> }.into_any(),
        Screen::Which(_) => view! { <WhichScreen/> }.into_any(),
        Screen::Preview => view! { <PreviewScreen/> }.into_any(),
    };
    Some(view! {
        <div class="imports">
            {shown}
            <ConfirmDialog
                driver=work.driver()
                counts=Callback::new(move |()| {
                    let counts = |flow: &flow::Flow| flow.preview().map(|one| one.counts);
                    work.flow().with_untracked(counts).unwrap_or_default()
                })
                confirm=Callback::new(move |()| work.confirm())
            />
        </div>
    })
}
