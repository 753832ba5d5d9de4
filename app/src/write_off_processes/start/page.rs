//! The page: what is chosen, the events that follow from it, and Start.

use domain::AccountId;
use domain::page_address::Page;
use domain::write_off_process::ProcessId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::contracts::Contracts;
use super::form::{COMMENTS, CONTROL, CREATED_AT, Form, TEMPLATE};
use super::work;
use crate::api::ApiError;
use crate::browser;
use crate::components::{Crumbs, TroublePage, Waiting, in_language, press, use_title, words};
use crate::i18n::problems::explain;
use crate::i18n::{recording, shell, t, write_off_process as texts, write_off_processes as shared};
use crate::navigation::navigation;
use crate::recording::{
    DateField, NoAccount, RecordingForm, SelectField, Shown, TextArea, new_id, provide_work,
};
use crate::routes;
use crate::session::session;
use crate::shell::toasts;
use crate::submission::{DialogTexts, SubmissionDialog};
use crate::write_off_processes::written::{Written, customer_class};

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: recording::BACK_TO_FORM,
    unknown: recording::UNKNOWN,
    unknown_text: shared::UNKNOWN_TEXT,
    number: recording::NUMBER,
};

/// The page on which a process is started for an account.
#[component]
pub(crate) fn StartProcessPage(account: AccountId) -> impl IntoView {
    let work = provide_work::<Form>(account)?;
    let now = browser::now_in(&session().time_zone()).unwrap_or_default();
    work.step(|form| form.know_now(now));
    use_title(t(texts::START_TITLE));
    let shown = work.shown();
    open_what_was_started();
    Some(view! {
        <Crumbs
            parent=shared::TITLE
            href=routes::WRITE_OFF_PROCESSES
            here=texts::START_TITLE
        />
        {move || match shown.get() {
            Shown::Loading | Shown::Done => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Shown::NoAccount => view! { <NoAccount/> }.into_any(),
            Shown::Trouble(error) => {
                let retry = press(move || work.load());
                view! { <TroublePage title=texts::START_FAILED error retry/> }.into_any()
            }
            Shown::Form(()) => view! { <Starting/> }.into_any(),
        }}
        <SubmissionDialog
            face=Memo::new(move |_| work.form().with(|form| form.filling().submission.face()))
            label=texts::START_TITLE
            texts=&TEXTS
            ask=ViewFn::from(|| ())
            close=Callback::new(move |()| work.close())
            retry=Callback::new(move |()| work.retry())
        />
    })
}

/// Leads to the process once it is started. Going back does not lead to the form again.
fn open_what_was_started() {
    let (form, toasts, navigation) = (work().form(), toasts(), navigation());
    let started = Memo::new(move |_| {
        form.with(|form| form.filling().submission.done().map(|record| ProcessId(record.id)))
    });
    Effect::new(move |_| {
        if let Some(process) = started.get() {
            toasts.recorded(texts::STARTED);
            navigation.replace(routes::write_off_process(Page::WriteOffProcess, process));
        }
    });
}

