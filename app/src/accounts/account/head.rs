//! Whose account it is, how it stands, and the numbers to decide by.

use domain::account::{AccountState, ContractStatus, Quantity};
use domain::api::AccountReply;
use domain::money::Money;
use leptos::prelude::*;

use super::written::Written;
use crate::i18n::account::{self as texts, class_name};
use crate::i18n::bulk_write_off as columns;
use crate::i18n::states::state_name;
use crate::routes;

/// The name, the state, and the numbers.
pub(super) fn head(account: &AccountReply, written: &Written<'_>) -> AnyView {
    view! {
        <header class="page-head account-head">
            <p class="file-name">
                {written.say(texts::TITLE)} " " <strong>{account.account.to_string()}</strong>
            </p>
            <h1>{account.customer.name.clone()}</h1>
            <p class="account-state">
                <span class="state" data-testid="account-state" data-state=account.state.code()>
                    {written.say(state_name(account.state))}
                </span>
                " "
                <span>{how_it_stands(account, written)}</span>
            </p>
        </header>
        <dl class="summary">{numbers(account, written)}</dl>
    }
    .into_any()
}

/// What the state means for this account.
fn how_it_stands(account: &AccountReply, written: &Written<'_>) -> String {
    let day = |day| written.day(day);
    match (account.state, account.standing.defaulted_on, account.paid_until) {
        (AccountState::PendingActivation, _, _) => {
            written.say(texts::NOTHING_HANDED_OVER).to_owned()
        }
        (AccountState::Defaulted, Some(on), _) => {
            texts::in_default_since(&day(on), written.language)
        }
        (AccountState::Finished, _, _) => written.say(texts::EVERYTHING_PAID).to_owned(),
        (AccountState::Inactive, _, _) => written.say(texts::NO_ACTIVE_CONTRACT).to_owned(),
        (_, _, Some(until)) => texts::paid_until(&day(until), written.language),
        (_, _, None) => String::new(),
    }
}

fn numbers(account: &AccountReply, written: &Written<'_>) -> AnyView {
    let held = account.standing.contracts.iter().flat_map(|contract| &contract.held);
    let Quantity(held) = Quantity::total(held.map(|held| held.quantity));
    let products = written.say(texts::PRODUCTS).to_owned();
    let days = account.days_since_default;
    let attempts = account.failed_attempts_since_default;
    view! {
        {days.map(|days| written.fact(columns::DAYS, written.number(days)))}
        {written.balance(columns::OUTSTANDING, &account.balance)}
        {written.fact_about(texts::WITH_CUSTOMER, written.number(held), products)}
        {days.map(|_| written.fact(texts::ATTEMPTS_SINCE, written.number(attempts)))}
        {lost(account, written)}
    }
    .into_any()
}

/// What was given up of the account, what came in of it since, and what may still come.
fn lost(account: &AccountReply, written: &Written<'_>) -> Option<AnyView> {
    if account.lost.is_nothing() {
        return None;
    }
    let left = account.lost.minus(&account.recovered);
    let parts = view! {
        {written.balance(texts::LOST_IN_ALL, &account.lost)}
        {written.balance(texts::RECOVERED, &account.recovered)}
        {written.balance(texts::LEFT_TO_RECOVER, &left)}
    };
    Some(parts.into_any())
}

/// What a day costs, and what the customer has paid beyond days and balances.
fn money(account: &AccountReply, written: &Written<'_>) -> AnyView {
    let active = account.contracts.iter().filter(|one| one.status == ContractStatus::Active);
    let rate = Money::total(active.map(|contract| contract.daily_rate));
    let facts = [
        (texts::DAILY_RATE, rate),
        (texts::CREDIT, account.credit),
        (texts::DEPOSIT, account.deposit),
    ];
    facts
        .into_iter()
        .filter(|(_, amount)| *amount != Money::ZERO)
        .map(|(name, amount)| written.fact(name, written.money(amount)))
        .collect_view()
        .into_any()
}

/// The customer, and how to reach them.
pub(super) fn customer(account: &AccountReply, written: &Written<'_>) -> AnyView {
    let customer = &account.customer;
    let class = class_name(&customer.class)
        .map_or_else(|| customer.class.clone(), |name| written.say(name).to_owned());
    let phone = (!customer.phone.is_empty()).then(|| {
        let digits = customer.phone.chars().filter(|c| *c == '+' || c.is_ascii_digit());
        let href = format!("tel:{}", digits.collect::<String>());
        written.fact(texts::PHONE, view! { <a href=href>{customer.phone.clone()}</a> })
    });
    let paid_until =
        account.paid_until.map(|until| written.fact(texts::PAID_UNTIL, written.day(until)));
    let inside = view! {
        <div class="card">
            <dl class="particulars">
                {written.fact(texts::CLASS, class)}
                {phone}
                {written.fact(columns::CENTRE, account.centre.name.clone())}
                {paid_until}
                {money(account, written)}
                {(!account.other_accounts.is_empty()).then(|| others(account, written))}
            </dl>
        </div>
    };
    written.part("customer", columns::CUSTOMER, inside)
}

/// The customer's other accounts.
fn others(account: &AccountReply, written: &Written<'_>) -> AnyView {
    let links = account.other_accounts.iter().enumerate().map(|(index, other)| {
        let before = if index == 0 { "" } else { ", " };
        view! {
            {before}
            <a href=routes::account(other)>{other.to_string()}</a>
        }
    });
    written.fact(texts::OTHER_ACCOUNTS, links.collect_view())
}
