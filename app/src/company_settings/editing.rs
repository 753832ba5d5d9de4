//! The settings, with everything that changing them needs of the outside.

use std::sync::Arc;

use domain::api::{Problem, ProblemCode, SettingsReply, SettingsRequest};
use leptos::prelude::*;

use super::draft::Draft;
use super::section::Section;
use crate::api::{self, ApiError};
use crate::browser;
use crate::i18n::company_settings as texts;
use crate::recording::{
    Drafted, Known, focus_settings_notice, is_changed_meanwhile, load_until_known, new_id,
};
use crate::session::{Session, session};
use crate::shell::{Toasts, toasts};
use crate::submission::{Driver, Sent, drive};

/// The settings, while they are changed.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    /// What was typed; nothing until the settings are known.
    pub drafted: Drafted<Draft>,
    /// Whether they are known.
    pub known: Known,
    /// What is to be said above the sections.
    pub notice: RwSignal<Option<Box<Problem>>>,
    /// Sends what is saved; nothing in tests that only look.
    pub driver: Option<Driver<SettingsRequest, SettingsReply>>,
    /// The time zones that are offered.
    pub time_zones: StoredValue<Vec<String>>,
    /// The section that is being saved.
    saving: RwSignal<Section>,
    session: Session,
}

/// What an answer changes.
#[derive(Clone, Copy)]
struct Answering {
    drafted: Drafted<Draft>,
    notice: RwSignal<Option<Box<Problem>>>,
    saving: RwSignal<Section>,
    session: Session,
    toasts: Toasts,
}

/// Asks for the settings, and makes them known to what is below.
pub(super) fn provide_editing() -> Editing {
    let editing = Editing::new();
    provide_context(editing);
    load_until_known(editing.known, move || editing.load());
    editing
}

/// The settings, while they are changed.
pub(super) fn editing() -> Editing {
    expect_context()
}

impl Editing {
    /// The settings before they are known, without a way to save them.
    fn nothing() -> Self {
        Self {
            drafted: Drafted::nothing(),
            known: RwSignal::new(None),
            notice: RwSignal::new(None),
            driver: None,
            time_zones: StoredValue::new(Vec::new()),
            saving: RwSignal::new(Section::Company),
            session: session(),
        }
    }

    fn new() -> Self {
        let nothing = Self::nothing();
        let Self { drafted, notice, saving, session, .. } = nothing;
        let answering = Answering { drafted, notice, saving, session, toasts: toasts() };
        let driver = drive(
            |sent: Sent<SettingsRequest>| {
                Box::pin(async move { api::save_settings(&sent.id, &sent.request).await })
            },
            move |answer| answering.answered(answer),
        );
        let time_zones = StoredValue::new(browser::time_zones());
        Self { driver: Some(driver), time_zones, ..nothing }
    }

    #[cfg(test)]
    pub(super) fn of_test(reply: SettingsReply) -> Self {
        let editing = Self::nothing();
        let currency = editing.session.person_now().unwrap().company.currency;
        editing.drafted.draft.set(Some(Draft::new(reply, currency)));
        editing
    }

    /// Asks for the settings. What was typed is given up.
    pub(super) fn load(self) {
        let Some(person) = self.session.person_now() else { return };
        self.session.ask_for(api::get_settings(), move |answer| {
            let known = answer.map(|reply| {
                self.drafted.draft.try_update(|draft| match draft {
                    Some(draft) => draft.begin_again(reply),
                    None => *draft = Some(Draft::new(reply, person.company.currency)),
                });
                self.notice.try_set(None);
            });
            self.known.try_set(Some(known));
        });
    }

    /// Save of a section was pressed.
    pub(super) fn save(self, section: Section) {
        let ready = self.drafted.edit(|draft| {
            let version = draft.version;
            draft.save(section).map(|settings| SettingsRequest { version, settings })
        });
        match ready {
            Some(Some(request)) => {
                self.saving.set(section);
                if let Some(driver) = self.driver {
                    driver.send(new_id(), request);
                }
            }
            Some(None) => focus_first_wrong(section),
            None => {}
        }
    }

    /// Discard of a section was pressed.
    pub(super) fn discard(self, section: Section) {
        self.notice.set(None);
        self.drafted.edit(|draft| draft.discard(section));
        browser::focus_first(&format!("#{}-title", section.name()));
    }

    /// Whether anything is not saved.
    pub(super) fn has_changes(self) -> bool {
        self.drafted.get_now(Draft::has_changes).unwrap_or_default()
    }
}

impl Answering {
    /// The server has answered; whether the page takes it from there.
    fn answered(self, answer: Result<Arc<SettingsReply>, ApiError>) -> bool {
        match answer {
            Ok(reply) => {
                self.notice.set(None);
                let section = self.saving.get_untracked();
                self.drafted.edit(|draft| draft.saved(section, SettingsReply::clone(&reply)));
                self.toasts.recorded(texts::SAVED);
                if section == Section::Company {
                    self.know_company();
                }
                true
            }
            Err(ApiError::Problem(problem))
                if is_changed_meanwhile(problem.code)
                    || problem.code == ProblemCode::InvalidRequest =>
            {
                // What only the server knows stands at its field too.
                self.drafted.edit(|draft| draft.refused(&problem.errors));
                let changed = is_changed_meanwhile(problem.code);
                self.notice.set(Some(problem));
                if changed {
                    focus_settings_notice();
                } else {
                    focus_first_wrong(self.saving.get_untracked());
                }
                true
            }
            Err(_) => false,
        }
    }

    /// The company's name, currency and time zone stand in the bar, and on every page.
    fn know_company(self) {
        let session = self.session;
        session.ask_for(api::get_session(), move |answer| {
            if let Ok(reply) = answer {
                session.signed_in(reply);
            }
        });
    }
}

fn focus_first_wrong(section: Section) {
    let id = section.name();
    browser::focus_first(&format!("#{id} [aria-invalid='true'], #{id} [data-wrong='true']"));
}
