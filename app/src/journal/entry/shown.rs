//! What an entry says: its lines as a ledger has them, why there is one, and what it is tied to.

use domain::api::{JournalEntry, JournalLine, SessionReply};
use domain::journal::words::cause;
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::role::Permission;
use leptos::prelude::*;

use crate::components::fact;
use crate::i18n::bulk_write_offs::operation_number;
use crate::i18n::format::{capitalised, date, money};
use crate::i18n::{account, journal as texts, moment};
use crate::query::query;
use crate::routes;

/// The entry.
pub(super) fn shown(entry: &JournalEntry, person: &SessionReply, language: Language) -> AnyView {
    let company = &person.company;
    let at = moment(&entry.recorded_at, &company.time_zone, language);
    let by = entry.recorded_by.as_deref();
    let recorded = match by {
        Some(_) => account::by_whom(&at, by, language),
        None => [&at, ", ", texts::BY_THE_SYSTEM.of(language)].concat(),
    };
    view! {
        <header class="page-head">
            <p class="file-name">{date(entry.booked_on, language)}</p>
            <h1>{texts::entry_number(entry.number, language)}</h1>
        </header>
        <section class="card entry" data-testid="journal-entry" data-number=entry.number>
            <dl class="particulars">
                {fact(texts::CAUSE.of(language), capitalised(cause(entry.cause, language)))}
                {tied(entry, person, language)}
                {fact(texts::RECORDED.of(language), recorded)}
            </dl>
            {ledger(&entry.lines, &company.currency, language)}
        </section>
    }
    .into_any()
}

/// What the entry is about, each as a link where there is a page of it.
fn tied(entry: &JournalEntry, person: &SessionReply, language: Language) -> AnyView {
    let account = entry.account.as_ref().map(|account| {
        let whose = entry.customer.clone().map(|customer| format!(" · {customer}"));
        let link = view! { <a href=routes::account(account)>{account.to_string()}</a> {whose} };
        fact(texts::ACCOUNT.of(language), link)
    });
    let payment = entry.payment.as_ref().map(|payment| {
        let href = routes::payments(&query(&[("id", payment)]));
        fact(texts::PAYMENT.of(language), view! { <a href=href>{payment.clone()}</a> })
    });
    let repossession =
        entry.repossession.map(|number| fact(texts::REPOSSESSION.of(language), number.to_string()));
    let operation = entry.operation.as_ref().map(|operation| {
        let name = operation_number(operation.number, language);
        let link = if person.role.may(Permission::BulkWriteOff) {
            view! { <a href=routes::bulk_write_off(&operation.id)>{name}</a> }.into_any()
        } else {
            name.into_any()
        };
        fact(texts::OPERATION.of(language), link)
    });
    let corrects =
        entry.corrects.map(|number| fact(texts::CORRECTS.of(language), links(&[number])));
    let corrected = (!entry.corrected_by.is_empty())
        .then(|| fact(texts::CORRECTED_BY.of(language), links(&entry.corrected_by)));
    let reason = entry.reason.clone().map(|reason| fact(texts::REASON.of(language), reason));
    let facts = [account, payment, repossession, operation, corrects, reason, corrected];
    facts.into_iter().flatten().collect_view().into_any()
}

/// Numbers of entries, each a link to it.
fn links(numbers: &[i64]) -> AnyView {
    let links = numbers.iter().enumerate().map(|(index, number)| {
        let before = if index == 0 { "" } else { ", " };
        view! { {before} <a href=routes::journal_entry(*number)>{*number}</a> }
    });
    links.collect_view().into_any()
}

/// The lines, with what they come to.
fn ledger(lines: &[JournalLine], currency: &Currency, language: Language) -> AnyView {
    let amount = |amount: Money| (amount != Money::ZERO).then(|| money(amount, currency, language));
    let sum = |side: fn(&JournalLine) -> Money| {
        money(Money::total(lines.iter().map(side)), currency, language)
    };
    let rows = lines.iter().map(|line| {
        view! {
            <tr
                data-testid="journal-line"
                data-ledger=line.ledger_account.code()
                data-debit=line.debit.minor().to_string()
                data-credit=line.credit.minor().to_string()
            >
                <th scope="row">{line.code.clone()} " " {line.name.clone()}</th>
                <td>{amount(line.debit)}</td>
                <td>{amount(line.credit)}</td>
            </tr>
        }
    });
    view! {
        <table class="ledger">
            <thead>
                <tr>
                    <th scope="col">{texts::LEDGER_ACCOUNT.of(language)}</th>
                    <th scope="col">{texts::DEBIT.of(language)}</th>
                    <th scope="col">{texts::CREDIT.of(language)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{texts::SUM.of(language)}</th>
                    <td>{sum(|line| line.debit)}</td>
                    <td>{sum(|line| line.credit)}</td>
                </tr>
            </tfoot>
        </table>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::api::OperationLink;

    use super::*;
    use crate::components::rendered;
    use crate::journal::row::tests::entry;
    use crate::session::state_tests::person;

    #[test]
    fn an_entry_shows_its_lines_and_leads_to_what_caused_it() {
        let entry = JournalEntry {
            payment: Some("QX 7".to_owned()),
            operation: Some(OperationLink { id: "9b2e".to_owned(), number: 4 }),
            corrects: Some(12),
            reason: Some("wrong <side>".to_owned()),
            corrected_by: vec![20, 21],
            ..entry()
        };
        let html = rendered(|| shown(&entry, &person("wanjiku"), Language::En));
        for part in [
            "<h1>Entry 17</h1>",
            "href=\"/accounts/KE-1\"",
            "href=\"/payments?id=QX%207\"",
            "href=\"/bulk-write-offs/9b2e\"",
            "href=\"/journal/12\"",
            "href=\"/journal/20\">20</a>, <a href=\"/journal/21\"",
            "wrong &lt;side&gt;",
            "data-ledger=\"receivables\" data-debit=\"0\" data-credit=\"11000\"",
            "<td></td><td>110.00</td>",
            "<th scope=\"row\">Sum</th><td>110.00</td><td>110.00</td>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
