//! What the customer paid.

use domain::api::{AccountReply, Payment};

use super::table::table;
use super::written::Written;
use crate::components::Html;
use crate::i18n::account::{self as texts, channel_name};

/// So many are shown before one asks for more.
const SHOWN: usize = 5;

/// The payments, the latest first.
pub(super) fn payments(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    written.part(html, "payments", texts::PAYMENTS);
    if account.payments.is_empty() {
        html.between("<p class=\"nothing\">", written.say(texts::NO_PAYMENTS), "</p>");
    } else {
        written.first_of(html, &account.payments, SHOWN, list);
    }
    let known = u32::try_from(account.payments.len()).unwrap_or(u32::MAX);
    if account.payments_in_all > known {
        let said = texts::latest_of(known, account.payments_in_all, written.language);
        html.between("<p class=\"hint\">", &said, "</p>");
    }
    html.push_str("</section>");
}

fn list(html: &mut Html, payments: &[Payment], written: &Written<'_>) {
    let headings = [texts::DAY, texts::CHANNEL, texts::REFERENCE, texts::AMOUNT_PAID]
        .map(|text| written.say(text));
    let rows = payments.iter().map(|payment| {
        let channel = channel_name(&payment.channel);
        vec![
            written.day(payment.paid_on),
            channel.map_or(payment.channel.clone(), |name| written.say(name).to_owned()),
            payment.reference.clone(),
            written.amount(payment.amount),
        ]
    });
    table(html, "words", &headings, rows);
}
