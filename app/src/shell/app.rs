//! The whole page.

use leptos::prelude::*;
use leptos_router::components::Router;

use super::bar::Bar;
use super::pages::Pages;
use super::parts::Load;
use super::toast::{ToastPlace, provide_toasts};
use crate::api::ApiError;
use crate::bulk_write_off::provide_fresh;
use crate::components::{TroublePage, Waiting, press};
use crate::i18n::{provide_language, shell, sign_in, t};
use crate::imports::provide_import_queue;
use crate::navigation::{begin_pages_at_their_content, navigation};
use crate::notifications::provide_notifications;
use crate::session::{
    SessionState, SignInAgain, provide_session, session, speak_as_the_person_chose,
};
use crate::set_up;

/// The whole page.
#[component]
pub(crate) fn App(
    /// How its parts come.
    load: Load,
) -> impl IntoView {
    provide_context(load);
    provide_language();
    speak_as_the_person_chose(provide_session());
    provide_notifications();
    provide_toasts();
    provide_fresh();
    provide_import_queue();
    view! {
        <Router>
            <Frame/>
        </Router>
    }
}

#[component]
fn Frame() -> impl IntoView {
    begin_pages_at_their_content();
    view! {
        // The browser's to follow: it moves the focus there, too.
        <a class="skip" rel="external" href="#content">{t(shell::SKIP)}</a>
        <Bar/>
        <main id="content" tabindex="-1">
            <Content/>
        </main>
        <ToastPlace/>
        <SignInAgain/>
    }
}

/// Whether the pages can be shown yet.
#[derive(Clone, PartialEq, Eq)]
enum Ready {
    Waiting,
    Unknown(ApiError),
    Known,
}

#[component]
fn Content() -> impl IntoView {
    let session = session();
    let path = navigation().path();
    let ready = Memo::new(move |_| {
        // A link that works once is for who cannot sign in yet.
        if path.with(|path| set_up::is_at(path)) {
            return Ready::Known;
        }
        session.state().with(|state| match state {
            SessionState::Asking | SessionState::SignedOut => Ready::Waiting,
            SessionState::Unknown(error) => Ready::Unknown(error.clone()),
            SessionState::SignedIn(_) => Ready::Known,
        })
    });
    move || match ready.get() {
        Ready::Waiting => view! { <Waiting text=sign_in::STARTING/> }.into_any(),
        Ready::Unknown(error) => {
            let retry = press(move || session.ask());
            view! { <TroublePage title=shell::WAIT_TITLE error=error retry=retry/> }.into_any()
        }
        Ready::Known => view! { <Pages/> }.into_any(),
    }
}
