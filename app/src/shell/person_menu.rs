//! Who is signed in, and signing out.

use domain::api::SessionReply;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::toast::toasts;
use crate::api::{self, ApiError};
use crate::i18n::roles::role_name;
use crate::i18n::{language, shell, t};
use crate::session::session;

/// The person's name and role, and what there is to do about them.
#[component]
pub(crate) fn PersonMenu(
    /// The person.
    person: SessionReply,
) -> impl IntoView {
    let session = session();
    let toasts = toasts();
    let spoken = language();
    let role = person.role;
    let role_name = move || role_name(role, spoken.get());
    let sign_out = move |_| {
        spawn_local(async move {
            match api::sign_out().await {
                Ok(()) | Err(ApiError::SignedOut) => session.signed_out(),
                Err(error) => toasts.failed(error),
            }
        });
    };
    view! {
        <button type="button" class="quiet person" popovertarget="person-sheet">
            <span class="person-name">{person.name.clone()}</span>
            <span class="person-role">", "{role_name}</span>
        </button>
        <div id="person-sheet" class="sheet end" popover="auto" role="group" aria-label=t(shell::PERSON)>
            <dl>
                <div><dt>{t(shell::PERSON)}</dt><dd>{person.name} " ("{person.user}")"</dd></div>
                <div><dt>{t(shell::ROLE)}</dt><dd>{role_name}</dd></div>
                <div><dt>{t(shell::COMPANY)}</dt><dd>{person.company.name}</dd></div>
                <div><dt>{t(shell::TIME_ZONE)}</dt><dd>{person.company.time_zone}</dd></div>
            </dl>
            <button type="button" data-testid="sign-out" on:click=sign_out>
                {t(shell::SIGN_OUT)}
            </button>
        </div>
    }
}
