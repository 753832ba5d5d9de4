//! The bar on top.

use leptos::prelude::*;

use super::language_choice::LanguageChoice;
use super::nine_dots::NineDots;
use super::person_menu::PersonMenu;
use crate::i18n::{shell, t};
use crate::notifications::Bell;
use crate::routes;
use crate::session::session;

/// The bar: what one can do, where one is, and who one is.
#[component]
pub(crate) fn Bar() -> impl IntoView {
    let session = session();
    let person = Memo::new(move |_| session.state().with(|state| state.person().cloned()));
    let signed_in = move || person.with(Option::is_some);
    let company = move || {
        person.with(|person| {
            person
                .as_ref()
                .map(|person| format!("{} · {}", person.company.name, person.company.currency))
        })
    };
    view! {
        <header class="bar">
            <Show when=signed_in>
                <NineDots/>
                <a class="brand" href=routes::ACTIONS>{t(shell::PRODUCT)}</a>
                <span class="company">{company}</span>
            </Show>
            <div class="bar-end">
                <Show when=signed_in>
                    <Bell/>
                </Show>
                <LanguageChoice/>
                {move || person.get().map(|person| view! { <PersonMenu person=person/> })}
            </div>
        </header>
    }
}
