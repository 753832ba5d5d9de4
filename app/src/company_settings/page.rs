//! The page: its contents, and its sections with a Save each.

use domain::page_address::Page;
use leptos::prelude::*;

use super::editing::{Editing, editing, provide_editing};
use super::fields::{ArrearsFields, CompanyFields, PaymentFields};
use super::lists::{Centres, Chart, Products};
use super::section::Section;
use crate::components::{Press, TroublePage, Waiting, press, says, use_title, words};
use crate::i18n::{
    company_settings as texts, recording, shell, t, write_off_processes as shared,
    write_off_settings,
};
use crate::recording::{LeaveGuard, SettingsNotice};
use crate::submission::{DialogTexts, SubmissionDialog};

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: write_off_settings::BACK,
    unknown: recording::UNKNOWN,
    unknown_text: shared::UNKNOWN_TEXT,
    number: recording::NUMBER,
};

/// The company's settings.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let editing = provide_editing();
    let known = editing.known;
    let discard = move |()| {
        for section in Section::ALL {
            editing.discard(section);
        }
    };
    view! {
        {move || match known.get() {
            None => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Some(Err(error)) => {
                let retry = press(move || {
                    known.set(None);
                    editing.load();
                });
                view! { <TroublePage title=write_off_settings::FAILED error retry/> }.into_any()
            }
            Some(Ok(())) => view! { <Sections editing/> }.into_any(),
        }}
        <LeaveGuard
            here=Page::Settings
            text=write_off_settings::LEAVE_TEXT
            has_changes=Callback::new(move |()| editing.has_changes())
            discard=Callback::new(discard)
        />
        <Saving/>
    }
}

/// The dialog from Save to an answer, where that takes long or is not the one hoped for.
#[component]
fn Saving() -> impl IntoView {
    editing().driver.map(|driver| {
        view! {
            <SubmissionDialog
                face=driver.face()
                label=texts::TITLE
                texts=&TEXTS
                ask=ViewFn::from(|| ())
                close=Callback::new(move |()| driver.close())
                retry=Callback::new(move |()| driver.retry())
            />
        }
    })
}

/// The sections, and what leads to them.
#[component]
pub(super) fn Sections(editing: Editing) -> impl IntoView {
    let link = |href: String, text| view! { <li><a href=href>{t(text)}</a></li> }.into_any();
    let contents = Section::ALL
        .map(|section| link(format!("#{}", section.name()), section.title()))
        .into_iter()
        .collect_view();
    let sections = Section::ALL
        .map(|section| view! { <OneSection section/> }.into_any())
        .into_iter()
        .collect_view();
    let elsewhere = Page::WriteOffSettings.path();
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <p>{t(texts::LEAD)}</p>
        </header>
        <SettingsNotice
            notice=editing.notice
            load=Callback::new(move |()| editing.load())
        />
        <div class="settings">
            <nav class="settings-contents" aria-label=t(write_off_settings::CONTENTS)>
                <ul>
                    {contents}
                    {link(format!("{elsewhere}#holidays"), texts::HOLIDAYS)}
                    {link(elsewhere.to_owned(), write_off_settings::TITLE)}
                </ul>
            </nav>
            <div class="settings-sections">{sections}</div>
        </div>
    }
}

/// A section: what it is about, its fields, and Save.
#[component]
fn OneSection(section: Section) -> impl IntoView {
    let generation = editing().drafted.memo(|draft| draft.generation);
    view! {
        <section id=section.name() class="settings-section" data-testid=section.test_id()>
            <h2 id=format!("{}-title", section.name()) tabindex="-1">{t(section.title())}</h2>
            <p>{t(section.lead())}</p>
            // Other things are saved now: every field begins with what they are.
            {move || {
                generation.track();
                match section {
                    Section::Company => view! { <CompanyFields/> }.into_any(),
                    Section::Arrears => view! { <ArrearsFields/> }.into_any(),
                    Section::Payments => view! { <PaymentFields/> }.into_any(),
                    Section::Centres => view! { <Centres/> }.into_any(),
                    Section::Products => view! { <Products/> }.into_any(),
                    Section::Chart => view! { <Chart/> }.into_any(),
                }
            }}
            <SaveRow section/>
        </section>
    }
}

/// Save and Discard of a section.
#[component]
fn SaveRow(section: Section) -> impl IntoView {
    let editing = editing();
    let changed = editing.drafted.memo(move |draft| draft.changed(section));
    let state = words(move |language| {
        let text = if changed.get() { shared::UNSAVED } else { shared::NO_CHANGES };
        text.of(language).to_owned()
    });
    let save = press(move || editing.save(section));
    view! {
        <div class="settings-save" data-unsaved=move || changed.get().then_some("true")>
            <p role="status" class="hint">{state}</p>
            <div class="buttons">
                {move || changed.get().then(|| {
                    let discard = press(move || editing.discard(section));
                    view! {
                        <Press
                            class="quiet"
                            id="discard-changes"
                            text=says(shared::DISCARD)
                            act=discard
                        />
                    }
                })}
                <Press
                    class="primary"
                    id=section.save_id()
                    text=says(shared::SAVE)
                    act=save
                    disabled=Signal::derive(move || !changed.get())
                />
            </div>
        </div>
    }
}
