//! Whose account it is, how it stands, and the numbers to decide by.

use domain::account::{AccountState, Quantity};
use domain::api::AccountReply;

use super::written::Written;
use crate::components::Html;
use crate::i18n::account::{self as texts, class_name};
use crate::i18n::bulk_write_off as columns;
use crate::i18n::states::state_name;
use crate::routes;

/// The name, the state, and the numbers.
pub(super) fn head(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    html.push_str("<header class=\"page-head account-head\">");
    html.between("<p class=\"file-name\">", written.say(texts::TITLE), " ");
    html.between("<strong>", account.account.as_str(), "</strong></p>");
    html.between("<h1>", &account.customer.name, "</h1><p class=\"account-state\">");
    html.between(
        "<span class=\"state\" data-testid=\"account-state\" data-state=\"",
        account.state.code(),
        "\">",
    );
    html.between("", written.say(state_name(account.state)), "</span> ");
    html.between("<span>", &how_it_stands(account, written), "</span></p></header>");
    html.push_str("<dl class=\"summary\">");
    numbers(html, account, written);
    html.push_str("</dl>");
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

fn numbers(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    if let Some(days) = account.days_since_default {
        written.fact(html, columns::DAYS, &written.number(days));
    }
    written.balance(html, columns::OUTSTANDING, &account.balance);
    let held = account.standing.contracts.iter().flat_map(|contract| &contract.held);
    let Quantity(held) = Quantity::total(held.map(|held| held.quantity));
    let products = written.say(texts::PRODUCTS);
    written.fact_with(html, texts::WITH_CUSTOMER, &written.number(held), products);
    if account.days_since_default.is_some() {
        let attempts = written.number(account.failed_attempts_since_default);
        written.fact(html, texts::ATTEMPTS_SINCE, &attempts);
    }
}

/// The customer, and how to reach them.
pub(super) fn customer(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    written.part(html, "customer", columns::CUSTOMER);
    html.push_str("<div class=\"card\"><dl class=\"particulars\">");
    let customer = &account.customer;
    let class = class_name(&customer.class).map_or(&*customer.class, |name| written.say(name));
    written.fact(html, texts::CLASS, class);
    if !customer.phone.is_empty() {
        html.between("<div><dt>", written.say(texts::PHONE), "</dt><dd>");
        let digits = customer.phone.chars().filter(|c| *c == '+' || c.is_ascii_digit());
        html.link("", &["tel:", &digits.collect::<String>()].concat(), &customer.phone);
        html.push_str("</dd></div>");
    }
    written.fact(html, columns::CENTRE, &account.centre.name);
    if let Some(until) = account.paid_until {
        written.fact(html, texts::PAID_UNTIL, &written.day(until));
    }
    if !account.other_accounts.is_empty() {
        html.between("<div><dt>", written.say(texts::OTHER_ACCOUNTS), "</dt><dd>");
        for (index, other) in account.other_accounts.iter().enumerate() {
            html.push_str(if index == 0 { "" } else { ", " });
            html.link("", &routes::account(other), other.as_str());
        }
        html.push_str("</dd></div>");
    }
    html.push_str("</dl></div></section>");
}
