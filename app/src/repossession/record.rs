//! A repossession or a write-off that was recorded: what went where, and who did it.

use domain::api::RepossessionRecord;
use domain::language::Language;
use domain::money::Currency;
use domain::repossession::words::condition;

use crate::components::Html;
use crate::i18n::format::{date, money_with_code, number};
use crate::i18n::repossession::{self as texts};

/// How things are written.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    /// The company's currency.
    pub currency: &'a Currency,
    /// An instant as people where the company is write it.
    pub moment: &'a dyn Fn(&str) -> String,
    /// The fulfilment centre that products go back to.
    pub centre: &'a str,
}

/// Everything that the record says.
pub(super) fn push_record(
    html: &mut Html,
    record: &RepossessionRecord,
    written: Written<'_>,
    language: Language,
) {
    html.push_str("<dl class=\"numbers\">");
    html.fact(texts::DATE.of(language), &date(record.date, language));
    html.fact(texts::COMPLETED_BY.of(language), &record.completed_by);
    let at = (written.moment)(&record.recorded_at);
    let recorded = match &record.recorded_by {
        Some(by) => format!("{by}, {at}"),
        None => at,
    };
    html.fact(texts::RECORDED.of(language), &recorded);
    if let Some(number) = &record.cu_number {
        html.fact(texts::CU_NUMBER.of(language), number);
    }
    html.fact(texts::CONDITION.of(language), condition(record.product_condition, language));
    if let Some(write_off) = &record.write_off {
        let amount = money_with_code(write_off.amount.total(), written.currency, language);
        html.fact(texts::AMOUNT.of(language), &amount);
    }
    html.push_str("</dl>");
    if !record.lines.is_empty() {
        moves(html, record, written.centre, language);
    }
}

/// What went where.
fn moves(html: &mut Html, record: &RepossessionRecord, centre: &str, language: Language) {
    html.push_str("<table class=\"moves\"><thead><tr>");
    let to_centre = texts::to_centre(centre, language);
    let headings = [
        texts::PRODUCT.of(language),
        texts::CONTRACT.of(language),
        &to_centre,
        texts::LOST.of(language),
    ];
    for heading in headings {
        html.between("<th scope=\"col\">", heading, "</th>");
    }
    html.push_str("</tr></thead><tbody>");
    for line in &record.lines {
        let lost = line.held.0.saturating_sub(line.returned.0);
        html.between("<tr data-testid=\"moved\"><td>", &line.name, "</td>");
        html.between("<td>", &line.contract.0.to_string(), "</td>");
        html.between("<td>", &number(u64::from(line.returned.0), language), "</td>");
        html.between("<td>", &number(u64::from(lost), language), "</td></tr>");
    }
    html.push_str("</tbody></table>");
}
