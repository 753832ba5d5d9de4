//! A page for those whose role may use it, and for others a word about who may.

use domain::role::Permission;
use leptos::prelude::*;

use crate::components::{use_title, words};
use crate::i18n::{shell, t};
use crate::routes;
use crate::session::session;

/// Shows the page to those who may use it. When somebody else signs in, the page starts afresh.
#[component]
pub(super) fn Allowed(permission: Permission, page: ViewFn) -> impl IntoView {
    let session = session();
    let person = Memo::new(move |_| session.state().with(|state| state.person().cloned()));
    move || {
        let may = person.with(|person| person.as_ref().map(|p| p.role.may(permission)))?;
        Some(if may { page.run() } else { view! { <NotAllowed permission/> }.into_any() })
    }
}

#[component]
fn NotAllowed(permission: Permission) -> impl IntoView {
    use_title(t(shell::NOT_ALLOWED_TITLE));
    let roles = permission
        .roles()
        .map(|role| view! { <li>{words(move |language| role.name_in(language).to_owned())}</li> });
    view! {
        <section class="notice">
            <h1>{t(shell::NOT_ALLOWED_TITLE)}</h1>
            <p>{t(shell::NOT_ALLOWED_WHO)}</p>
            <ul>{roles.collect_view()}</ul>
            <p>{t(shell::NOT_ALLOWED_WHOM)}</p>
            <a class="button" href=routes::ACTIONS>{t(shell::BACK_TO_ACTIONS)}</a>
        </section>
    }
}
