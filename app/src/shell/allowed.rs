//! A page for those whose role may use it, and for others a word about who may.

use domain::role::Permission;
use leptos::prelude::*;

use crate::components::use_title;
use crate::i18n::roles::role_name;
use crate::i18n::{language, shell, t};
use crate::session::session;

/// Shows the page to those who may use it. When somebody else signs in, the page starts afresh.
#[component]
pub(crate) fn Allowed(
    /// What a role must be allowed.
    permission: Permission,
    /// The page.
    page: fn() -> AnyView,
) -> impl IntoView {
    let session = session();
    let person = Memo::new(move |_| session.state().with(|state| state.person().cloned()));
    move || {
        person.get().map(|person| {
            if person.role.may(permission) {
                page()
            } else {
                view! { <NotAllowed permission=permission/> }.into_any()
            }
        })
    }
}

#[component]
fn NotAllowed(permission: Permission) -> impl IntoView {
    use_title(t(shell::NOT_ALLOWED_TITLE));
    let spoken = language();
    let roles = permission
        .roles()
        .map(|role| view! { <li>{move || role_name(role, spoken.get())}</li> })
        .collect_view();
    view! {
        <section class="notice">
            <h1>{t(shell::NOT_ALLOWED_TITLE)}</h1>
            <p>{t(shell::NOT_ALLOWED_WHO)}</p>
            <ul>{roles}</ul>
            <p>{t(shell::NOT_ALLOWED_WHOM)}</p>
            <a class="button" href=crate::routes::ACTIONS>{t(shell::BACK_TO_ACTIONS)}</a>
        </section>
    }
}
