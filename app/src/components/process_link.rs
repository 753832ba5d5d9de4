//! The way to a write-off process.

use domain::language::Language;
use domain::page_address::Page;
use domain::write_off_process::ProcessId;
use leptos::prelude::*;

use crate::i18n::actions::process_number;

/// A link to a process, by its number.
pub(crate) fn process_link(number: i64, language: Language) -> AnyView {
    let number = ProcessId(number).to_string();
    let href = Page::WriteOffProcess.about(&number);
    view! {
        <a class="quieter" data-testid="process-link" href=href>
            {process_number(&number, language)}
        </a>
    }
    .into_any()
}
