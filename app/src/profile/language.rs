//! The language that the page speaks wherever the person signs in.

use domain::api::ProfileRequest;
use domain::language::Language;
use leptos::prelude::*;

use crate::api;
use crate::i18n::{language, profile as texts, speak_as_chosen, speak_as_the_browser, t};
use crate::session::session;
use crate::shell::toasts;

/// What is chosen is saved and spoken at once.
#[component]
pub(super) fn LanguageForm(
    /// What was chosen before; none, as the browser says.
    chosen: Option<Language>,
) -> impl IntoView {
    let session = session();
    let toasts = toasts();
    let spoken = language();
    let chosen = RwSignal::new(chosen);
    let choose = move |wanted: Option<Language>| {
        let request = ProfileRequest { language: wanted };
        session.ask_for(async move { api::save_profile(&request).await }, move |answer| {
            match answer {
                Ok(()) => {
                    chosen.try_set(wanted);
                    match wanted {
                        Some(language) => speak_as_chosen(spoken, language),
                        None => speak_as_the_browser(spoken),
                    }
                    toasts.recorded(texts::LANGUAGE_SAVED);
                }
                Err(error) => {
                    // The field shows again what counts.
                    chosen.try_update(|_| ());
                    toasts.failed(error);
                }
            }
        });
    };
    let options = Language::ALL.map(|language| {
        let selected = move || chosen.get() == Some(language);
        view! {
            <option value=language.tag() prop:selected=selected>
                {t(texts::language_name(language))}
            </option>
        }
    });
    view! {
        <section class="card" aria-labelledby="profile-language">
            <h2 id="profile-language">{t(texts::LANGUAGE)}</h2>
            <p class="hint" id="profile-language-hint">{t(texts::LANGUAGE_TEXT)}</p>
            <select
                data-testid="profile-language"
                aria-labelledby="profile-language"
                aria-describedby="profile-language-hint"
                on:change=move |event| choose(Language::from_tag(&event_target_value(&event)))
            >
                <option value="" prop:selected=move || chosen.get().is_none()>
                    {t(texts::AS_THE_BROWSER)}
                </option>
                {options.collect_view()}
            </select>
        </section>
    }
}
