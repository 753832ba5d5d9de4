//! One operation of the history.

use domain::api::OperationSummary;
use leptos::prelude::*;

use crate::i18n::format::{money_with_code, number};
use crate::i18n::{language, moment};
use crate::routes;
use crate::session::session;

/// Its number is the link.
#[component]
pub(crate) fn Row(operation: OperationSummary) -> impl IntoView {
    let spoken = language();
    let time_zone = session().person().map(|person| person.company.time_zone).unwrap_or_default();
    let figure = move |n: u32| move || number(u64::from(n), spoken.get());
    let href = routes::bulk_write_off(&operation.id);
    let (amount, currency) = (operation.amount, operation.currency);
    view! {
        <tr role="row" data-testid="history-row">
            <td role="cell"><a href=href>{operation.number}</a></td>
            <td role="cell">{move || moment(&operation.committed_at, &time_zone, spoken.get())}</td>
            <td role="cell">{operation.submitted_by}</td>
            <td role="cell">{operation.file_name}</td>
            <td role="cell">{figure(operation.written_off)}</td>
            <td role="cell">{figure(operation.failed)}</td>
            <td role="cell">{move || money_with_code(amount, &currency, spoken.get())}</td>
        </tr>
    }
}
