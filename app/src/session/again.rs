//! Signing in again over whatever is on the page, when the session has ended meanwhile.

use leptos::prelude::*;

use super::{SessionState, session};
use crate::components::Dialog;
use crate::i18n::{sign_in, t};
use crate::sign_in::SignInForm;

/// The dialog, shown while the session is expired. It cannot be closed: the page behind it can do
/// nothing without a session.
#[component]
pub(crate) fn SignInAgain() -> impl IntoView {
    let session = session();
    let expired = Memo::new(move |_| session.state().with(SessionState::is_expired));
    let user = move || session.person().map(|person| person.user).unwrap_or_default();
    view! {
        <Show when=move || expired.get()>
            <Dialog label=sign_in::AGAIN_TITLE on_cancel=|| false>
                <h2>{t(sign_in::AGAIN_TITLE)}</h2>
                <p>{t(sign_in::AGAIN_TEXT)}</p>
                <SignInForm user=user()/>
                <p class="hint">{t(sign_in::OTHER_PERSON)}</p>
            </Dialog>
        </Show>
    }
}
