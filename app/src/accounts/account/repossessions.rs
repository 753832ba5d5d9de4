//! Repossessions and write-offs: who did what when, and what came back.

use domain::api::{AccountReply, RepossessionRecord, WriteOffMethod, WriteOffRecord};
use domain::repossession::words::condition;
use domain::role::Permission;

use super::table::table;
use super::written::Written;
use crate::components::Html;
use crate::i18n::account as texts;
use crate::i18n::bulk_write_offs::operation_number;
use crate::routes;

/// All of them, the latest first; nothing where there are none.
pub(super) fn repossessions(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    if account.repossessions.is_empty() {
        return;
    }
    written.part(html, "repossessions", texts::REPOSSESSIONS);
    for record in &account.repossessions {
        repossession(html, record, written);
    }
    html.push_str("</section>");
}

fn repossession(html: &mut Html, record: &RepossessionRecord, written: &Written<'_>) {
    html.push_str("<article class=\"card\" data-testid=\"");
    html.push_str(if record.write_off.is_some() { "write-off" } else { "repossession" });
    html.push_str("\"><h3>");
    let what = if record.write_off.is_some() { texts::WRITE_OFF } else { texts::REPOSSESSION };
    let on = written.day(record.date);
    html.between("", &texts::on_day(written.say(what), &on, written.language), "</h3>");
    html.push_str("<dl class=\"particulars\">");
    if let Some(write_off) = &record.write_off {
        written.balance(html, texts::AMOUNT, &write_off.amount);
        method(html, write_off, written);
    }
    written.fact(html, texts::COMPLETED_BY, &record.completed_by);
    let recorded = texts::by_whom(
        &(written.moment)(&record.recorded_at),
        record.recorded_by.as_deref(),
        written.language,
    );
    written.fact(html, texts::RECORDED, &recorded);
    let condition = condition(record.product_condition, written.language);
    written.fact(html, texts::CONDITION, condition);
    if let Some(cu_number) = &record.cu_number {
        written.fact(html, texts::CU_NUMBER, cu_number);
    }
    html.push_str("</dl>");
    lines(html, record, written);
    html.push_str("</article>");
}

/// By the form, or by a file: then with the operation, as a link for those who may see it.
fn method(html: &mut Html, write_off: &WriteOffRecord, written: &Written<'_>) {
    html.between("<div><dt>", written.say(texts::METHOD), "</dt>");
    html.between(
        "<dd data-testid=\"write-off-method\" data-method=\"",
        write_off.method.code(),
        "\">",
    );
    match (&write_off.operation, write_off.method) {
        (Some(operation), _) => {
            let name = operation_number(operation.number, written.language);
            if written.role.may(Permission::BulkWriteOff) {
                html.link("", &routes::bulk_write_off(&operation.id), &name);
            } else {
                html.text(&name);
            }
        }
        (None, WriteOffMethod::Personal) => html.text(written.say(texts::PERSONAL)),
        (None, WriteOffMethod::Bulk) => html.text(written.say(texts::BULK)),
    }
    html.push_str("</dd></div>");
}

fn lines(html: &mut Html, record: &RepossessionRecord, written: &Written<'_>) {
    if record.lines.is_empty() {
        return;
    }
    let headings = [texts::PRODUCT, texts::WAS_HELD, texts::RETURNED, texts::LOST]
        .map(|text| written.say(text));
    let rows = record.lines.iter().map(|line| {
        let lost = line.held.0.saturating_sub(line.returned.0);
        let mut row = vec![line.name.clone()];
        row.extend([line.held.0, line.returned.0, lost].map(|n| written.number(n)));
        row
    });
    table(html, "figures", &headings, rows);
}
