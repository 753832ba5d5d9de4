//! The bell, with how many are unread, and the list behind it.

use domain::api::Notification;
use domain::language::Language;
use leptos::prelude::*;

use super::notifications;
use crate::browser::close_sheet;
use crate::components::{Icon, in_language};
use crate::i18n::bulk_operation::done;
use crate::i18n::format::number;
use crate::i18n::{moment, shell, t};
use crate::routes;
use crate::session::session;

/// The bell.
#[component]
pub(crate) fn Bell() -> impl IntoView {
    let notifications = notifications();
    notifications.refresh();
    let known = notifications.known;
    let time_zone = session().time_zone();
    let unread = Memo::new(move |_| known.with(|k| k.as_ref().map_or(0, |k| k.unread)));
    let opened = move |_| {
        if unread.get_untracked() > 0 {
            notifications.opened();
        }
    };
    let list = in_language(move |language| {
        known.with(|known| {
            let notifications = known.as_ref().map_or(&[][..], |known| &known.notifications);
            list(notifications, &time_zone, language)
        })
    });
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
            {in_language(move |language| badge(unread.get(), language))}
        </button>
        <div
            id="notification-sheet"
            class="sheet end wide"
            popover="auto"
            role="region"
            aria-label=t(shell::NOTIFICATIONS)
            on:click=move |event| close_sheet(&event)
        >
            {list}
        </div>
    }
}

fn badge(unread: u32, language: Language) -> Option<AnyView> {
    (unread > 0).then(|| {
        view! {
            <span class="badge" data-testid="unread">
                {number(u64::from(unread), language)}
                <span class="visually-hidden">" " {shell::UNREAD.of(language)}</span>
            </span>
        }
        .into_any()
    })
}

fn list(notifications: &[Notification], time_zone: &str, language: Language) -> AnyView {
    if notifications.is_empty() {
        return view! { <p class="hint">{shell::NO_NOTIFICATIONS.of(language)}</p> }.into_any();
    }
    let items = notifications.iter().map(|one| {
        let about = format!("{} · {}", one.file_name, moment(&one.at, time_zone, language));
        view! {
            <li>
                <a
                    class=(!one.read).then_some("unread")
                    data-testid="notification"
                    href=routes::operation(one.kind, &one.operation)
                >
                    <strong>{done(one.kind, one.written_off + one.started, one.failed, language)}</strong>
                    <span>{about}</span>
                </a>
            </li>
        }
    });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn nothing_unread_has_no_badge() {
        assert_eq!(rendered(|| badge(0, Language::En)), "");
        assert!(rendered(|| badge(3, Language::En)).contains(">3<"));
    }

    #[test]
    fn an_empty_list_says_what_will_stand_there() {
        assert!(rendered(|| list(&[], "UTC", Language::En)).contains("Nothing yet"));
    }
}
