//! The bell, with how many are unread, and the list behind it.

use domain::api::Notification;
use leptos::html::Div;
use leptos::prelude::*;

use super::notifications;
use crate::components::Icon;
use crate::i18n::bulk_write_offs::done;
use crate::i18n::format::number;
use crate::i18n::{language, moment, shell, t};
use crate::routes;
use crate::session::session;

/// The bell.
#[component]
pub(crate) fn Bell() -> impl IntoView {
    let notifications = notifications();
    notifications.refresh();
    let spoken = language();
    let list = NodeRef::<Div>::new();
    let unread =
        Memo::new(move |_| notifications.known.with(|k| k.as_ref().map_or(0, |k| k.unread)));
    let badge = move || {
        let unread = unread.get();
        (unread > 0).then(|| {
            let count = number(u64::from(unread), spoken.get());
            view! { <span class="badge" data-testid="unread">{count}<span class="visually-hidden">" "{t(shell::UNREAD)}</span></span> }
        })
    };
    let opened = move |_| {
        if unread.get_untracked() > 0 {
            notifications.opened();
        }
    };
    let rows = move || {
        let known = notifications.known.get().map(|known| known.notifications).unwrap_or_default();
        if known.is_empty() {
            return view! { <p class="hint">{t(shell::NO_NOTIFICATIONS)}</p> }.into_any();
        }
        let rows = known
            .into_iter()
            .map(|notification| view! { <NotificationRow notification=notification list=list/> })
            .collect_view();
        view! { <ul>{rows}</ul> }.into_any()
    };
    view! {
        <button
            type="button"
            class="quiet bell"
            popovertarget="notification-sheet"
            data-testid="notifications"
            on:click=opened
        >
            {Icon::Bell.view()}
            <span class="visually-hidden">{t(shell::NOTIFICATIONS)}</span>
            {badge}
        </button>
        <div
            id="notification-sheet"
            class="sheet end wide"
            popover="auto"
            role="region"
            aria-label=t(shell::NOTIFICATIONS)
            node_ref=list
        >
            {rows}
        </div>
    }
}

#[component]
fn NotificationRow(notification: Notification, list: NodeRef<Div>) -> impl IntoView {
    let spoken = language();
    let time_zone = session().person().map(|person| person.company.time_zone).unwrap_or_default();
    let Notification { at, read, operation, file_name, written_off, failed, .. } = notification;
    let close = move |_| {
        if let Some(list) = list.get_untracked() {
            // It fails only where the list is closed already.
            let _ = list.hide_popover();
        }
    };
    view! {
        <li>
            <a
                href=routes::bulk_write_off(&operation)
                class:unread=!read
                data-testid="notification"
                on:click=close
            >
                <strong>{move || done(written_off, failed, spoken.get())}</strong>
                <span>{file_name} " · " {move || moment(&at, &time_zone, spoken.get())}</span>
            </a>
        </li>
    }
}
