//! The cards of the start page: a figure each, what is to be known about it, and where it leads.

use domain::api::{AtRisk, OperationSummary, PendingOfAge, SessionReply, StartReply};
use domain::language::Language;
use domain::money::Money;
use domain::reports::{Month, Ratio, ReportName};
use domain::role::Permission;
use leptos::prelude::*;

use crate::i18n::bulk_write_offs::done;
use crate::i18n::format::{money_with_code, number, percent};
use crate::i18n::{Text, moment, start as texts};
use crate::query::query;
use crate::routes;

/// What is told, to whom, in which language.
pub(super) struct Told<'a> {
    pub(super) reply: &'a StartReply,
    pub(super) person: &'a SessionReply,
    pub(super) language: Language,
}

impl Told<'_> {
    fn money(&self, amount: Money) -> String {
        money_with_code(amount, &self.person.company.currency, self.language)
    }

    fn number(&self, n: u32) -> String {
        number(u64::from(n), self.language)
    }

    fn say(&self, text: Text) -> &'static str {
        text.of(self.language)
    }

    /// A card. What it is called leads nowhere; its links say where they do.
    fn card(&self, id: &'static str, title: Text, inside: impl IntoView + 'static) -> AnyView {
        view! {
            <section class="card start-card" aria-labelledby=id data-testid=id>
                <h2 id=id>{self.say(title)}</h2>
                {inside}
            </section>
        }
        .into_any()
    }

    fn link(&self, href: String, text: Text) -> AnyView {
        view! { <a class="onward" href=href>{self.say(text)}</a> }.into_any()
    }
}

fn figure(value: String) -> AnyView {
    view! { <p class="figure">{value}</p> }.into_any()
}

fn hint(text: impl IntoView + 'static) -> AnyView {
    view! { <p class="hint">{text}</p> }.into_any()
}

/// Repossessions that are pending, by how old their default is.
pub(super) fn pending(told: &Told<'_>) -> AnyView {
    let ages = &told.reply.pending;
    let all = ages.iter().fold(0_u32, |all, age| all.saturating_add(age.count));
    if all == 0 {
        return told.card("start-pending", texts::PENDING, hint(told.say(texts::PENDING_NONE)));
    }
    let some = ages.iter().filter(|age| age.count > 0).map(|age| of_age(age, told));
    let inside = view! {
        {figure(told.number(all))}
        <ul class="ages" aria-label=told.say(texts::BY_AGE)>{some.collect_view()}</ul>
        {told.link(routes::ACTIONS.to_owned(), texts::PENDING_ALL)}
    };
    told.card("start-pending", texts::PENDING, inside)
}

/// Those of an age, as a link to them in the list of actions.
fn of_age(age: &PendingOfAge, told: &Told<'_>) -> AnyView {
    let bound = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
    let (min, max) = (bound(Some(age.days_min)), bound(age.days_max));
    let href = routes::actions(&query(&[("days_min", &min), ("days_max", &max)]));
    view! {
        <li>
            <a href=href>
                <span>{texts::age(age.days_min, age.days_max, told.language)}</span>
                " "
                <strong>{told.number(age.count)}</strong>
                " "
                <small>{told.money(age.outstanding)}</small>
            </a>
        </li>
    }
    .into_any()
}

/// Recoveries that somebody has to deal with.
pub(super) fn recoveries(told: &Told<'_>) -> AnyView {
    if told.reply.recoveries_open == 0 {
        let none = hint(told.say(texts::RECOVERIES_NONE));
        return told.card("start-recoveries", texts::RECOVERIES, none);
    }
    let recovered = told.money(told.reply.recoveries_amount);
    let inside = view! {
        {figure(told.number(told.reply.recoveries_open))}
        {hint(format!("{recovered} {}", told.say(texts::RECOVERED)))}
        {told.link(routes::RECOVERIES.to_owned(), texts::RECOVERIES_SHOW)}
    };
    told.card("start-recoveries", texts::RECOVERIES, inside)
}

