//! The operations as a table.

use domain::api::OperationSummary;
use domain::language::Language;

use crate::components::chunked;
use crate::i18n::bulk_write_offs as texts;
use crate::i18n::format::{money_with_code, number};
use crate::i18n::moment;
use crate::routes;

/// The table's inside. An operation's number is the link to its page.
pub(super) fn table(
    operations: &[OperationSummary],
    time_zone: &str,
    language: Language,
) -> String {
    let headings = [
        texts::NUMBER,
        texts::WHEN,
        texts::WHO,
        texts::FILE,
        texts::WRITTEN_OFF,
        texts::FAILED,
        texts::AMOUNT,
    ];
    chunked(&headings.map(|text| text.of(language)), operations, |html, operation| {
        let href = routes::bulk_write_off(&operation.id);
        html.push_str("<tr role=\"row\" data-testid=\"history-row\"><td role=\"cell\">");
        html.link("", &href, &operation.number.to_string());
        for cell in [
            &moment(&operation.committed_at, time_zone, language),
            &operation.submitted_by,
            &operation.file_name,
            &number(u64::from(operation.written_off), language),
            &number(u64::from(operation.failed), language),
            &money_with_code(operation.amount, &operation.currency, language),
        ] {
            html.between("</td><td role=\"cell\">", cell, "");
        }
        html.push_str("</td></tr>");
    })
}
