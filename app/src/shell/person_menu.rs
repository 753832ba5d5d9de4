//! Who is signed in, and signing out.

use domain::api::SessionReply;
use domain::language::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::toast::toasts;
use crate::api::{self, ApiError};
use crate::browser;
use crate::components::{Press, fact, in_language, press, says, words};
use crate::i18n::{profile, shell, t};
use crate::routes;
use crate::session::session;

/// The person's name and role, and what there is to do about them.
#[component]
pub(crate) fn PersonMenu(
    /// The person.
    person: SessionReply,
) -> impl IntoView {
    let session = session();
    let toasts = toasts();
    let role = person.role;
    let name = person.name.clone();
    let sign_out = press(move || {
        spawn_local(async move {
            match api::sign_out().await {
                Ok(()) | Err(ApiError::SignedOut) => session.signed_out(),
                Err(error) => toasts.failed(error),
            }
        });
    });
    view! {
        <button type="button" class="quiet person" popovertarget="person-sheet">
            <span class="person-name">{name}</span>
            <span class="person-role">
                {words(move |language| format!(", {}", role.name_in(language)))}
            </span>
        </button>
        <div id="person-sheet" class="sheet end" popover="auto" role="group" aria-label=t(shell::PERSON)>
            {in_language(move |language| particulars(&person, language))}
            <a href=routes::PROFILE data-testid="profile-link" on:click=|event| browser::close_sheet(&event)>
                {t(profile::TITLE)}
                <span>{t(profile::LEAD)}</span>
            </a>
            <Press id="sign-out" text=says(shell::SIGN_OUT) act=sign_out/>
        </div>
    }
}

fn particulars(person: &SessionReply, language: Language) -> AnyView {
    let name = format!("{} ({})", person.name, person.user);
    view! {
        <dl>
            {fact(shell::PERSON.of(language), name)}
            {fact(shell::ROLE.of(language), person.role.name_in(language))}
            {fact(shell::COMPANY.of(language), person.company.name.clone())}
            {fact(shell::TIME_ZONE.of(language), person.company.time_zone.clone())}
        </dl>
    }
    .into_any()
}
