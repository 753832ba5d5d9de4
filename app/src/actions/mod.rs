//! What waits to be done on accounts.

use domain::role::Permission;
use leptos::prelude::*;

use crate::components::use_title;
use crate::i18n::{actions, t};
use crate::routes;
use crate::session::session;

/// The page Actions: what this person may do to many accounts at once.
#[component]
pub(crate) fn ActionsPage() -> impl IntoView {
    use_title(t(actions::TITLE));
    let may = session().person().is_some_and(|person| person.role.may(Permission::BulkWriteOff));
    view! {
        <header class="page-head">
            <h1>{t(actions::TITLE)}</h1>
            <p>{t(actions::LEAD)}</p>
        </header>
        {if may { view! { <BulkWriteOffCard/> }.into_any() } else {
            view! { <p class="empty">{t(actions::NOTHING)}</p> }.into_any()
        }}
    }
}

#[component]
fn BulkWriteOffCard() -> impl IntoView {
    view! {
        <section class="card action" aria-labelledby="bulk-write-off">
            <h2 id="bulk-write-off">{t(actions::BULK_TITLE)}</h2>
            <p>{t(actions::BULK_TEXT)}</p>
            <div class="buttons">
                <a class="button primary" href=routes::BULK_WRITE_OFF data-testid="bulk-write-off">
                    {t(actions::BULK_BUTTON)}
                </a>
                <a class="button" href=routes::BULK_WRITE_OFFS>{t(actions::HISTORY_BUTTON)}</a>
            </div>
        </section>
    }
}
