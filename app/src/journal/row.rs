//! An entry as a row of the journal, with its lines.

use domain::api::{JournalEntry, JournalLine};
use domain::journal::words::cause;
use domain::language::Language;
use domain::money::{Currency, Money};
use leptos::prelude::*;

use crate::i18n::format::{capitalised, date, money};
use crate::i18n::{Text, journal as texts};
use crate::routes;

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 6] =
    [texts::ENTRY, texts::DAY, texts::CAUSE, texts::ACCOUNT, texts::AMOUNT, texts::LINES];

/// The entry's row.
pub(super) fn row(entry: &JournalEntry, currency: &Currency, language: Language) -> AnyView {
    let account = entry.account.as_ref().map(|account| {
        view! { <a href=routes::account(account)>{account.to_string()}</a> }
    });
    let customer = entry.customer.clone().map(|customer| view! { <small>{customer}</small> });
    let corrected = (!entry.corrected_by.is_empty()).then(
        || view! { <small>{numbers(texts::CORRECTED_BY, &entry.corrected_by, language)}</small> },
    );
    let corrects = entry
        .corrects
        .map(|number| view! { <small>{numbers(texts::CORRECTS, &[number], language)}</small> });
    let lines = entry.lines.iter().map(|line| self::line(line, currency, language));
    view! {
        <tr role="row" data-testid="journal-entry" data-number=entry.number data-cause=entry.cause.code()>
            <td role="cell">
                <a href=routes::journal_entry(entry.number)>{entry.number}</a>
            </td>
            <td role="cell">{date(entry.booked_on, language)}</td>
            <td role="cell">
                {capitalised(cause(entry.cause, language))} {corrects} {corrected}
            </td>
            <td role="cell">{account} {customer}</td>
            <td role="cell">{money(entry.amount, currency, language)}</td>
            <td role="cell">
                <ul class="entry-lines">{lines.collect_view()}</ul>
            </td>
        </tr>
    }
    .into_any()
}

fn numbers(name: Text, numbers: &[i64], language: Language) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    [name.of(language), " ", &numbers.join(", ")].concat()
}

/// A line: the ledger account, and the amount on its side.
fn line(line: &JournalLine, currency: &Currency, language: Language) -> AnyView {
    let side = |name: Text, amount: Money| {
        let said = (amount != Money::ZERO).then(|| {
            view! {
                <span class="side">{name.of(language)} " "</span>
                {money(amount, currency, language)}
            }
        });
        view! { <span class="figure">{said}</span> }
    };
    view! {
        <li
            data-testid="journal-line"
            data-ledger=line.ledger_account.code()
            data-debit=line.debit.minor().to_string()
            data-credit=line.credit.minor().to_string()
        >
            <span>{line.code.clone()} " " {line.name.clone()}</span>
            {side(texts::DEBIT, line.debit)}
            {side(texts::CREDIT, line.credit)}
        </li>
    }
    .into_any()
}

#[cfg(test)]
pub(super) mod tests {
    use domain::journal::{Cause, LedgerAccount};
    use domain::{AccountId, Date};

    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;

    pub(in crate::journal) fn entry() -> JournalEntry {
        let line = |ledger_account, code: &str, debit, credit| JournalLine {
            ledger_account,
            code: code.to_owned(),
            name: "<name>".to_owned(),
            debit: Money::from_minor(debit),
            credit: Money::from_minor(credit),
        };
        JournalEntry {
            number: 17,
            booked_on: Date::constant(2026, 11, 20),
            recorded_at: "2026-11-20T09:00:00.000Z".to_owned(),
            recorded_by: Some("A. Wanjiku".to_owned()),
            cause: Cause::WriteOff,
            account: Some(AccountId::parse("KE-1").unwrap()),
            customer: Some("<Achieng>".to_owned()),
            repossession: Some(3),
            operation: None,
            process: None,
            payment: None,
            corrects: None,
            reversing: false,
            reason: None,
            corrected_by: Vec::new(),
            amount: Money::from_minor(11_000),
            lines: vec![
                line(LedgerAccount::TaxLiability, "2200", 1_000, 0),
                line(LedgerAccount::WriteOffExpense, "6100", 10_000, 0),
                line(LedgerAccount::Receivables, "1200", 0, 11_000),
            ],
        }
    }

    #[test]
    fn a_row_says_why_and_lists_its_lines() {
        let currency = person("wanjiku").company.currency;
        let corrected = JournalEntry { corrected_by: vec![20, 21], ..entry() };
        let html = rendered(|| row(&corrected, &currency, Language::En));
        for part in [
            "data-testid=\"journal-entry\"",
            "href=\"/journal/17\">17</a>",
            "20 Nov 2026",
            "Write-off",
            "href=\"/accounts/KE-1\">KE-1</a><small>&lt;Achieng&gt;</small>",
            ">110.00</td>",
            "data-ledger=\"receivables\" data-debit=\"0\" data-credit=\"11000\"",
            "data-ledger=\"write_off_expense\" data-debit=\"10000\" data-credit=\"0\"",
            "6100 &lt;name&gt;",
            "Corrected by 20, 21",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
