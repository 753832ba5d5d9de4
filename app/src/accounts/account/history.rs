//! Everything that happened to the account, with who and when.

use domain::account_history::{Happening, HistoryEntry};
use domain::api::AccountReply;
use domain::failed_attempt::words::reason;
use domain::money::Money;
use domain::role::Permission;

use super::written::Written;
use crate::components::Html;
use crate::i18n::account::{self as texts, happening_name};
use crate::i18n::bulk_write_offs::operation_number;
use crate::routes;

/// So much is shown before one asks for more.
const SHOWN: usize = 10;

/// The history, the latest first.
pub(super) fn history(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    written.part(html, "history", texts::HISTORY);
    written.first_of(html, &account.history, SHOWN, list);
    html.push_str("</section>");
}

fn list(html: &mut Html, entries: &[HistoryEntry], written: &Written<'_>) {
    html.push_str("<ol class=\"happenings\">");
    for entry in entries {
        html.between("<li data-testid=\"history-entry\" data-what=\"", entry.what.code(), "\">");
        html.between("<span class=\"what\">", written.say(happening_name(entry.what)), "</span>");
        about(html, entry, written);
        let when = match entry.day() {
            Some(day) => written.day(day),
            None => (written.moment)(&entry.at),
        };
        let who = texts::by_whom(&when, entry.by.as_deref(), written.language);
        html.between("<small>", &who, "</small></li>");
    }
    html.push_str("</ol>");
}

/// What there is to say beside what happened.
fn about(html: &mut Html, entry: &HistoryEntry, written: &Written<'_>) {
    if let Some(amount) = entry.amount.filter(|amount| *amount != Money::ZERO) {
        html.between(" <span>", &written.money(amount), "</span>");
    }
    if let (Happening::ContractSigned, Some(contract)) = (entry.what, entry.contract) {
        html.between(" <span>", &contract.0.to_string(), "</span>");
    }
    if let Some(why) = entry.reason {
        let promised = entry.promised_on.map(|day| written.day(day));
        let why =
            texts::attempt(reason(why, written.language), promised.as_deref(), written.language);
        html.between(" <span>", &why, "</span>");
    }
    if let Some(operation) = &entry.operation {
        let name = operation_number(operation.number, written.language);
        html.push_str(" <span>");
        if written.role.may(Permission::BulkWriteOff) {
            html.link("", &routes::bulk_write_off(&operation.id), &name);
        } else {
            html.text(&name);
        }
        html.push_str("</span>");
    }
}
