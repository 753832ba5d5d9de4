//! What waits to be done on the account, and what was done.

use domain::actions::{ActionStatus, ActionType, type_words};
use domain::api::{AccountReply, ActionRecord};
use domain::bulk_write_off::words::outcome;
use domain::repossession::{Refusal, may_begin};

use super::attempts::reasons;
use super::written::Written;
use crate::components::Html;
use crate::i18n::account as texts;
use crate::i18n::actions::{RECORD_ATTEMPT, RECORD_REPOSSESSION};
use crate::routes;

/// Pending actions, each with the way to get it done, and those that were.
pub(super) fn now(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    written.part(html, "now", texts::NOW);
    let pending = |action: &&ActionRecord| action.status == ActionStatus::Pending;
    for action in account.actions.iter().filter(pending) {
        self::pending(html, action, account, written);
    }
    if !account.actions.iter().any(|action| action.status == ActionStatus::Pending) {
        html.between("<p class=\"nothing\">", written.say(texts::NOTHING_PENDING), "</p>");
    }
    let done = account.actions.iter().filter(|action| !pending(action));
    let mut done = done.peekable();
    if done.peek().is_some() {
        html.push_str("<ul class=\"done\">");
        for action in done {
            self::done(html, action, written);
        }
        html.push_str("</ul>");
    }
    html.push_str("</section>");
}

fn pending(html: &mut Html, action: &ActionRecord, account: &AccountReply, written: &Written<'_>) {
    html.push_str("<article class=\"card now\" data-testid=\"pending-action\">");
    html.between("<h3>", type_words(action.kind, written.language), "</h3>");
    let since = written.day(action.defaulted_on);
    html.between("<p>", &texts::pending_since(&since, written.language), "</p>");
    if account.failed_attempts_since_default > 0 {
        let since = account.attempts.iter().filter(|attempt| attempt.action == action.number);
        let reasons = reasons(since, written.language);
        let tried = texts::tried(account.failed_attempts_since_default, &reasons, written.language);
        html.between("<p>", &tried, "</p>");
    }
    let ActionType::Repossession = action.kind;
    ways(html, account, written);
    html.push_str("</article>");
}

/// What this person may do about a pending repossession, or why nothing.
fn ways(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    match may_begin(&account.facts(), written.role, account.today) {
        Ok(()) => {
            html.push_str("<div class=\"buttons\">");
            html.link(
                "class=\"button primary\" data-testid=\"record-repossession\"",
                &routes::repossession(&account.account),
                written.say(RECORD_REPOSSESSION),
            );
            html.link(
                "class=\"button\" data-testid=\"record-failed-attempt\"",
                &routes::failed_attempt(&account.account),
                written.say(RECORD_ATTEMPT),
            );
            html.push_str("</div>");
        }
        Err(Refusal::RoleMayNot(permission)) => {
            let roles: Vec<&str> =
                permission.roles().map(|role| role.name_in(written.language)).collect();
            let who = texts::recorded_by_roles(&roles.join(", "), written.language);
            html.between("<p class=\"hint\">", &who, "</p>");
        }
        Err(Refusal::NotPossible(reason)) => {
            let why = outcome(reason.code(), None, written.language);
            html.between(
                "<p class=\"hint\">",
                &texts::not_possible(&why, written.language),
                "</p>",
            );
        }
        // Nothing was filled in yet, and nothing was seen before.
        Err(Refusal::Changed(_) | Refusal::Form(_)) => {}
    }
}

fn done(html: &mut Html, action: &ActionRecord, written: &Written<'_>) {
    html.between("<li data-testid=\"done-action\">", "", "");
    let when = action.done_at.as_deref().map(written.moment);
    let kind = type_words(action.kind, written.language);
    html.text(&texts::action_done(kind, when.as_deref(), written.language));
    html.push_str("</li>");
}