/// What was written off this month, and in the month before.
pub(super) fn write_offs(told: &Told<'_>) -> AnyView {
    let today = told.reply.today;
    let this_month = Month::of(today);
    let (now, before) = (told.reply.this_month, told.reply.last_month);
    let figure_of = if now.count == 0 {
        hint(told.say(texts::WRITE_OFFS_NONE))
    } else {
        let customers = hint(texts::customers(now.count, told.language));
        view! { {figure(told.money(now.amount))} {customers} }.into_any()
    };
    let last = this_month.previous().map(|month| {
        let href = write_offs_href(month.first_day(), month.last_day());
        let customers = texts::customers(before.count, told.language);
        let said = format!("{}, {customers}", told.money(before.amount));
        hint(view! { {told.say(texts::LAST_MONTH)} " " <a href=href>{said}</a> })
    });
    let inside = view! {
        {figure_of}
        {last}
        {told.link(write_offs_href(this_month.first_day(), today), texts::THIS_MONTH)}
    };
    told.card("start-write-offs", texts::WRITE_OFFS, inside)
}

fn write_offs_href(from: domain::Date, to: domain::Date) -> String {
    let days = query(&[("from", &from.to_string()), ("to", &to.to_string())]);
    routes::report(ReportName::WriteOffs, &days)
}

fn tenths(at_risk: AtRisk) -> Option<i64> {
    Ratio::of(at_risk.amount, at_risk.gross).percent_tenths()
}

/// The portfolio at risk, and how it has changed.
pub(super) fn at_risk(told: &Told<'_>) -> AnyView {
    let now = told.reply.at_risk;
    let Some(share) = tenths(now) else {
        return told.card("start-at-risk", texts::AT_RISK, hint(told.say(texts::AT_RISK_NONE)));
    };
    let change = match told.reply.at_risk_before.and_then(tenths) {
        Some(before) => {
            let said = percent(before, told.language);
            texts::than_a_month_ago(share.saturating_sub(before), &said, told.language)
        }
        None => told.say(texts::NO_MONTH_AGO).to_owned(),
    };
    let of = texts::of_gross(&told.money(now.amount), &told.money(now.gross), told.language);
    let inside = view! {
        {figure(percent(share, told.language))}
        {hint(change)}
        {hint(of)}
        {told.link(routes::report(ReportName::PortfolioAtRisk, ""), texts::AT_RISK_SHOW)}
    };
    told.card("start-at-risk", texts::AT_RISK, inside)
}

/// The last operations, for those who may see them.
pub(super) fn operations(told: &Told<'_>) -> Option<AnyView> {
    if !told.person.role.may(Permission::BulkWriteOff) {
        return None;
    }
    let inside = if told.reply.operations.is_empty() {
        hint(told.say(texts::OPERATIONS_NONE))
    } else {
        let lines = told.reply.operations.iter().map(|operation| line(operation, told));
        view! {
            <ul class="operation-lines">{lines.collect_view()}</ul>
            {told.link(routes::BULK_WRITE_OFFS.to_owned(), texts::OPERATIONS_ALL)}
        }
        .into_any()
    };
    let id = "start-operations";
    let section = view! {
        <section class="part" aria-labelledby=id data-testid=id>
            <h2 id=id>{told.say(texts::OPERATIONS)}</h2>
            {inside}
        </section>
    };
    Some(section.into_any())
}

/// What came of an operation, how much, who, when: a link to its page.
fn line(operation: &OperationSummary, told: &Told<'_>) -> AnyView {
    let what = [
        money_with_code(operation.amount, &operation.currency, told.language),
        operation.submitted_by.clone(),
        moment(&operation.committed_at, &told.person.company.time_zone, told.language),
    ];
    view! {
        <li>
            <a class="operation-line" href=routes::bulk_write_off(&operation.id)>
                <strong>{done(operation.written_off, operation.failed, told.language)}</strong>
                <span>{what.join(" · ")}</span>
            </a>
        </li>
    }
    .into_any()
}