#[component]
fn Starting() -> impl IntoView {
    let work = work();
    let form = work.form();
    let refused = Memo::new(move |_| form.with(|form| form.filling().notice.refused.clone()));
    let said = words(move |language| {
        let refused = refused.get();
        refused.map(|problem| explain(&ApiError::Problem(problem), language)).unwrap_or_default()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        work.press(|form| form.save(new_id()));
    };
    view! {
        <header class="page-head">
            <p class="file-name">{whose()}</p>
            <h1>{t(texts::START_TITLE)}</h1>
            <p>{t(texts::START_LEAD)}</p>
        </header>
        <p class="process-notice" role="alert">{said}</p>
        <form class="record-form start-process" novalidate on:submit=submit>
            <Contracts/>
            <Fields/>
            {planned()}
            <div class="buttons end">
                <button class="primary" data-testid="start">{t(texts::START)}</button>
            </div>
        </form>
    }
}

/// `KE-1 · Achieng Odhiambo · Residential`.
fn whose() -> impl IntoView {
    let form = work().form();
    in_language(move |language| {
        form.with(|form| {
            let account = &form.known()?.grounds.account;
            let href = routes::account(&account.account);
            let class = customer_class(&account.customer_class, language);
            let about = format!(" · {} · {class}", account.customer);
            Some(view! { <a href=href>{account.account.to_string()}</a> {about} })
        })
    })
}

#[component]
fn Fields() -> impl IntoView {
    let work = work();
    let form = work.form();
    let control = work.control_of(
        CONTROL.to_owned(),
        "start-control",
        String::new(),
        Callback::new(move |code| {
            work.step(|form| form.choose_control(code));
        }),
    );
    let template = work.control_of(
        TEMPLATE.to_owned(),
        "start-template",
        String::new(),
        Callback::new(move |code| {
            work.step(|form| form.filling_mut().draft.template = Some(code));
        }),
    );
    let created_at = work.control_of(
        CREATED_AT.to_owned(),
        "start-created-at",
        form.with_untracked(Form::created_at),
        Callback::new(move |text| {
            work.step(|form| form.filling_mut().draft.created_at = Some(text));
        }),
    );
    let comments = work.control(COMMENTS, "start-comments", |draft| &mut draft.comments);
    let controls = Memo::new(move |_| {
        form.with(|form| {
            let known = form.known().map(|known| known.grounds.settings.controls.iter());
            let all = known.into_iter().flatten();
            all.map(|one| (one.code.clone(), one.name.clone())).collect::<Vec<_>>()
        })
    });
    let templates = Memo::new(move |_| {
        form.with(|form| {
            let known = form.known().map(|known| known.grounds.settings.templates.iter());
            let all = known.into_iter().flatten();
            all.map(|one| (one.code.clone(), one.name.clone())).collect::<Vec<_>>()
        })
    });
    let proposed = words(move |language| {
        form.with(|form| {
            let name = form.known().zip(form.proposed_template()).and_then(|(known, code)| {
                known.grounds.settings.template(&code).map(|one| one.name.clone())
            });
            let named = name.map(|name| format!("{} {name}", texts::PROPOSED.of(language)));
            named.unwrap_or_default()
        })
    });
    let control_note = words(move |language| texts::CONTROL_HINT.of(language).to_owned());
    view! {
        <div class="pair">
            <SelectField
                label=shared::CONTROL
                control=control
                options=controls
                chosen=Signal::derive(move || form.with(Form::control))
                note=control_note
            />
            <SelectField
                label=shared::TEMPLATE
                control=template
                options=templates
                chosen=Signal::derive(move || form.with(Form::template))
                note=proposed
            />
        </div>
        <DateField label=texts::CREATED_AT control=created_at kind="datetime-local"/>
        <TextArea label=texts::COMMENTS hint=texts::COMMENTS_HINT control=comments/>
    }
}

/// The events that the process will have, as they follow from the template and the moment.
fn planned() -> impl IntoView {
    let form = work().form();
    let company = session().person_now().map(|person| person.company);
    in_language(move |language| {
        let company = company.as_ref()?;
        form.with(|form| {
            let settings = &form.known()?.grounds.settings;
            let written = Written { company, settings, language };
            let events = form.planned();
            let none = events
                .is_empty()
                .then(|| view! { <p class="nothing">{written.say(texts::NO_EVENTS)}</p> });
            let events = events.into_iter().map(|event| {
                let (name, day) =
                    (written.event_type(&event.event_type), written.day(event.trigger_on));
                view! {
                    <li
                        data-testid="planned-event"
                        data-trigger-date=domain::form::iso_day(event.trigger_on)
                    >
                        {name} ", " {day}
                    </li>
                }
            });
            Some(view! {
                <div role="status" class="planned">
                    <p class="name">{written.say(texts::ITS_EVENTS)}</p>
                    {none}
                    <ol>{events.collect_view()}</ol>
                </div>
            })
        })
    })
}
