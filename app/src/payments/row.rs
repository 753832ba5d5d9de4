//! A payment as a row of the list.

use domain::api::PaymentRecord;
use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use super::paid::{marks, paid_in_all};
use crate::i18n::account::channel_name;
use crate::i18n::format::{date, money};
use crate::i18n::{Text, payments as texts};
use crate::routes;

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 6] =
    [texts::DAY, texts::ACCOUNT, texts::ID, texts::AMOUNT, texts::PAID_WHAT, texts::RECORDED_BY];

/// The payment's row.
pub(super) fn row(payment: &PaymentRecord, currency: &Currency, language: Language) -> AnyView {
    let booked = (payment.booked_on != payment.paid_on).then(|| {
        let day = date(payment.booked_on, language);
        view! { <small>{texts::BOOKED.of(language)} " " {day}</small> }
    });
    let by = payment
        .recorded_by
        .clone()
        .unwrap_or_else(|| texts::ANOTHER_SYSTEM.of(language).to_owned());
    view! {
        <tr
            role="row"
            data-testid="payment-row"
            data-payment=payment.id.clone()
            data-account=payment.account.to_string()
        >
            <td role="cell">{date(payment.paid_on, language)} {booked}</td>
            <td role="cell">
                <a href=routes::account(&payment.account)>{payment.account.to_string()}</a>
            </td>
            <td role="cell">
                {payment.id.clone()}
                <small>{channel_name(payment.channel).of(language)}</small>
            </td>
            <td role="cell">{money(payment.amount, currency, language)}</td>
            <td role="cell">
                {paid_in_all(payment, currency, language)} {marks(payment, language)}
            </td>
            <td role="cell">{by}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::Date;

    use super::super::paid::tests::payment;
    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;

    #[test]
    fn a_row_says_whose_how_much_what_it_paid_and_who_recorded_it() {
        let payment =
            PaymentRecord { recovery: true, booked_on: Date::constant(2026, 11, 21), ..payment() };
        let currency = person("wanjiku").company.currency;
        let html = rendered(|| row(&payment, &currency, Language::En));
        for part in [
            "data-testid=\"payment-row\"",
            "20 Nov 2026",
            "<small>booked 21 Nov 2026</small>",
            "href=\"/accounts/KE-1\">KE-1</a>",
            "QX&lt;7&gt;<small>Mobile money</small>",
            ">18.00</td>",
            "balance\u{a0}12.50 · recovery\u{a0}2.50 · deposit\u{a0}3.00",
            ">recovery</span>",
            "Another system",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
