//! The contracts: how each stands, what is owed under it, and where its products are.

use domain::account::ContractStatus;
use domain::api::{AccountReply, ContractRecord};
use domain::money::Money;

use super::table::table;
use super::written::Written;
use crate::components::Html;
use crate::i18n::account as texts;
use crate::i18n::bulk_write_off as columns;
use crate::i18n::states::{contract_status_name, status_meaning};

/// All of them: those in force first, the latest first among equals.
pub(super) fn contracts(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    written.part(html, "contracts", texts::CONTRACTS);
    let mut contracts: Vec<&ContractRecord> = account.contracts.iter().collect();
    contracts.sort_by_key(|contract| {
        (contract.status != ContractStatus::Active, std::cmp::Reverse(contract.id))
    });
    if contracts.is_empty() {
        html.between("<p class=\"nothing\">", written.say(texts::NO_CONTRACTS), "</p>");
    }
    for contract in contracts {
        self::contract(html, contract, written);
    }
    html.push_str("</section>");
}

fn contract(html: &mut Html, contract: &ContractRecord, written: &Written<'_>) {
    html.push_str("<article class=\"card contract\"><header><h3>");
    html.between("", written.say(columns::DETAIL_CONTRACT), " ");
    html.between("", &contract.id.0.to_string(), "</h3>");
    html.between(
        "<span class=\"state\" data-testid=\"contract-status\" data-state=\"",
        contract.status.code(),
        "\">",
    );
    html.between("", written.say(contract_status_name(contract.status)), "</span>");
    html.between("<span class=\"hint\">", written.say(status_meaning(contract.status)), "</span>");
    html.push_str("</header><dl class=\"particulars\">");
    if contract.balance.total() != Money::ZERO {
        written.balance(html, columns::OUTSTANDING, &contract.balance);
    }
    let paid = texts::paid_of(
        &written.money(contract.paid),
        &written.money(contract.price),
        written.language,
    );
    written.fact(html, texts::PAID, &paid);
    written.fact(html, texts::SIGNED, &written.day(contract.signed_on));
    written.fact(html, texts::DEBT_CLASS, &contract.write_off_debt_class);
    if !contract.cu_numbers.is_empty() {
        written.fact(html, texts::CU_NUMBERS, &contract.cu_numbers.join(", "));
    }
    html.push_str("</dl>");
    products(html, contract, written);
    html.push_str("</article>");
}

/// What was handed over, and where it went.
fn products(html: &mut Html, contract: &ContractRecord, written: &Written<'_>) {
    if contract.products.is_empty() {
        return;
    }
    let headings =
        [texts::PRODUCT, texts::DELIVERED, texts::WITH_CUSTOMER, texts::RETURNED, texts::LOST]
            .map(|text| written.say(text));
    let rows = contract.products.iter().map(|product| {
        let mut row = vec![product.name.clone()];
        let counts = [product.delivered, product.held, product.returned, product.lost];
        row.extend(counts.map(|n| written.number(n)));
        row
    });
    table(html, "figures", &headings, rows);
}
