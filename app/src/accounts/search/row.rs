//! An account that was found. The whole row leads to it.

use domain::api::AccountLine;
use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use crate::i18n::bulk_write_off as columns;
use crate::i18n::format::{money, number};
use crate::i18n::states::state_name;
use crate::routes;

/// The account's row, with the box that ticks it where one may.
pub(super) fn row(
    line: &AccountLine,
    currency: &Currency,
    tick: Option<AnyView>,
    language: Language,
) -> AnyView {
    let pending = line
        .repossession_pending
        .then(|| view! { <small>{columns::PENDING_REPOSSESSION.of(language)}</small> });
    let days = line.days_since_default;
    let days = days.map_or_else(|| "—".to_owned(), |days| number(u64::from(days), language));
    view! {
        <tr
            role="row"
            data-testid="account-row"
            data-account=line.account.to_string()
            data-state=line.state.code()
        >
            <td role="cell">
                {tick}
                <a class="walked row-link" href=routes::account(&line.account)>
                    {line.account.to_string()}
                </a>
            </td>
            <td role="cell">{line.customer.clone()} <small>{line.phone.clone()}</small></td>
            <td role="cell">{line.centre.clone()}</td>
            <td role="cell">
                <span class="state" data-state=line.state.code()>
                    {state_name(line.state).of(language)}
                </span>
                {pending}
            </td>
            <td role="cell">{days}</td>
            <td role="cell">{money(line.outstanding, currency, language)}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::account::AccountState;
    use domain::money::Money;
    use domain::{AccountId, Date};

    use super::*;
    use crate::components::rendered;

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
        let html =
            rendered(|| [line(), never].map(|line| row(&line, &currency, None, Language::En)));
        for part in [
            "data-testid=\"account-row\" data-account=\"KE-1\" data-state=\"defaulted\"",
            "href=\"/accounts/KE-1\" class=\"walked row-link\">KE-1</a>",
            "Achieng &lt;b&gt;Odhiambo&lt;/b&gt;<small>+254 712 345 678</small>",
            "data-state=\"defaulted\" class=\"state\">Defaulted</span><small>repossession pending</small>",
            "<td role=\"cell\">1,300</td><td role=\"cell\">11,200.00</td>",
            "data-state=\"normal\" class=\"state\">Normal</span></td><td role=\"cell\">—</td>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
