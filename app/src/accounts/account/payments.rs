//! What the customer paid, and what was done with it.

use std::sync::Arc;

use domain::api::{AccountReply, PaymentRecord};
use domain::role::Permission;
use leptos::prelude::*;

use super::tools::{Asked, Tools};
use super::written::Written;
use crate::components::{Press, press, says};
use crate::i18n::account::{self as texts, channel_name};
use crate::i18n::payments as payment_texts;
use crate::payments::{marks, paid_by_contract};

/// So many are shown before one asks for more.
const SHOWN: usize = 5;

/// The payments, the latest first, and what may be done about them.
pub(super) fn payments(account: &AccountReply, written: &Written<'_>, tools: Tools) -> AnyView {
    let may = written.role.may(Permission::RecordPayments);
    let record = may.then(|| {
        let act = press(move || tools.ask(Asked::Record));
        view! {
            <div class="buttons">
                <Press id="record-payment" text=says(payment_texts::RECORD) act/>
            </div>
        }
    });
    let (first, rest) = account.payments.split_at(account.payments.len().min(SHOWN));
    let list = |payments: &[PaymentRecord]| {
        let rows = payments.iter().map(|payment| row(payment, written, may.then_some(tools)));
        view! { <ul class="payments-made">{rows.collect_view()}</ul> }.into_any()
    };
    let listed = if first.is_empty() {
        view! { <p class="nothing">{written.say(texts::NO_PAYMENTS)}</p> }.into_any()
    } else {
        list(first)
    };
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details class="rest">
                <summary>{texts::more(rest.len(), written.language)}</summary>
                {list(rest)}
            </details>
        }
    });
    let known = u32::try_from(account.payments.len()).unwrap_or(u32::MAX);
    let not_all = (account.payments_in_all > known).then(|| {
        let said = texts::latest_of(known, account.payments_in_all, written.language);
        view! { <p class="hint">{said}</p> }
    });
    written.part("payments", texts::PAYMENTS, (record, listed, rest, not_all))
}

/// A payment: when, how, how much; under it what it paid and until when.
fn row(payment: &PaymentRecord, written: &Written<'_>, tools: Option<Tools>) -> AnyView {
    let language = written.language;
    let about = [
        written.say(channel_name(payment.channel)).to_owned(),
        payment.id.clone(),
        payment
            .recorded_by
            .clone()
            .unwrap_or_else(|| written.say(payment_texts::ANOTHER_SYSTEM).to_owned()),
    ];
    let paid = paid_by_contract(payment, written.currency, language);
    let until = payment.paid_until.map(|day| written.day(day));
    let days = (payment.days > 0).then(|| {
        let said = payment_texts::days_paid(payment.days, until.as_deref(), language);
        view! { <small>{said}</small> }
    });
    let reverse = tools.filter(|_| payment.reversed_on.is_none()).map(|tools| {
        let payment = Arc::new(payment.clone());
        let name = format!("{} {}", written.say(payment_texts::REVERSE), payment.id);
        let act = move |_| tools.ask(Asked::Reverse(Arc::clone(&payment)));
        view! {
            <button
                type="button"
                class="quiet"
                data-testid="reverse-payment"
                aria-label=name
                on:click=act
            >
                {written.say(payment_texts::REVERSE)}
            </button>
        }
    });
    view! {
        <li data-testid="payment-row" data-payment=payment.id.clone()>
            <span class="day">{written.day(payment.paid_on)}</span>
            <span class="made">{about.join(" · ")} {marks(payment, language)}</span>
            <span class="amount">{written.amount(payment.amount)}</span>
            <span class="paid">
                {paid.into_iter().map(|line| view! { <small>{line}</small> }).collect_view()}
                {days}
            </span>
            {reverse}
        </li>
    }
    .into_any()
}
