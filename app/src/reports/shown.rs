//! A report: its figures, its charts, its tables, and how it is computed.

use domain::api::{ReportReply, SessionReply};
use domain::language::Language;
use domain::reports::{Cell, Figure, Report, Table, words};
use leptos::prelude::*;

use super::filter::has_period;
use super::written::{Written, plain};
use super::{chart, table};
use crate::i18n::format::date;
use crate::i18n::{Text, reports as texts};

/// The report.
pub(super) fn report(reply: &ReportReply, person: &SessionReply, language: Language) -> AnyView {
    let written = Written { currency: &person.company.currency, language };
    let nothing = if has_period(reply.name) { texts::NOTHING } else { texts::NOTHING_NOW };
    let tables = reply.report.tables.iter().map(|table| part(table, nothing, &written));
    view! {
        {figures(&reply.report, &written)}
        {tables.collect_view()}
        {computed(reply, language)}
    }
    .into_any()
}

/// The days and the fulfilment centre that a report is about, in words.
pub(super) fn covers(reply: &ReportReply, centre: Option<&str>, language: Language) -> String {
    let day = |day| date(day, language);
    let when = match (reply.from, reply.to) {
        (Some(from), Some(to)) => texts::period(&day(from), &day(to), language),
        _ => texts::as_of(&day(reply.today), language),
    };
    let when = crate::i18n::format::capitalised(&when);
    [Some(when.as_str()), centre].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The figures that stand above everything.
fn figures(report: &Report, written: &Written<'_>) -> Option<AnyView> {
    let figures = report.figures.iter().map(|figure| {
        view! {
            <div>
                <dt>{words::figure(&figure.name, written.language).to_owned()}</dt>
                <dd
                    data-testid="report-figure"
                    data-name=figure.name.clone()
                    data-value=plain(&figure.value)
                >
                    {written.alone(&figure.value)}
                </dd>
            </div>
        }
    });
    let check = check(&report.figures).map(|check| {
        let class = if check.holds { "hint adds-up" } else { "trouble" };
        view! {
            <p class=class data-testid="report-check" data-holds=check.holds.to_string()>
                {check.says.of(written.language)}
            </p>
        }
    });
    let some = !report.figures.is_empty();
    some.then(|| {
        let label = texts::FIGURES.of(written.language);
        view! {
            <section class="report-figures" aria-label=label>
                <dl class="summary">{figures.collect_view()}</dl>
                {check}
            </section>
        }
        .into_any()
    })
}

/// Whether what must be equal is, said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Check {
    holds: bool,
    says: Text,
}

/// What can be checked of the figures: that receivables are those of the journal, and that debits
/// are credits.
fn check(figures: &[Figure]) -> Option<Check> {
    let value =
        |name: &str| figures.iter().find(|figure| figure.name == name).map(|figure| &figure.value);
    if let Some(difference) = value("difference") {
        let holds = *difference == Cell::Money(0);
        return Some(Check { holds, says: if holds { texts::AGREES } else { texts::DIFFERS } });
    }
    let holds = value("debits")? == value("credits")?;
    let says = if holds { texts::BALANCES } else { texts::DOES_NOT_BALANCE };
    Some(Check { holds, says })
}

/// A table with its chart above it.
fn part(table: &Table, nothing: Text, written: &Written<'_>) -> AnyView {
    let id = format!("table-{}", table.name);
    let inside = if table.rows.is_empty() {
        view! { <p class="nothing">{nothing.of(written.language)}</p> }.into_any()
    } else {
        view! {
            {chart::chart(table, written)}
            {framed(table, &id, written)}
        }
        .into_any()
    };
    view! {
        <section class="part" aria-labelledby=id.clone() data-testid="report-table" data-name=table.name.clone()>
            <h2 id=id.clone()>{words::table(&table.name, written.language).to_owned()}</h2>
            {inside}
        </section>
    }
    .into_any()
}

/// The table in its box, which scrolls by keyboard too, and what is to be known about it.
fn framed(table: &Table, labelled_by: &str, written: &Written<'_>) -> AnyView {
    let language = written.language;
    let amounts = table.rows.iter().flatten().any(|cell| matches!(cell, Cell::Money(_)));
    let amounts = amounts.then(|| texts::amounts_in(&written.currency.code, language));
    let more = table.more.then(|| texts::first_rows(table.rows.len(), language));
    let hints = [more, amounts].into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! {
        <div class="table-frame report-frame" role="group" aria-labelledby=labelled_by.to_owned() tabindex="0">
            <table
                class="report-table"
                aria-labelledby=labelled_by.to_owned()
                inner_html=self::table::html(table, written)
            ></table>
        </div>
        {(!hints.is_empty()).then(|| view! { <p class="hint">{hints}</p> })}
    }
    .into_any()
}

/// What the report counts, over what and as of when, and which records it is made from.
pub(super) fn computed(reply: &ReportReply, language: Language) -> AnyView {
    view! {
        <section class="part computed" aria-labelledby="computed">
            <h2 id="computed">{texts::COMPUTED.of(language)}</h2>
            <p data-testid="report-definition">{words::definition(reply.name, language)}</p>
            <p class="hint" data-testid="report-source">
                <strong>{texts::SOURCE.of(language)}</strong>
                " "
                {words::source(reply.name, language)}
            </p>
        </section>
    }
    .into_any()
}
