//! A repossession or a write-off that was recorded: what went where, and who did it.

use domain::api::{Company, RepossessionRecord};
use domain::language::Language;
use domain::repossession::words::condition;
use leptos::prelude::*;

use crate::components::fact;
use crate::i18n::format::{date, money_with_code, number};
use crate::i18n::moment;
use crate::i18n::repossession::{self as texts};

/// Everything that the record says. What came back went to the fulfilment centre `centre`.
pub(super) fn particulars(
    record: &RepossessionRecord,
    company: &Company,
    centre: &str,
    language: Language,
) -> AnyView {
    let at = moment(&record.recorded_at, &company.time_zone, language);
    let recorded = match &record.recorded_by {
        Some(by) => format!("{by}, {at}"),
        None => at,
    };
    let cu_number =
        record.cu_number.clone().map(|number| fact(texts::CU_NUMBER.of(language), number));
    let amount = record.write_off.as_ref().map(|write_off| {
        let amount = money_with_code(write_off.amount.total(), &company.currency, language);
        fact(texts::AMOUNT.of(language), amount)
    });
    let condition = condition(record.product_condition, language);
    view! {
        <dl class="numbers">
            {fact(texts::DATE.of(language), date(record.date, language))}
            {fact(texts::COMPLETED_BY.of(language), record.completed_by.clone().unwrap_or_default())}
            {fact(texts::RECORDED.of(language), recorded)}
            {cu_number}
            {fact(texts::CONDITION.of(language), condition)}
            {amount}
        </dl>
        {(!record.lines.is_empty()).then(|| moves(record, centre, language))}
    }
    .into_any()
}

/// What went where.
fn moves(record: &RepossessionRecord, centre: &str, language: Language) -> AnyView {
    let headings = [
        texts::PRODUCT.of(language).to_owned(),
        texts::CONTRACT.of(language).to_owned(),
        texts::to_centre(centre, language),
        texts::LOST.of(language).to_owned(),
    ];
    let headings = headings.map(|heading| view! { <th scope="col">{heading}</th> });
    let lines = record.lines.iter().map(|line| {
        let lost = line.held.0.saturating_sub(line.returned.0);
        view! {
            <tr data-testid="moved">
                <td>{line.name.clone()}</td>
                <td>{line.contract.0}</td>
                <td>{number(u64::from(line.returned.0), language)}</td>
                <td>{number(u64::from(lost), language)}</td>
            </tr>
        }
    });
    view! {
        <table class="moves">
            <thead>
                <tr>{headings}</tr>
            </thead>
            <tbody>{lines.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
