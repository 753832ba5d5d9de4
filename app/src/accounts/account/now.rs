//! What waits to be done on the account, and what was done.

use domain::account::AccountState;
use domain::actions::{ActionStatus, ActionType, type_words};
use domain::api::{AccountReply, ActionRecord};
use domain::bulk_write_off::words::outcome;
use domain::repossession::{Refusal, may_begin};
use domain::write_off_process::COMPLETE_TASKS;
use leptos::prelude::*;

use super::attempts::reasons;
use super::tools::{Asked, Task, Tools};
use super::written::Written;
use crate::components::{Press, press, process_link, says};
use crate::i18n::account as texts;
use crate::i18n::actions::{RECORD_ATTEMPT, RECORD_REPOSSESSION, TASK_IS_DONE};
use crate::routes;

/// Pending actions, each with the way to get it done, and those that were.
pub(super) fn now(account: &AccountReply, written: &Written<'_>, tools: Tools) -> AnyView {
    let (pending, done): (Vec<&ActionRecord>, Vec<_>) =
        account.actions.iter().partition(|action| action.status == ActionStatus::Pending);
    let none = pending
        .is_empty()
        .then(|| view! { <p class="nothing">{written.say(texts::NOTHING_PENDING)}</p> });
    let pending = pending.into_iter().map(|action| match action.kind {
        ActionType::Repossession => repossession(action, account, written),
        ActionType::Task => task(action, written, tools),
    });
    let some_done = !done.is_empty();
    let done = done.into_iter().map(|action| self::done(action, written)).collect_view();
    let inside =
        (pending.collect_view(), none, some_done.then(|| view! { <ul class="done">{done}</ul> }));
    written.part("now", texts::NOW, inside)
}

fn repossession(action: &ActionRecord, account: &AccountReply, written: &Written<'_>) -> AnyView {
    let since = written.day(action.defaulted_on);
    let attempts = account.failed_attempts_since_default;
    let tried = (attempts > 0).then(|| {
        let since = account.attempts.iter().filter(|attempt| attempt.action == action.number);
        let reasons = reasons(since, written.language);
        view! { <p>{texts::tried(attempts, &reasons, written.language)}</p> }
    });
    view! {
        <article class="card now" data-testid="pending-action">
            <h3>{type_words(action.kind, written.language)}</h3>
            <p>{texts::pending_since(&since, written.language)}</p>
            {tried}
            {paid(account, written)}
            {ways(account, written)}
        </article>
    }
    .into_any()
}

/// A task: what it says, the way to its process, and saying that it is done.
fn task(action: &ActionRecord, written: &Written<'_>, tools: Tools) -> AnyView {
    let text = action.task.clone().unwrap_or_default();
    let process = action.process.map(|number| process_link(number, written.language));
    let done = written.role.may(COMPLETE_TASKS).then(|| {
        let task = Task { action: action.number, text: text.clone() };
        let act = press(move || tools.ask(Asked::Done(task.clone())));
        view! {
            <div class="buttons">
                <Press class="primary" id="complete-task" text=says(TASK_IS_DONE) act/>
            </div>
        }
    });
    view! {
        <article class="card now" data-testid="pending-task">
            <h3>{type_words(action.kind, written.language)}</h3>
            <p class="task" data-testid="task-text">{text}</p>
            {process.map(|link| view! { <p>{link}</p> })}
            {done}
        </article>
    }
    .into_any()
}

/// That the customer has paid, where a repossession is pending nevertheless.
fn paid(account: &AccountReply, written: &Written<'_>) -> Option<AnyView> {
    let until_today = account.paid_until.is_some_and(|until| until >= account.today);
    (account.state == AccountState::Normal || until_today).then(|| {
        view! {
            <p class="note" data-testid="customer-has-paid">
                <strong>{written.say(texts::CUSTOMER_HAS_PAID)}</strong>
                " "
                {written.say(texts::CUSTOMER_HAS_PAID_TEXT)}
            </p>
        }
        .into_any()
    })
}

/// What this person may do about a pending repossession, or why nothing.
fn ways(account: &AccountReply, written: &Written<'_>) -> Option<AnyView> {
    let why_not = match may_begin(&account.facts(), written.role, account.today) {
        Ok(()) => return Some(forms(account, written)),
        Err(Refusal::RoleMayNot(permission)) => {
            let roles: Vec<&str> =
                permission.roles().map(|role| role.name_in(written.language)).collect();
            texts::recorded_by_roles(&roles.join(", "), written.language)
        }
        Err(Refusal::NotPossible(reason)) => {
            let why = outcome(reason.code(), None, written.language);
            texts::not_possible(&why, written.language)
        }
        // Nothing was filled in yet, and nothing was seen before.
        Err(Refusal::Changed(_) | Refusal::Form(_)) => return None,
    };
    Some(view! { <p class="hint">{why_not}</p> }.into_any())
}

fn forms(account: &AccountReply, written: &Written<'_>) -> AnyView {
    view! {
        <div class="buttons">
            <a
                class="button primary"
                data-testid="record-repossession"
                href=routes::repossession(&account.account)
            >
                {written.say(RECORD_REPOSSESSION)}
            </a>
            <a
                class="button"
                data-testid="record-failed-attempt"
                href=routes::failed_attempt(&account.account)
            >
                {written.say(RECORD_ATTEMPT)}
            </a>
        </div>
    }
    .into_any()
}

fn done(action: &ActionRecord, written: &Written<'_>) -> AnyView {
    let when = action.done_at.as_deref().map(|at| written.moment(at));
    let kind = type_words(action.kind, written.language);
    let said = texts::action_done(kind, when.as_deref(), written.language);
    let task = action.task.clone().map(|text| view! { <span class="task">{text}</span> });
    let process = action.process.map(|number| process_link(number, written.language));
    view! { <li data-testid="done-action">{said} {task} {process}</li> }.into_any()
}
