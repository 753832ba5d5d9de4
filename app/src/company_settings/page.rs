//! The page: its contents, and its sections with a Save each.

use domain::page_address::Page;
use leptos::prelude::*;

use super::editing::{Editing, editing, provide_editing};
use super::fields::{ArrearsFields, CompanyFields, PaymentFields};
use super::holidays::Holidays;
use super::lists::{Centres, Chart, Products};
use super::section::Section;
use crate::i18n::{company_settings as texts, t, write_off_settings};
use crate::recording::{SaveRow, SettingsFrame, SettingsSections, settings_dialog};

/// The company's settings.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let editing = provide_editing();
    let discard = move |()| {
        for section in Section::ALL {
            editing.discard(section);
        }
    };
    view! {
        <SettingsFrame
            here=Page::Settings
            title=texts::TITLE
            known=editing.known
            load=Callback::new(move |()| editing.load())
            has_changes=Callback::new(move |()| editing.has_changes())
            discard=Callback::new(discard)
            page=ViewFn::from(move || view! { <Sections editing/> })
        />
        {editing.driver.map(|driver| settings_dialog(driver, texts::TITLE))}
    }
}

/// The sections, and what leads to them.
#[component]
pub(super) fn Sections(editing: Editing) -> impl IntoView {
    let mut contents =
        Section::ALL.map(|section| (format!("#{}", section.name()), section.title())).to_vec();
    contents.push((Page::WriteOffSettings.path().to_owned(), write_off_settings::TITLE));
    let sections = Section::ALL
        .map(|section| view! { <OneSection section/> }.into_any())
        .into_iter()
        .collect_view();
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

/// A section: what it is about, its fields, and Save.
#[component]
fn OneSection(section: Section) -> impl IntoView {
    let editing = editing();
    let generation = editing.drafted.memo(|draft| draft.generation);
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
                    Section::Holidays => view! { <Holidays/> }.into_any(),
                }
            }}
            <SaveRow
                class="settings-save"
                id=section.save_id()
                changed=editing.drafted.memo(move |draft| draft.changed(section))
                save=Callback::new(move |()| editing.save(section))
                discard=Callback::new(move |()| editing.discard(section))
            />
        </section>
    }
}
