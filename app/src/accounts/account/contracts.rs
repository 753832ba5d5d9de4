//! The contracts: how each stands, what is owed under it, and where its products are.

use domain::account::ContractStatus;
use domain::api::{AccountReply, ContractRecord};
use domain::money::Money;
use leptos::prelude::*;

use super::written::Written;
use crate::i18n::account as texts;
use crate::i18n::bulk_write_off as columns;
use crate::i18n::states::{contract_status_name, status_meaning};

/// All of them: those in force first, the latest first among equals.
pub(super) fn contracts(account: &AccountReply, written: &Written<'_>) -> AnyView {
    let mut contracts: Vec<&ContractRecord> = account.contracts.iter().collect();
    contracts.sort_by_key(|contract| {
        (contract.status != ContractStatus::Active, std::cmp::Reverse(contract.id))
    });
    let none = contracts
        .is_empty()
        .then(|| view! { <p class="nothing">{written.say(texts::NO_CONTRACTS)}</p> });
    let contracts = contracts.into_iter().map(|contract| self::contract(contract, written));
    written.part("contracts", texts::CONTRACTS, (none, contracts.collect_view()))
}

fn contract(contract: &ContractRecord, written: &Written<'_>) -> AnyView {
    let owed = contract.balance.total() != Money::ZERO;
    let (paid, price) = (written.money(contract.paid), written.money(contract.price));
    let cu_numbers = contract.cu_numbers.join(", ");
    view! {
        <article class="card contract">
            <header>
                <h3>{written.say(columns::DETAIL_CONTRACT)} " " {contract.id.0}</h3>
                <span
                    class="state"
                    data-testid="contract-status"
                    data-state=contract.status.code()
                >
                    {written.say(contract_status_name(contract.status))}
                </span>
                <span class="hint">{written.say(status_meaning(contract.status))}</span>
            </header>
            <dl class="particulars">
                {owed.then(|| written.balance(columns::OUTSTANDING, &contract.balance))}
                {written.fact(texts::PAID, texts::paid_of(&paid, &price, written.language))}
                {written.fact(texts::SIGNED, written.day(contract.signed_on))}
                {written.fact(texts::DEBT_CLASS, contract.write_off_debt_class.clone())}
                {(!cu_numbers.is_empty()).then(|| written.fact(texts::CU_NUMBERS, cu_numbers))}
            </dl>
            {(!contract.products.is_empty()).then(|| products(contract, written))}
        </article>
    }
    .into_any()
}

/// What was handed over, and where it went.
fn products(contract: &ContractRecord, written: &Written<'_>) -> AnyView {
    let headings =
        [texts::PRODUCT, texts::DELIVERED, texts::WITH_CUSTOMER, texts::RETURNED, texts::LOST];
    let rows = contract.products.iter().map(|product| {
        let mut row = vec![product.name.clone()];
        let counts = [product.delivered, product.held, product.returned, product.lost];
        row.extend(counts.map(|n| written.number(n)));
        row
    });
    written.table("figures", &headings, rows)
}
