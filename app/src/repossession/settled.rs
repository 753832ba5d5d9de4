//! Where there is nothing more to fill in: it is recorded, or nothing can be.

use domain::api::{AccountReply, RepossessionRecord};
use domain::bulk_write_off::Reason;
use domain::bulk_write_off::words::outcome;
use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use super::draft::Draft;
use super::form::Form;
use super::record::{Written, push_record};
use super::{Work, work};
use crate::components::{Html, Markup, Press, press, says, words};
use crate::i18n::moment;
use crate::i18n::repossession as texts;
use crate::i18n::states::{contract_status_name, state_name};
use crate::recording::{NoticeText, RecordingForm, whose};
use crate::routes;
use crate::session::session;

/// Exactly what happened, with a way back.
#[component]
pub(super) fn DoneScreen() -> impl IntoView {
    let html = written(work(), |form, written, language| {
        let record = form.filling().submission.done()?;
        Some(done(record, form.known().map(|known| &*known.account), written, language))
    })?;
    Some(view! { <Markup html=html/> })
}

/// Why nothing can be recorded; what was recorded last; and what was typed in vain.
#[component]
pub(super) fn NotPossibleScreen(reason: Reason) -> impl IntoView {
    let work = work();
    let form = work.form();
    let notice = Signal::derive(move || form.with(|form| form.filling().notice.clone()));
    let html = written(work, move |form, written, language| {
        Some(not_possible(form, reason, written, language))
    })?;
    let typed = Memo::new(move |_| form.with(|form| !form.draft().is_blank()));
    let forget = move || {
        press(move || {
            work.step(|form| form.filling_mut().draft = Draft::default());
        })
    };
    Some(view! {
        <NoticeText notice=notice/>
        <Markup html=html/>
        {move || {
            typed.get().then(|| {
                view! { <Press id="forget-draft" text=says(texts::FORGET_DRAFT) act=forget()/> }
            })
        }}
    })
}

/// What a function writes of the form as it is.
fn written(
    work: Work,
    write: impl Fn(&Form, Written<'_>, Language) -> Option<String> + Send + 'static,
) -> Option<crate::components::Words> {
    let company = session().person_now()?.company;
    Some(words(move |language| {
        work.form().with(|form| {
            let centre = form.known().map(|known| known.account.centre.name.clone());
            let currency: &Currency = &company.currency;
            let written = Written {
                currency,
                moment: &|at| moment(at, &company.time_zone, language),
                centre: centre.as_deref().unwrap_or_default(),
            };
            write(form, written, language).unwrap_or_default()
        })
    }))
}

fn done(
    record: &RepossessionRecord,
    account: Option<&AccountReply>,
    written: Written<'_>,
    language: Language,
) -> String {
    let mut html = Html::default();
    let write_off = record.write_off.is_some();
    let title = if write_off { texts::DONE_WRITE_OFF } else { texts::DONE };
    html.push_str("<section class=\"card recorded\" data-testid=\"recorded\" data-write-off=\"");
    html.push_str(if write_off { "true" } else { "false" });
    html.push_str("\"><header class=\"page-head\"><p class=\"file-name\">");
    html.between("", &whose(account, &record.account), "</p>");
    html.between("<h1>", title.of(language), "</h1></header>");
    if let Some(account) = account {
        states(&mut html, record, account, language);
    }
    push_record(&mut html, record, written, language);
    ways_back(&mut html, record, language);
    html.push_str("</section>");
    html.finish()
}

/// How the account and the contracts stand now.
fn states(
    html: &mut Html,
    record: &RepossessionRecord,
    account: &AccountReply,
    language: Language,
) {
    html.push_str("<dl class=\"summary\">");
    html.fact(texts::ACCOUNT_STATE.of(language), state_name(account.state).of(language));
    let ended = |id| record.lines.iter().any(|line| line.contract == id);
    for contract in account.contracts.iter().filter(|contract| ended(contract.id)) {
        let name = format!("{} {}", texts::CONTRACT.of(language), contract.id.0);
        html.fact(&name, contract_status_name(contract.status).of(language));
    }
    html.push_str("</dl>");
}

fn ways_back(html: &mut Html, record: &RepossessionRecord, language: Language) {
    html.push_str("<div class=\"buttons\">");
    html.link("class=\"button primary\"", routes::ACTIONS, texts::TO_ACTIONS.of(language));
    let account = routes::account(&record.account);
    html.link("class=\"button\"", &account, texts::TO_ACCOUNT.of(language));
    html.push_str("</div>");
}

fn not_possible(form: &Form, reason: Reason, written: Written<'_>, language: Language) -> String {
    let mut html = Html::default();
    let Some(account) = form.known().map(|known| &known.account) else { return String::new() };
    html.push_str("<section class=\"card recorded\" data-testid=\"not-possible\">");
    let whose = whose(Some(account), &account.account);
    html.between("<header class=\"page-head\"><p class=\"file-name\">", &whose, "</p>");
    html.between("<h1>", texts::NOT_POSSIBLE.of(language), "</h1>");
    html.between("<p class=\"reason\">", &outcome(reason.code(), None, language), "</p></header>");
    if let Some(record) = account.repossessions.first() {
        html.between("<h2>", texts::RECORDED_LAST.of(language), "</h2>");
        push_record(&mut html, record, written, language);
    }
    html.push_str("<div class=\"buttons\">");
    let href = routes::account(&account.account);
    html.link("class=\"button primary\"", &href, texts::TO_ACCOUNT.of(language));
    html.link("class=\"button\"", routes::ACTIONS, texts::TO_ACTIONS.of(language));
    html.push_str("</div></section>");
    typed(&mut html, form, language);
    html.finish()
}

/// What was typed, so that none of it is lost before the person says so.
fn typed(html: &mut Html, form: &Form, language: Language) {
    let draft = form.draft();
    if draft.is_blank() {
        return;
    }
    html.between("<h2>", texts::TYPED.of(language), "</h2><dl class=\"numbers\">");
    let staff = form.known().map(|known| known.staff.as_slice()).unwrap_or_default();
    let by = staff.iter().find(|person| person.id.0.to_string() == draft.completed_by);
    for (name, value) in [
        (texts::DATE, draft.date.as_str()),
        (texts::COMPLETED_BY, by.map_or(draft.completed_by.as_str(), |person| &person.name)),
        (texts::CU_NUMBER, &draft.cu_number),
    ] {
        if !value.is_empty() {
            html.fact(name.of(language), value);
        }
    }
    if draft.write_off {
        html.fact(texts::TICK.of(language), "✓");
    }
    for line in draft.returned.iter().filter(|line| !line.quantity.is_empty()) {
        let name = form.known().map(|known| known.product_name(line.contract, line.product));
        html.fact(name.unwrap_or_default(), &line.quantity);
    }
    html.push_str("</dl>");
}
