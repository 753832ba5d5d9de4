//! Accounts that were found as a table. Each row leads to its account.

use domain::api::AccountLine;
use domain::language::Language;
use domain::money::Currency;

use crate::components::{Html, chunked};
use crate::i18n::account_status as texts;
use crate::i18n::bulk_write_off as columns;
use crate::i18n::format::{number, push_money};
use crate::i18n::states::state_name;
use crate::routes;

/// The table's inside.
pub(super) fn table(lines: &[AccountLine], currency: &Currency, language: Language) -> String {
    let headings = [
        columns::ACCOUNT,
        columns::CUSTOMER,
        columns::CENTRE,
        texts::STATE,
        columns::DAYS,
        columns::OUTSTANDING,
    ];
    chunked(&headings.map(|text| text.of(language)), lines, |html, line| {
        row(html, line, currency, language);
    })
}

fn row(html: &mut Html, line: &AccountLine, currency: &Currency, language: Language) {
    let account = line.account.as_str();
    html.between("<tr role=\"row\" data-testid=\"account-row\" data-account=\"", account, "\"");
    html.between(" data-state=\"", line.state.code(), "\"><td role=\"cell\">");
    html.link("class=\"walked row-link\"", &routes::account(&line.account), account);
    html.between("</td><td role=\"cell\">", &line.customer, "");
    html.between("<small>", &line.phone, "</small></td>");
    html.between("<td role=\"cell\">", &line.centre, "</td><td role=\"cell\">");
    html.between("<span class=\"state\" data-state=\"", line.state.code(), "\">");
    html.between("", state_name(line.state).of(language), "</span>");
    if line.repossession_pending {
        html.between("<small>", columns::PENDING_REPOSSESSION.of(language), "</small>");
    }
    html.push_str("</td><td role=\"cell\">");
    match line.days_since_default {
        Some(days) => html.text(&number(u64::from(days), language)),
        None => html.push_str("—"),
    }
    html.push_str("</td><td role=\"cell\">");
    html.with(|out| push_money(out, line.outstanding, currency, language));
    html.push_str("</td></tr>");
}

#[cfg(test)]
mod tests {
    use domain::account::AccountState;
    use domain::money::Money;
    use domain::{AccountId, Date};

    use super::*;

    fn line() -> AccountLine {
        AccountLine {
            account: AccountId::parse("KE-1").unwrap(),
            customer: "Achieng <b>Odhiambo</b>".to_owned(),
            phone: "+254 712 345 678".to_owned(),
            centre: "Kisumu".to_owned(),
            state: AccountState::Defaulted,
            defaulted_on: Some(Date::constant(2026, 1, 25)),
            days_since_default: Some(1_300),
            outstanding: Money::from_minor(1_120_000),
            repossession_pending: true,
        }
    }

    #[test]
    fn a_row_says_what_one_decides_by_and_leads_to_the_account() {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let never = AccountLine {
            state: AccountState::Normal,
            defaulted_on: None,
            days_since_default: None,
            repossession_pending: false,
            ..line()
        };
        let html = table(&[line(), never], &currency, Language::En);
        for part in [
            "data-testid=\"account-row\" data-account=\"KE-1\" data-state=\"defaulted\"",
            "href=\"/accounts/KE-1\">KE-1</a>",
            "Achieng &lt;b&gt;Odhiambo&lt;/b&gt;<small>+254 712 345 678</small>",
            "data-state=\"defaulted\">Defaulted</span><small>repossession pending</small>",
            "<td role=\"cell\">1,300</td><td role=\"cell\">11,200.00</td>",
            "data-state=\"normal\">Normal</span></td><td role=\"cell\">—</td>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
