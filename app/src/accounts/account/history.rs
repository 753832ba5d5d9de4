//! Everything that happened to the account, with who and when.

use domain::account_history::{HistoryEntry, HistoryEvent};
use domain::api::AccountReply;
use domain::failed_attempt::words::reason;
use domain::money::Money;
use leptos::prelude::*;

use super::written::Written;
use crate::i18n::account::{self as texts, history_event_name};

/// So much is shown before one asks for more.
const SHOWN: usize = 10;

/// The history, the latest first.
pub(super) fn history(account: &AccountReply, written: &Written<'_>) -> AnyView {
    written.part("history", texts::HISTORY, written.first_of(&account.history, SHOWN, list))
}

fn list(entries: &[HistoryEntry], written: &Written<'_>) -> AnyView {
    let entries = entries.iter().map(|entry| {
        let when = match entry.day() {
            Some(day) => written.day(day),
            None => written.moment(&entry.at),
        };
        let who = texts::by_whom(&when, entry.by.as_deref(), written.language);
        let about =
            about(entry, written).into_iter().map(|about| view! { " " <span>{about}</span> });
        view! {
            <li data-testid="history-entry" data-what=entry.what.code()>
                <span class="what">{written.say(history_event_name(entry.what))}</span>
                {about.collect_view()}
                <small>{who}</small>
            </li>
        }
    });
    view! { <ol class="happenings">{entries.collect_view()}</ol> }.into_any()
}

/// What there is to say beside what happened.
fn about(entry: &HistoryEntry, written: &Written<'_>) -> Vec<AnyView> {
    let mut about = Vec::new();
    if let Some(amount) = entry.amount.filter(|amount| *amount != Money::ZERO) {
        about.push(written.money(amount).into_any());
    }
    if let (HistoryEvent::ContractSigned, Some(contract)) = (entry.what, entry.contract) {
        about.push(contract.0.into_any());
    }
    if let Some(why) = entry.reason {
        let promised = entry.promised_on.map(|day| written.day(day));
        let why = reason(why, written.language);
        about.push(texts::attempt(why, promised.as_deref(), written.language).into_any());
    }
    if let Some(operation) = &entry.operation {
        about.push(written.operation(operation));
    }
    about
}
