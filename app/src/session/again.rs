//! Signing in again over whatever is on the page, when the session has ended meanwhile.

use leptos::prelude::*;

use super::{SessionState, session};
use crate::api;
use crate::components::Dialog;
use crate::i18n::{sign_in, t};
use crate::sign_in::SignInForm;

/// The dialog, shown while the session is expired. It cannot be closed: the page behind it can do
/// nothing without a session.
#[component]
pub(crate) fn SignInAgain() -> impl IntoView {
    let session = session();
    let expired = Memo::new(move |_| session.state().with(SessionState::is_expired));
    move || {
        expired.get().then(|| {
            let user = session.person().map(|person| person.user).unwrap_or_default();
            let sign_in = Box::new(move |request| {
                Box::pin(async move {
                    session.signed_in(api::sign_in(&request).await?);
                    Ok(())
                }) as _
            });
            let body = view! {
                <h2>{t(sign_in::AGAIN_TITLE)}</h2>
                <p>{t(sign_in::AGAIN_TEXT)}</p>
                <SignInForm sign_in=sign_in user=user/>
                <p class="hint">{t(sign_in::OTHER_PERSON)}</p>
            }
            .into_any();
            view! {
                <Dialog label=sign_in::AGAIN_TITLE on_escape=Box::new(|| false) body=body/>
            }
        })
    }
}
