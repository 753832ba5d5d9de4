//! An operation as a row of the history. Its number is the link to its page.

use domain::api::OperationSummary;
use domain::language::Language;
use leptos::prelude::*;

use crate::i18n::bulk_operation::{KIND, kind_name, said};
use crate::i18n::format::{money_with_code, number};
use crate::i18n::{Text, bulk_write_offs as texts, moment};
use crate::routes;

/// What stands over the columns.
pub(super) static HEADINGS: [Text; 8] = [
    texts::NUMBER,
    texts::WHEN,
    texts::WHO,
    texts::FILE,
    KIND,
    texts::DONE,
    texts::NOT_DONE,
    texts::AMOUNT,
];

/// The operation's row.
pub(super) fn row(operation: &OperationSummary, time_zone: &str, language: Language) -> AnyView {
    let said = said(operation.kind);
    let amount = money_with_code(operation.amount, &operation.currency, language);
    view! {
        <tr role="row" data-testid="history-row">
            <td role="cell">
                <a href=routes::operation(operation.kind, &operation.id)>{operation.number}</a>
            </td>
            <td role="cell">{moment(&operation.committed_at, time_zone, language)}</td>
            <td role="cell">{operation.submitted_by.clone()}</td>
            <td role="cell">{file_name(&operation.file_name)}</td>
            <td role="cell" data-testid="operation-kind" data-kind=operation.kind.code()>
                {kind_name(operation.kind).of(language)}
            </td>
            <td role="cell">{counted(operation.done(), said.done, language)}</td>
            <td role="cell">{counted(operation.failed, said.failed, language)}</td>
            <td role="cell">{amount}</td>
        </tr>
    }
    .into_any()
}

/// A count, with what it counts where no heading says so.
fn counted(n: u32, what: Text, language: Language) -> AnyView {
    view! {
        {number(u64::from(n), language)}
        <span class="unit">" " {what.of(language)}</span>
    }
    .into_any()
}

/// How much of a long file name's end is always seen: the day or number that tells files apart, and
/// what kind of file it is.
const FILE_NAME_END: usize = 14;

/// A file name: where there is no room for it, its middle is left out, and pointing at it shows the
/// whole.
fn file_name(name: &str) -> AnyView {
    let end = name.char_indices().rev().nth(FILE_NAME_END - 1).map_or(0, |(at, _)| at);
    let (beginning, end) = name.split_at(end);
    let beginning = (!beginning.is_empty()).then(|| view! { <span>{beginning.to_owned()}</span> });
    view! {
        <span class="cut" title=name.to_owned()>
            {beginning}
            <span>{end.to_owned()}</span>
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_file_name_is_whole_and_can_be_cut_in_its_middle() {
        for (name, parts) in [
            ("a.csv", "<span>a.csv</span>"),
            (
                "Défauts Kisumu à radier 2026-11-21.csv",
                "<span>Défauts Kisumu à radier </span><span>2026-11-21.csv</span>",
            ),
        ] {
            let html = rendered(|| file_name(name));
            assert_eq!(html, format!("<span title=\"{name}\" class=\"cut\">{parts}</span>"));
        }
    }
}
