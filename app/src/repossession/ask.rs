//! The question before a write-off.

use domain::language::Language;
use domain::money::Currency;
use domain::repossession::words::warning;
use leptos::prelude::*;

use super::form::Known;
use super::work;
use crate::components::{Press, fact, in_language, press, says};
use crate::i18n::bulk_write_off as common;
use crate::i18n::format::{money_with_code, number};
use crate::i18n::repossession as texts;
use crate::session::session;

/// Who, how much, what is lost, and the warning. Cancel has the focus.
#[component]
pub(super) fn AskOnceMore() -> impl IntoView {
    let work = work();
    let currency = session().person_now()?.company.currency;
    let numbers = in_language(move |language| {
        work.form().with(|form| Some(numbers(form.known()?, &currency, language)))
    });
    let cancel = press(move || {
        work.close();
    });
    let confirm = press(move || work.confirm());
    Some(view! {
        {numbers}
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(common::CANCEL) act=cancel/>
            <Press class="danger" id="confirm" text=says(common::CONFIRM) act=confirm/>
        </div>
    })
}

fn numbers(known: &Known, currency: &Currency, language: Language) -> AnyView {
    let account = &known.account;
    let customer = format!("{} · {}", account.customer.name, account.account);
    let amount = money_with_code(account.standing.outstanding(), currency, language);
    view! {
        <h2>{texts::CONFIRM_TITLE.of(language)}</h2>
        <dl class="numbers">
            {fact(common::CUSTOMER.of(language), customer)}
            {fact(common::CONFIRM_AMOUNT.of(language), amount)}
            {fact(common::CONFIRM_PRODUCTS.of(language), products(known, language))}
        </dl>
        <p class="warning" data-testid="warning">{warning(language)}</p>
    }
    .into_any()
}

/// `2 × Solar home system, 1 × Radio`.
fn products(known: &Known, language: Language) -> String {
    let contracts = known.account.standing.contracts.iter();
    let lost = contracts.flat_map(|contract| {
        contract.held.iter().map(|held| {
            let name = known.product_name(contract.id, held.product);
            format!("{}\u{a0}× {name}", number(u64::from(held.quantity.0), language))
        })
    });
    let lost: Vec<String> = lost.collect();
    if lost.is_empty() {
        common::CONFIRM_NO_PRODUCTS.of(language).to_owned()
    } else {
        lost.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;
    use crate::repossession::form_tests::known;

    #[test]
    fn everything_that_is_at_stake_is_said_to_the_letter() {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        let html = rendered(|| numbers(&known(), &currency, Language::En));
        for part in [
            "Achieng &lt;Odhiambo&gt; · KE-1",
            "KES\u{a0}11,200.00",
            "2\u{a0}× Solar home system, 1\u{a0}× Radio",
            "You are about to write-off this customer. All products will be lost and you cannot reverse this action. Are you sure you want to proceed?",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
