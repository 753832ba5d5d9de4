//! Where there is nothing more to fill in: it is recorded, or nothing can be.

use domain::api::{AccountReply, Company, RepossessionRecord};
use domain::bulk_write_off::Reason;
use domain::bulk_write_off::words::outcome;
use domain::language::Language;
use leptos::prelude::*;

use super::draft::Draft;
use super::form::Form;
use super::record::particulars;
use super::work;
use crate::components::{Press, fact, in_language, press, says};
use crate::i18n::repossession as texts;
use crate::i18n::states::{contract_status_name, state_name};
use crate::recording::{NoticeText, RecordingForm, whose};
use crate::routes;
use crate::session::session;

/// Exactly what happened, with a way back.
#[component]
pub(super) fn DoneScreen() -> impl IntoView {
    let form = work().form();
    let company = session().person_now()?.company;
    let done = in_language(move |language| {
        form.with(|form| {
            let record = form.filling().submission.done()?;
            let account = form.known().map(|known| &*known.account);
            Some(done(record, account, &company, language))
        })
    });
    Some(done)
}

/// Why nothing can be recorded; what was recorded last; and what was typed in vain.
#[component]
pub(super) fn NotPossibleScreen(reason: Reason) -> impl IntoView {
    let work = work();
    let form = work.form();
    let company = session().person_now()?.company;
    let notice = Signal::derive(move || form.with(|form| form.filling().notice.clone()));
    let not_possible = in_language(move |language| {
        form.with(|form| {
            let account = &form.known()?.account;
            Some(not_possible(account, reason, &company, language))
        })
    });
    let typed = in_language(move |language| form.with(|form| typed(form, language)));
    let some_typed = Memo::new(move |_| form.with(|form| !form.draft().is_blank()));
    let forget = move || {
        press(move || {
            work.step(|form| form.filling_mut().draft = Draft::default());
        })
    };
    Some(view! {
        <NoticeText notice=notice/>
        {not_possible}
        {typed}
        {move || {
            some_typed.get().then(|| {
                view! { <Press id="forget-draft" text=says(texts::FORGET_DRAFT) act=forget()/> }
            })
        }}
    })
}

fn done(
    record: &RepossessionRecord,
    account: Option<&AccountReply>,
    company: &Company,
    language: Language,
) -> AnyView {
    let write_off = record.write_off.is_some();
    let title = if write_off { texts::DONE_WRITE_OFF } else { texts::DONE };
    let centre = account.map_or("", |account| &account.centre.name);
    view! {
        <section
            class="card recorded"
            data-testid="recorded"
            data-write-off=if write_off { "true" } else { "false" }
        >
            <header class="page-head">
                <p class="file-name">{whose(account, &record.account)}</p>
                <h1>{title.of(language)}</h1>
            </header>
            {account.map(|account| states(record, account, language))}
            {particulars(record, company, centre, language)}
            <div class="buttons">
                <a class="button primary" href=routes::ACTIONS>{texts::TO_ACTIONS.of(language)}</a>
                <a class="button" href=routes::account(&record.account)>
                    {texts::TO_ACCOUNT.of(language)}
                </a>
            </div>
        </section>
    }
    .into_any()
}

/// How the account and the contracts stand now.
fn states(record: &RepossessionRecord, account: &AccountReply, language: Language) -> AnyView {
    let ended = |id| record.lines.iter().any(|line| line.contract == id);
    let contracts = account.contracts.iter().filter(|contract| ended(contract.id));
    let contracts = contracts.map(|contract| {
        let name = format!("{} {}", texts::CONTRACT.of(language), contract.id.0);
        fact(&name, contract_status_name(contract.status).of(language))
    });
    let state = state_name(account.state).of(language);
    view! {
        <dl class="summary">
            {fact(texts::ACCOUNT_STATE.of(language), state)}
            {contracts.collect_view()}
        </dl>
    }
    .into_any()
}

fn not_possible(
    account: &AccountReply,
    reason: Reason,
    company: &Company,
    language: Language,
) -> AnyView {
    let last = account.repossessions.first().map(|record| {
        view! {
            <h2>{texts::RECORDED_LAST.of(language)}</h2>
            {particulars(record, company, &account.centre.name, language)}
        }
    });
    view! {
        <section class="card recorded" data-testid="not-possible">
            <header class="page-head">
                <p class="file-name">{whose(Some(account), &account.account)}</p>
                <h1>{texts::NOT_POSSIBLE.of(language)}</h1>
                <p class="reason">{outcome(reason.code(), None, language)}</p>
            </header>
            {last}
            <div class="buttons">
                <a class="button primary" href=routes::account(&account.account)>
                    {texts::TO_ACCOUNT.of(language)}
                </a>
                <a class="button" href=routes::ACTIONS>{texts::TO_ACTIONS.of(language)}</a>
            </div>
        </section>
    }
    .into_any()
}

/// What was typed, so that none of it is lost before the person says so.
fn typed(form: &Form, language: Language) -> Option<AnyView> {
    let draft = form.draft();
    if draft.is_blank() {
        return None;
    }
    let staff = form.known().map(|known| known.staff.as_slice()).unwrap_or_default();
    let by = staff.iter().find(|person| person.id.0.to_string() == draft.completed_by);
    let fields = [
        (texts::DATE, draft.date.as_str()),
        (texts::COMPLETED_BY, by.map_or(draft.completed_by.as_str(), |person| &person.name)),
        (texts::CU_NUMBER, &draft.cu_number),
        (texts::TICK, if draft.write_off { "✓" } else { "" }),
    ];
    let fields = fields.into_iter().map(|(name, value)| (name.of(language), value));
    let lines = draft.returned.iter().map(|line| {
        let name = form.known().map(|known| known.product_name(line.contract, line.product));
        (name.unwrap_or_default(), line.quantity.as_str())
    });
    let typed = fields
        .chain(lines)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| fact(name, value.to_owned()));
    let typed = view! {
        <h2>{texts::TYPED.of(language)}</h2>
        <dl class="numbers">{typed.collect_view()}</dl>
    };
    Some(typed.into_any())
}
