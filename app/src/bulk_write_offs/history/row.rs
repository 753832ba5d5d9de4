//! An operation as a row of the history. Its number is the link to its page.

use domain::api::OperationSummary;
use domain::language::Language;
use leptos::prelude::*;

use crate::i18n::format::{money_with_code, number};
use crate::i18n::{Text, bulk_write_offs as texts, moment};
use crate::routes;

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 7] = [
    texts::NUMBER,
    texts::WHEN,
    texts::WHO,
    texts::FILE,
    texts::WRITTEN_OFF,
    texts::FAILED,
    texts::AMOUNT,
];

/// The operation's row.
pub(super) fn row(operation: &OperationSummary, time_zone: &str, language: Language) -> AnyView {
    let amount = money_with_code(operation.amount, &operation.currency, language);
    view! {
        <tr role="row" data-testid="history-row">
            <td role="cell">
                <a href=routes::bulk_write_off(&operation.id)>{operation.number}</a>
            </td>
            <td role="cell">{moment(&operation.committed_at, time_zone, language)}</td>
            <td role="cell">{operation.submitted_by.clone()}</td>
            <td role="cell">{operation.file_name.clone()}</td>
            <td role="cell">{number(u64::from(operation.written_off), language)}</td>
            <td role="cell">{number(u64::from(operation.failed), language)}</td>
            <td role="cell">{amount}</td>
        </tr>
    }
    .into_any()
}
