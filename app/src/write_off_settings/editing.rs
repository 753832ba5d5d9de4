//! What is set up, with everything that changing it needs of the outside.

use std::sync::Arc;

use domain::api::{Problem, ProblemCode, WriteOffSettingsReply, WriteOffSettingsRequest};
use leptos::prelude::*;

use super::draft::{Draft, Key, Kind, Typed};
use crate::api::{self, ApiError};
use crate::browser;
use crate::i18n::write_off_settings as texts;
use crate::recording::{Control, Drafted, Known, focus_settings_notice, load_until_known, new_id};
use crate::session::{Session, session};
use crate::shell::{Toasts, toasts};
use crate::submission::{Driver, Sent, drive};

/// What is set up, while it is changed.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    /// What was typed; none until what is set up is known.
    drafted: Drafted<Draft>,
    /// Whether it is known.
    pub known: Known,
    /// What is to be said above the form.
    pub notice: RwSignal<Option<Box<Problem>>>,
    /// What was done by a button, for those who do not see it.
    pub said: RwSignal<String>,
    pub driver: Driver<WriteOffSettingsRequest, WriteOffSettingsReply>,
    session: Session,
}

/// Asks what is set up, and makes it known to what is below.
pub(super) fn provide_editing() -> Editing {
    let session = session();
    let drafted = Drafted::nothing();
    let draft = drafted.draft;
    let (known, notice) = (RwSignal::new(None), RwSignal::new(None));
    let toasts = toasts();
    let driver = drive(
        |sent: Sent<WriteOffSettingsRequest>| {
            Box::pin(async move { api::save_write_off_settings(&sent.id, &sent.request).await })
        },
        move |answer| answered(draft, notice, session, toasts, answer),
    );
    let said = RwSignal::new(String::new());
    let editing = Editing { drafted, known, notice, said, driver, session };
    provide_context(editing);
    load_until_known(known, move || editing.load());
    editing
}

/// What is set up, while it is changed.
pub(super) fn editing() -> Editing {
    expect_context()
}

/// The server has answered; whether the page takes it from there.
fn answered(
    draft: RwSignal<Option<Draft>>,
    notice: RwSignal<Option<Box<Problem>>>,
    session: Session,
    toasts: Toasts,
    answer: Result<Arc<WriteOffSettingsReply>, ApiError>,
) -> bool {
    match answer {
        Ok(reply) => {
            notice.set(None);
            draft.update(|draft| {
                if let Some(draft) = draft {
                    draft.begin_again(WriteOffSettingsReply::clone(&reply));
                }
            });
            toasts.recorded(texts::SAVED);
            true
        }
        Err(ApiError::Problem(problem)) if problem.code == ProblemCode::ChangedMeanwhile => {
            notice.set(Some(problem));
            focus_settings_notice();
            true
        }
        // By what is in use now the same rule says what is wrong, at its field.
        Err(ApiError::Problem(problem)) if problem.code == ProblemCode::InvalidRequest => {
            notice.set(Some(problem));
            session.ask_for(api::get_write_off_settings(), move |answer| {
                let Ok(reply) = answer else { return };
                draft.try_update(|draft| draft.as_mut().map(|draft| draft.learn(reply)));
                focus_first_wrong();
            });
            true
        }
        Err(_) => false,
    }
}

fn focus_first_wrong() {
    browser::focus_first("main [aria-invalid='true'], main [data-wrong='true']");
}

impl Editing {
    /// Asks what is set up. What was typed is given up.
    pub(super) fn load(self) {
        let Some(person) = self.session.person_now() else { return };
        self.session.ask_for(api::get_write_off_settings(), move |answer| {
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

    /// Something of the draft as it is now.
    pub(super) fn get_now<T>(self, get: impl FnOnce(&Draft) -> T) -> Option<T> {
        self.drafted.get_now(get)
    }

    /// Something of the draft, known anew when it is another.
    pub(super) fn memo<T: PartialEq + Default + Send + Sync + 'static>(
        self,
        get: impl Fn(&Draft) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.drafted.memo(get)
    }

    /// Changes the draft.
    pub(super) fn edit<T>(self, edit: impl FnOnce(&mut Draft) -> T) -> Option<T> {
        self.drafted.edit(edit)
    }

    /// Whether anything is not saved.
    pub(super) fn has_changes(self) -> bool {
        self.get_now(Draft::has_changes).unwrap_or_default()
    }

    /// Whether something is wrong at a place, or within it.
    pub(super) fn wrong_within(self, place: String) -> Memo<bool> {
        self.drafted.wrong_within(place)
    }

    /// What is wrong at a place.
    pub(super) fn fault(self, place: String) -> Memo<Option<domain::form::Fault>> {
        self.drafted.fault(place)
    }

    /// A field, typed into that part of the draft.
    pub(super) fn control(
        self,
        place: String,
        test_id: &'static str,
        part: impl Fn(&mut Typed) -> Option<&mut String> + Send + Sync + 'static,
    ) -> Control {
        self.drafted.control(place, test_id, part)
    }

    /// A choice of something that is set up, by its key.
    pub(super) fn reference(
        self,
        place: String,
        test_id: &'static str,
        part: impl Fn(&mut Typed) -> Option<&mut Option<Key>> + Send + Sync + 'static,
    ) -> Control {
        let typed = Callback::new(move |chosen: String| {
            self.edit(|draft| {
                if let Some(part) = part(&mut draft.typed) {
                    *part = chosen.parse().ok();
                }
            });
        });
        Control { typed, ..self.control(place, test_id, |_| None) }
    }

    /// What can be chosen of a kind; nothing first.
    pub(super) fn choices(self, kind: Kind) -> Memo<Vec<(String, String)>> {
        self.memo(move |draft| {
            let mut choices = vec![(String::new(), String::new())];
            choices.extend(draft.choices(kind));
            choices
        })
    }

    /// Save was pressed.
    pub(super) fn save(self) {
        let ready = self.edit(|draft| {
            draft.save().map(|settings| {
                let version = draft.version;
                WriteOffSettingsRequest { version, settings }
            })
        });
        match ready {
            Some(Some(request)) => self.driver.send(new_id(), request),
            Some(None) => focus_first_wrong(),
            None => {}
        }
    }

    /// Discard was pressed.
    pub(super) fn discard(self) {
        self.notice.set(None);
        self.edit(Draft::discard);
        browser::focus_content();
    }
}
