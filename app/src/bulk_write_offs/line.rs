//! An operation in one line.

use domain::api::OperationSummary;
use leptos::prelude::*;

use crate::i18n::bulk_write_offs::done;
use crate::i18n::{language, moment};
use crate::routes;
use crate::session::session;

/// When, who, which file, and what came of it: a link to its page.
#[component]
pub(crate) fn OperationLine(operation: OperationSummary) -> impl IntoView {
    let spoken = language();
    let time_zone = session().person().map(|person| person.company.time_zone).unwrap_or_default();
    let OperationSummary { id, committed_at, submitted_by, file_name, written_off, failed, .. } =
        operation;
    view! {
        <a class="operation-line" href=routes::bulk_write_off(&id)>
            <strong>{move || done(written_off, failed, spoken.get())}</strong>
            <span>
                {file_name} " · " {submitted_by} " · "
                {move || moment(&committed_at, &time_zone, spoken.get())}
            </span>
        </a>
    }
}
