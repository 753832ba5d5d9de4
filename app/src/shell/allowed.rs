//! A page for those whose role may use it, and for others a word about who may.

use domain::language::Language;
use domain::role::Permission;
use leptos::prelude::*;

use crate::components::{Html, Markup, use_title, words};
use crate::i18n::{shell, t};
use crate::routes;
use crate::session::session;

/// Shows the page to those who may use it. When somebody else signs in, the page starts afresh.
pub(super) fn allowed(permission: Permission, page: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let session = session();
    let person = Memo::new(move |_| session.state().with(|state| state.person().cloned()));
    let show: Box<dyn Fn() -> Option<AnyView> + Send> = Box::new(move || {
        let may = person.with(|person| person.as_ref().map(|p| p.role.may(permission)))?;
        Some(if may { page() } else { view! { <NotAllowed permission=permission/> }.into_any() })
    });
    show.into_any()
}

#[component]
fn NotAllowed(permission: Permission) -> impl IntoView {
    use_title(t(shell::NOT_ALLOWED_TITLE));
    view! { <Markup html=words(move |language| not_allowed(permission, language))/> }
}

fn not_allowed(permission: Permission, language: Language) -> String {
    let mut html = Html::default();
    let title = shell::NOT_ALLOWED_TITLE.of(language);
    html.between("<section class=\"notice\"><h1>", title, "</h1>");
    html.between("<p>", shell::NOT_ALLOWED_WHO.of(language), "</p><ul>");
    for role in permission.roles() {
        html.between("<li>", role.name_in(language), "</li>");
    }
    html.between("</ul><p>", shell::NOT_ALLOWED_WHOM.of(language), "</p>");
    html.link("class=\"button\"", routes::ACTIONS, shell::BACK_TO_ACTIONS.of(language));
    html.push_str("</section>");
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_roles_that_may() {
        let html = not_allowed(Permission::SeeReports, Language::En);
        assert!(html.contains("<li>Admin</li><li>Back Office Management</li></ul>"), "{html}");
    }
}
