//! Repossessions and write-offs: who did what when, and what came back.

use domain::api::{AccountReply, RepossessionRecord, WriteOffMethod, WriteOffRecord};
use domain::repossession::words::condition;
use leptos::prelude::*;

use super::written::Written;
use crate::components::process_link;
use crate::i18n::account as texts;

/// All of them, the latest first; nothing where there are none.
pub(super) fn repossessions(account: &AccountReply, written: &Written<'_>) -> Option<AnyView> {
    let records = account.repossessions.iter().map(|record| repossession(record, written));
    (!account.repossessions.is_empty())
        .then(|| written.part("repossessions", texts::REPOSSESSIONS, records.collect_view()))
}

fn repossession(record: &RepossessionRecord, written: &Written<'_>) -> AnyView {
    let (test_id, what) = match record.write_off {
        Some(_) => ("write-off", texts::WRITE_OFF),
        None => ("repossession", texts::REPOSSESSION),
    };
    let on = written.day(record.date);
    let write_off = record.write_off.as_ref().map(|write_off| {
        (written.balance(texts::AMOUNT, &write_off.amount), method(write_off, written))
    });
    let recorded = written.by_whom(&record.recorded_at, record.recorded_by.as_deref());
    let completed_by =
        record.completed_by.clone().map(|name| written.fact(texts::COMPLETED_BY, name));
    let cu_number = record.cu_number.clone().map(|number| written.fact(texts::CU_NUMBER, number));
    view! {
        <article class="card" data-testid=test_id>
            <h3>{texts::on_day(written.say(what), &on, written.language)}</h3>
            <dl class="particulars">
                {write_off}
                {completed_by}
                {written.fact(texts::RECORDED, recorded)}
                {written.fact(
                    texts::CONDITION,
                    condition(record.product_condition, written.language),
                )}
                {cu_number}
            </dl>
            {(!record.lines.is_empty()).then(|| lines(record, written))}
        </article>
    }
    .into_any()
}

/// By the form, by a file: then with the operation; or by a process: then with the way to it.
fn method(write_off: &WriteOffRecord, written: &Written<'_>) -> AnyView {
    let process = write_off.process.map(|number| {
        view! { " · " {process_link(number, written.language)} }
    });
    let said = match (&write_off.operation, write_off.method) {
        (Some(operation), _) => written.operation(operation),
        (None, WriteOffMethod::Personal) => written.say(texts::PERSONAL).into_any(),
        (None, WriteOffMethod::Bulk) => written.say(texts::BULK).into_any(),
        (None, WriteOffMethod::Process) => written.say(texts::PROCESS).into_any(),
    };
    view! {
        <div>
            <dt>{written.say(texts::METHOD)}</dt>
            <dd data-testid="write-off-method" data-method=write_off.method.code()>
                {said} {process}
            </dd>
        </div>
    }
    .into_any()
}

fn lines(record: &RepossessionRecord, written: &Written<'_>) -> AnyView {
    let headings = [texts::PRODUCT, texts::WAS_HELD, texts::RETURNED, texts::LOST];
    let rows = record.lines.iter().map(|line| {
        let lost = line.held.0.saturating_sub(line.returned.0);
        let mut row = vec![line.name.clone()];
        row.extend([line.held.0, line.returned.0, lost].map(|n| written.number(n)));
        row
    });
    written.table("figures", &headings, rows)
}
