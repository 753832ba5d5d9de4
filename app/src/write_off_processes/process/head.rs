//! What stands on top of each page of a process: its title, the pages, and what can be done to it as
//! a whole.

use domain::api::ProcessRecord;
use domain::language::Language;
use domain::role::Permission;
use domain::write_off_process::{ProcessId, words as process_words};
use leptos::prelude::*;

use super::form::Form;
use super::page::{ProcessTab, written, written_once};
use super::work;
use crate::components::{Press, press, says};
use crate::i18n::write_off_processes::{self as texts, changed_by_roles, with_count};
use crate::i18n::{Text, t};
use crate::recording::RecordingForm;
use crate::routes;

/// The title: customer, status, reason, control and day of creation.
pub(super) fn title(record: &ProcessRecord, language: Language) -> String {
    let control = record.settings.control(&record.control);
    let control = control.map_or(record.control.as_str(), |control| control.name.as_str());
    let created_on = process_words::day(record.created_on, language);
    let customer = &record.account.customer;
    process_words::title(customer, record.reason, control, &created_on, language)
}

/// The title, the three pages, and what can be done to the process.
#[component]
pub(super) fn Head(process: ProcessId, tab: ProcessTab) -> impl IntoView {
    let said = written_once(|_, known, written| title(&known.record, written.language));
    view! {
        <header class="page-head with-side">
            <div class="page-head-text">
                <p class="file-name">
                    {t(texts::PROCESS)} " " <strong>{process.to_string()}</strong>
                </p>
                <h1 data-testid="process-title">{said}</h1>
            </div>
            <WholeProcess/>
        </header>
        <nav class="process-tabs" aria-label=t(texts::TABS)>
            {link(process, tab, ProcessTab::Main, texts::MAIN, |_| None)}
            {link(process, tab, ProcessTab::Events, texts::EVENTS, |one| Some(one.events.len()))}
            {link(process, tab, ProcessTab::Contracts, texts::CONTRACTS, |one| {
                Some(one.contracts.iter().filter(|link| link.ended.is_none()).count())
            })}
        </nav>
        <WhoMay/>
    }
}

/// A link to one of the pages, with how many things it lists.
fn link(
    process: ProcessId,
    here: ProcessTab,
    tab: ProcessTab,
    name: Text,
    count: fn(&ProcessRecord) -> Option<usize>,
) -> AnyView {
    let said = written_once(move |_, known, written| {
        let count = count(&known.record);
        count.map_or_else(
            || written.say(name).to_owned(),
            |count| with_count(name, count, written.language),
        )
    });
    let href = routes::write_off_process(tab.page(), process);
    view! { <a href=href aria-current=(here == tab).then_some("page")>{said}</a> }.into_any()
}

/// Re-scheduling and canceling, for those who may; not while something is to be saved first.
#[component]
fn WholeProcess() -> impl IntoView {
    let work = work();
    let form = work.form();
    form.with_untracked(Form::may_edit).then(|| {
        let unsaved = Signal::derive(move || form.with(Form::has_changes));
        let reschedule = press(move || work.press(|form| form.ask_for_start(true)));
        let cancel = press(move || work.press(Form::ask_to_cancel));
        view! {
            <div class="process-whole">
                <div class="buttons">
                    <Press
                        id="reschedule"
                        text=says(texts::RESCHEDULE)
                        act=reschedule
                        disabled=unsaved
                    />
                    <Press
                        id="cancel-process"
                        text=says(texts::CANCEL_PROCESS)
                        act=cancel
                        disabled=unsaved
                    />
                </div>
                {move || unsaved.get().then(|| view! { <p class="hint">{t(texts::SAVE_FIRST)}</p> })}
            </div>
        }
    })
}

/// Why nothing can be changed, where nothing can.
#[component]
fn WhoMay() -> impl IntoView {
    written(|form, _, written| {
        let may = form.filling().role.may(Permission::ManageProcesses);
        let said = match (may, form.may_edit()) {
            (_, true) => return None,
            (false, false) => changed_by_roles(written.language),
            (true, false) => written.say(texts::HAS_ENDED).to_owned(),
        };
        Some(view! { <p class="hint" data-testid="read-only">{said}</p> })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write_off_processes::samples::record;

    #[test]
    fn the_title_is_made_by_the_rules() {
        assert_eq!(
            title(&record(), Language::En),
            "<Achieng>, Active, Events Pending, Standard control, 2 Mar 2026"
        );
    }
}
