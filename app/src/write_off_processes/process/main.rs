//! The main page of a process: its fields, what stands around it, and what happened to it.

use std::sync::Arc;

use domain::write_off_process::settings::WriteOffSettings;
use domain::write_off_process::words;
use leptos::prelude::*;

use super::form::{Form, Known};
use super::history::history;
use super::page::{written, written_once};
use super::tree::tree;
use super::work;
use crate::components::{fact, words as say};
use crate::i18n::account::{CLASS, DEBT_CLASS};
use crate::i18n::states::state_name;
use crate::i18n::{Text, t, write_off_process as texts, write_off_processes as shared};
use crate::recording::{SelectField, TextArea};
use crate::routes;
use crate::write_off_processes::written::{Written, customer_class};

/// The page.
#[component]
pub(super) fn Main() -> impl IntoView {
    view! {
        <div class="account-parts">
            <div class="account-main">
                <section class="part" aria-labelledby="process-main">
                    <h2 id="process-main" class="visually-hidden">{t(shared::MAIN)}</h2>
                    <div class="card process-main">
                        {written_once(|_, known, written| facts(known, written))}
                        <Fields/>
                    </div>
                </section>
                {written_once(|_, known, written| tree(known, written))}
            </div>
            <div class="account-side">
                {written_once(|_, known, written| history(&known.record.history, written))}
            </div>
        </div>
    }
}

/// What nobody types: whose it is, how it stands, since when.
fn facts(known: &Known, written: &Written<'_>) -> AnyView {
    let (record, language) = (&known.record, written.language);
    let account = &record.account;
    let (status, reason) = (record.reason.status(), record.reason);
    let class = customer_class(&account.customer_class, language);
    let account_link = view! {
        <a data-testid="process-account" href=routes::account(&account.account)>
            {account.account.to_string()}
        </a>
        " · "
        {account.customer.clone()}
    };
    let status = view! {
        <span data-testid="process-status" data-status=status.code()>
            {words::status(status, language)}
        </span>
    };
    let reason = view! {
        <span data-testid="process-reason" data-reason=reason.code()>
            {words::reason(reason, language)}
        </span>
    };
    let created = view! {
        <time data-testid="process-created" datetime=record.created_at.clone()>
            {written.day_and_time(&record.created_at)}
        </time>
        <small>{written.say(texts::CREATED_FIXED)}</small>
    };
    let started_by =
        record.started_by.clone().unwrap_or_else(|| written.say(texts::BY_THE_SYSTEM).to_owned());
    // The same day needs no line of its own.
    let counted = (record.starts_on != record.created_on)
        .then(|| fact(written.say(texts::COUNTED_FROM), written.day(record.starts_on)));
    let debt_class = record
        .settings
        .control(&record.control)
        .map(|control| fact(written.say(DEBT_CLASS), written.debt_class(&control.debt_class)));
    view! {
        <dl class="particulars">
            {fact(written.say(shared::ACCOUNT), account_link)}
            {fact(written.say(CLASS), class)}
            {fact(written.say(texts::ACCOUNT_STATE), written.say(state_name(account.state)))}
            {fact(written.say(texts::CREDIT_SCORE), account.credit_score.to_string())}
            {fact(written.say(shared::STATUS), status)}
            {fact(written.say(shared::REASON), reason)}
            {debt_class}
            {fact(written.say(texts::STARTED_BY), started_by)}
            {fact(written.say(shared::CREATED), created)}
            {counted}
        </dl>
    }
    .into_any()
}

/// What can be typed.
#[component]
fn Fields() -> impl IntoView {
    let work = work();
    let form = work.form();
    let may = form.with_untracked(Form::may_edit);
    let control_typed = Callback::new(move |code| {
        work.step(|form| form.edit(|draft| draft.control = Some(code)));
    });
    let template_typed = Callback::new(move |code| {
        work.step(|form| form.choose_template(code));
    });
    let comments_typed = Callback::new(move |text| {
        work.step(|form| form.edit(|draft| draft.comments = Some(text)));
    });
    let control_fixed = Memo::new(move |_| form.with(Form::control_is_fixed));
    let template_fixed = !form.with_untracked(Form::may_change_template);
    let of_ended = |text: Text| move || if may { text } else { NOTHING };
    let (fixed, free) = (of_ended(texts::CONTROL_FIXED), of_ended(texts::CONTROL_HINT));
    let control_note = say(move |language| {
        (if control_fixed.get() { fixed() } else { free() }).of(language).to_owned()
    });
    let template_hint = if template_fixed { texts::TEMPLATE_FIXED } else { texts::TEMPLATE_HINT };
    let template_hint = of_ended(template_hint);
    let template_note = say(move |language| template_hint().of(language).to_owned());
    let comments = form.with_untracked(Form::comments);
    let control =
        work.control_of("/control".to_owned(), "process-control", String::new(), control_typed);
    let template =
        work.control_of("/template".to_owned(), "process-template", String::new(), template_typed);
    let comments =
        work.control_of("/comments".to_owned(), "process-comments", comments, comments_typed);
    view! {
        <div class="record-form bare process-fields">
            <div class="pair">
                <SelectField
                    label=shared::CONTROL
                    control=control
                    options=options(form, Form::control, controls)
                    chosen=Signal::derive(move || form.with(Form::control))
                    locked=Signal::derive(move || !may || control_fixed.get())
                    note=control_note
                />
                <SelectField
                    label=shared::TEMPLATE
                    control=template
                    options=options(form, Form::template, templates)
                    chosen=Signal::derive(move || form.with(Form::template))
                    locked=Signal::derive(move || !may || template_fixed)
                    note=template_note
                />
            </div>
            {written(replaced)}
            <TextArea
                label=texts::COMMENTS
                hint=texts::COMMENTS_HINT
                control=comments
                locked=!may
            />
        </div>
    }
}

/// No text.
const NOTHING: Text = Text { en: "", fr: "" };

/// Codes and names of what is set up.
type Names = fn(&WriteOffSettings) -> Vec<(String, String)>;

fn controls(settings: &WriteOffSettings) -> Vec<(String, String)> {
    settings.controls.iter().map(|one| (one.code.clone(), one.name.clone())).collect()
}

fn templates(settings: &WriteOffSettings) -> Vec<(String, String)> {
    settings.templates.iter().map(|one| (one.code.clone(), one.name.clone())).collect()
}

/// What can be chosen. What is chosen now is among it, also where it is no longer set up.
fn options(
    form: RwSignal<Form>,
    now: fn(&Form) -> String,
    names: Names,
) -> Memo<Vec<(String, String)>> {
    Memo::new(move |_| {
        form.with(|form| {
            let mut all = form.record().map(|record| names(&record.settings)).unwrap_or_default();
            let now = now(form);
            if !all.iter().any(|(code, _)| *code == now) {
                all.push((now.clone(), now));
            }
            all
        })
    })
}

/// The events of another template that was chosen, which replace the present ones.
fn replaced(form: &Form, _: &Arc<Known>, written: &Written<'_>) -> Option<AnyView> {
    form.draft().template.as_ref()?;
    let events = form.shown_events().into_iter().map(|event| {
        let day = event.trigger_on.map(|day| written.day(day)).unwrap_or_default();
        view! { <li data-testid="planned-event">{written.event_type(&event.event_type)} ", " {day}</li> }
    });
    let said = view! {
        <div class="note" role="status">
            <p>{written.say(texts::REPLACES)}</p>
            <ol>{events.collect_view()}</ol>
        </div>
    };
    Some(said.into_any())
}
