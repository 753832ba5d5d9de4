//! The page: its contents, its sections, and Save.

use domain::page_address::Page;
use leptos::prelude::*;

use super::draft::Kind;
use super::editing::{Editing, provide_editing};
use super::save::{SaveBar, Saving};
use super::sections::{Opening, SECTIONS, SectionOf};
use crate::components::{TroublePage, Waiting, press, use_title};
use crate::i18n::{shell, t, write_off_settings as texts};
use crate::recording::{LeaveGuard, SettingsNotice};

/// What is set up for write-off processes.
#[component]
pub(crate) fn WriteOffSettingsPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let editing = provide_editing();
    let known = editing.known;
    view! {
        {move || match known.get() {
            None => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Some(Err(error)) => {
                let retry = press(move || {
                    known.set(None);
                    editing.load();
                });
                view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
            }
            Some(Ok(())) => view! { <Sections editing/> }.into_any(),
        }}
        <LeaveGuard
            here=Page::WriteOffSettings
            text=texts::LEAVE_TEXT
            has_changes=Callback::new(move |()| editing.has_changes())
            discard=Callback::new(move |()| editing.discard())
        />
        <Saving/>
    }
}

#[component]
fn Sections(editing: Editing) -> impl IntoView {
    let generation = editing.memo(|draft| draft.generation);
    let said = editing.said;
    let contents = SECTIONS
        .iter()
        .map(|one| view! { <li><a href=one.href>{t(one.title)}</a></li> }.into_any())
        .collect_view();
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
            <nav class="settings-contents" aria-label=t(texts::CONTENTS)>
                <ul>{contents}</ul>
            </nav>
            <div class="settings-sections">
                // Other things are set up now, or again: every field begins with what they are.
                {move || {
                    generation.track();
                    let sections = Kind::ALL.into_iter().map(|kind| view! { <SectionOf kind/> }.into_any());
                    view! { <Opening/> {sections.collect_view()} }
                }}
                <p class="visually-hidden" role="status">{move || said.get()}</p>
                <SaveBar/>
            </div>
        </div>
    }
}
