//! The page: its contents, its sections, and Save.

use domain::page_address::Page;
use leptos::prelude::*;

use super::draft::{Draft, Kind};
use super::editing::{Editing, provide_editing};
use super::sections::{Opening, SECTIONS, SectionOf};
use crate::i18n::{company_settings, write_off_settings as texts};
use crate::recording::{SaveRow, SettingsFrame, SettingsSections, settings_dialog};

/// What is set up for write-off processes.
#[component]
pub(crate) fn WriteOffSettingsPage() -> impl IntoView {
    let editing = provide_editing();
    view! {
        <SettingsFrame
            here=Page::WriteOffSettings
            title=texts::TITLE
            known=editing.known
            load=Callback::new(move |()| editing.load())
            has_changes=Callback::new(move |()| editing.has_changes())
            discard=Callback::new(move |()| editing.discard())
            page=ViewFn::from(move || view! { <Sections editing/> })
        />
        {settings_dialog(editing.driver, texts::TITLE)}
    }
}

#[component]
fn Sections(editing: Editing) -> impl IntoView {
    let generation = editing.memo(|draft| draft.generation);
    let said = editing.said;
    let mut contents: Vec<_> =
        SECTIONS.iter().map(|one| (one.href.to_owned(), one.title)).collect();
    contents.push((format!("{}#holidays", Page::Settings.path()), company_settings::HOLIDAYS));
    let sections = view! {
        // Other things are set up now, or again: every field begins with what they are.
        {move || {
            generation.track();
            let sections = Kind::ALL.into_iter().map(|kind| view! { <SectionOf kind/> }.into_any());
            view! { <Opening/> {sections.collect_view()} }
        }}
        <p class="visually-hidden" role="status">{move || said.get()}</p>
        <SaveRow
            class="save-bar"
            id="save"
            changed=editing.memo(Draft::has_changes)
            save=Callback::new(move |()| editing.save())
            discard=Callback::new(move |()| editing.discard())
        />
    };
    view! {
        <SettingsSections
            title=texts::TITLE
            lead=texts::LEAD
            notice=editing.notice
            reload=Callback::new(move |()| editing.load())
            contents
            sections=sections.into_any()
        />
    }
}
