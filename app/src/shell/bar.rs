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
    let start = move || {
        person.get().map(|person| {
            let company = format!("{} · {}", person.company.name, person.company.currency);
            view! {
                <NineDots role=person.role/>
                <a class="brand" href=routes::ACTIONS>{t(shell::PRODUCT)}</a>
                <span class="company">{company}</span>
            }
        })
    };
    view! {
        <header class="bar">
            {start}
            <div class="bar-end">
                {move || person.with(Option::is_some).then(|| view! { <Bell/> })}
                <LanguageChoice/>
                {move || person.get().map(|person| view! { <PersonMenu person=person/> })}
            </div>
        </header>
    }
}
