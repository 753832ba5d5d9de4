//! What the customer paid.

use domain::api::{AccountReply, Payment};
use leptos::prelude::*;

use super::written::Written;
use crate::i18n::account::{self as texts, channel_name};

/// So many are shown before one asks for more.
const SHOWN: usize = 5;

/// The payments, the latest first.
pub(super) fn payments(account: &AccountReply, written: &Written<'_>) -> AnyView {
    let listed = if account.payments.is_empty() {
        view! { <p class="nothing">{written.say(texts::NO_PAYMENTS)}</p> }.into_any()
    } else {
        written.first_of(&account.payments, SHOWN, list)
    };
    let known = u32::try_from(account.payments.len()).unwrap_or(u32::MAX);
    let not_all = (account.payments_in_all > known).then(|| {
        let said = texts::latest_of(known, account.payments_in_all, written.language);
        view! { <p class="hint">{said}</p> }
    });
    written.part("payments", texts::PAYMENTS, (listed, not_all))
}

fn list(payments: &[Payment], written: &Written<'_>) -> AnyView {
    let headings = [texts::DAY, texts::CHANNEL, texts::REFERENCE, texts::AMOUNT_PAID];
    let rows = payments.iter().map(|payment| {
        let channel = channel_name(&payment.channel);
        vec![
            written.day(payment.paid_on),
            channel.map_or(payment.channel.clone(), |name| written.say(name).to_owned()),
            payment.reference.clone(),
            written.amount(payment.amount),
        ]
    });
    written.table("words", &headings, rows)
}
