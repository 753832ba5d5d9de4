//! An operation in one line.

use domain::api::OperationSummary;
use domain::language::Language;
use leptos::prelude::*;

use crate::i18n::bulk_write_offs::done;
use crate::i18n::moment;
use crate::routes;

/// What came of it, which file, who, when: a link to its page, in a list.
pub(crate) fn operation_line(
    operation: &OperationSummary,
    time_zone: &str,
    language: Language,
) -> AnyView {
    let what = [
        operation.file_name.clone(),
        operation.submitted_by.clone(),
        moment(&operation.committed_at, time_zone, language),
    ];
    view! {
        <li>
            <a class="operation-line" href=routes::bulk_write_off(&operation.id)>
                <strong>{done(operation.written_off, operation.failed, language)}</strong>
                <span>{what.join(" · ")}</span>
            </a>
        </li>
    }
    .into_any()
}
