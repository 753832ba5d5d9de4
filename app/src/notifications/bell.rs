//! The bell, with how many are unread, and the list behind it.

use domain::api::Notification;
use domain::language::Language;
use leptos::prelude::*;

use super::notifications;
use crate::browser::close_sheet;
use crate::components::{Html, Icon, Markup, words};
use crate::i18n::bulk_write_offs::done;
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
    let list = words(move |language| {
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
            <Markup html=words(move |language| badge(unread.get(), language))/>
        </button>
        <div
            id="notification-sheet"
            class="sheet end wide"
            popover="auto"
            role="region"
            aria-label=t(shell::NOTIFICATIONS)
            on:click=move |event| close_sheet(&event)
        >
            <Markup html=list/>
        </div>
    }
}

fn badge(unread: u32, language: Language) -> String {
    let mut html = Html::default();
    if unread > 0 {
        html.push_str("<span class=\"badge\" data-testid=\"unread\">");
        html.text(&number(u64::from(unread), language));
        html.push_str("<span class=\"visually-hidden\"> ");
        html.between("", shell::UNREAD.of(language), "</span></span>");
    }
    html.finish()
}

fn list(notifications: &[Notification], time_zone: &str, language: Language) -> String {
    let mut html = Html::default();
    if notifications.is_empty() {
        html.between("<p class=\"hint\">", shell::NO_NOTIFICATIONS.of(language), "</p>");
        return html.finish();
    }
    html.push_str("<ul>");
    for one in notifications {
        html.push_str("<li><a data-testid=\"notification\"");
        html.push_str(if one.read { "" } else { " class=\"unread\"" });
        html.between(" href=\"", &routes::bulk_write_off(&one.operation), "\">");
        html.between("<strong>", &done(one.written_off, one.failed, language), "</strong>");
        html.between("<span>", &one.file_name, " · ");
        html.between("", &moment(&one.at, time_zone, language), "</span></a></li>");
    }
    html.push_str("</ul>");
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unread_has_no_badge() {
        assert_eq!(badge(0, Language::En), "");
        assert!(badge(3, Language::En).contains(">3<"));
    }

    #[test]
    fn an_empty_list_says_what_will_stand_there() {
        assert!(list(&[], "UTC", Language::En).contains("Nothing yet"));
    }
}
