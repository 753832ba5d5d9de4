//! An operation in one line.

use domain::api::OperationSummary;
use domain::language::Language;

use crate::components::Html;
use crate::i18n::bulk_write_offs::done;
use crate::i18n::moment;
use crate::routes;

/// What came of it, which file, who, when: a link to its page, in a list.
pub(crate) fn operation_line(
    html: &mut Html,
    operation: &OperationSummary,
    time_zone: &str,
    language: Language,
) {
    let href = routes::bulk_write_off(&operation.id);
    html.between("<li><a class=\"operation-line\" href=\"", &href, "\"><strong>");
    html.text(&done(operation.written_off, operation.failed, language));
    html.between("</strong><span>", &operation.file_name, " · ");
    html.between("", &operation.submitted_by, " · ");
    html.between("", &moment(&operation.committed_at, time_zone, language), "</span></a></li>");
}
