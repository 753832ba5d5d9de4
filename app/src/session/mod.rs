//! Who is signed in, for everything on the page.

mod again;
mod state;

pub(crate) use again::SignInAgain;
pub(crate) use state::SessionState;
#[cfg(test)]
pub(crate) use state::tests as state_tests;

use domain::api::SessionReply;
use domain::language::Language;
use domain::page_address::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};
use crate::i18n::{language, speak_unless_chosen};
use crate::{browser, routes, set_up};

/// The session, and what changes it.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    state: RwSignal<SessionState>,
}

/// Asks who is signed in, and makes the answer known to everything below.
pub(crate) fn provide_session() -> Session {
    let session = Session { state: RwSignal::new(SessionState::Asking) };
    provide_context(session);
    session.ask();
    // Going back after signing out may show the document as it was left: with nobody in it.
    browser::on_shown_again(move || {
        if session.state.with_untracked(|state| *state == SessionState::SignedOut) {
            session.ask();
        }
    });
    session
}

/// Has somebody signed in for everything below.
#[cfg(test)]
pub(crate) fn provide_person(person: SessionReply) {
    let session = Session { state: RwSignal::new(SessionState::Asking) };
    session.signed_in(person);
    provide_context(session);
}

/// Speaks the language that the person chose, from when it is known, unless another was chosen in
/// this tab.
pub(crate) fn speak_as_the_person_chose(session: Session) {
    let spoken = language();
    let chosen = Memo::new(move |_| session.language());
    Effect::new(move |_| {
        if let Some(chosen) = chosen.get() {
            speak_unless_chosen(spoken, chosen);
        }
    });
}

/// The session.
pub(crate) fn session() -> Session {
    expect_context()
}

impl Session {
    /// What is known.
    pub(crate) fn state(self) -> RwSignal<SessionState> {
        self.state
    }

    /// The person, where one is signed in or was until the session expired.
    pub(crate) fn person(self) -> Option<SessionReply> {
        self.state.with(|state| state.person().cloned())
    }

    /// The person as they are now, for what is not built anew when the session changes: where it
    /// expires and is renewed, a form stays as it is.
    pub(crate) fn person_now(self) -> Option<SessionReply> {
        self.state.with_untracked(|state| state.person().cloned())
    }

    /// The language that the person chose, where they did.
    fn language(self) -> Option<Language> {
        self.state.with(|state| state.person().and_then(|person| person.language))
    }

    /// The time zone of the person's company.
    pub(crate) fn time_zone(self) -> String {
        self.person_now().map(|person| person.company.time_zone).unwrap_or_default()
    }

    /// Asks the server who is signed in. Nobody goes to the sign-in page, and comes back from there.
    pub(crate) fn ask(self) {
        self.state.set(SessionState::Asking);
        spawn_local(async move {
            let answer = api::get_session().await;
            // A link that works once is for who cannot sign in yet.
            if answer == Err(ApiError::SignedOut) && !set_up::is_at(&browser::path()) {
                browser::leave_for(&routes::sign_in_and_back(&browser::path_and_search()));
            }
            self.state.update(|state| state.answered(answer));
        });
    }

    /// The person has signed in, for the first time or again.
    pub(crate) fn signed_in(self, reply: SessionReply) {
        self.state.update(|state| state.signed_in(reply));
    }

    /// The person has signed out: nothing of theirs stays on the page, nor in the document that
    /// the browser may keep to go back to.
    pub(crate) fn signed_out(self) {
        self.state.set(SessionState::SignedOut);
        browser::leave_for(Page::SignIn.path());
    }

    /// Waits for an answer and hands it on. Where it is that the session has ended, the person is
    /// asked to sign in again.
    pub(crate) fn ask_for<T: 'static>(
        self,
        question: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(Result<T, ApiError>) + 'static,
    ) {
        spawn_local(async move {
            let answer = question.await;
            if let Err(error) = &answer {
                self.notice(error);
            }
            then(answer);
        });
    }

    /// Has the person sign in again where that is what stopped a call.
    fn notice(self, error: &ApiError) {
        if *error == ApiError::SignedOut {
            self.state.update(SessionState::expired);
        }
    }

    /// How often the person had to sign in again: what was stopped by an expired session watches
    /// this, and goes on.
    pub(crate) fn renewals(self) -> Memo<u32> {
        Memo::new(move |_| self.state.with(SessionState::renewals))
    }
}
