//! Leaving with changes that are not saved: that is asked about first.

use domain::page_address::Page;
use leptos::prelude::*;

use super::editing::editing;
use crate::browser;
use crate::components::{Dialog, Press, press, says};
use crate::i18n::{t, write_off_processes as shared, write_off_settings as texts};
use crate::navigation::navigation;

/// Asks before a link to elsewhere is followed, a step back leads there, or the tab is closed.
#[component]
pub(super) fn LeaveGuard() -> impl IntoView {
    let editing = editing();
    let wanted = RwSignal::new(None::<String>);
    browser::ask_before_unload(move || editing.has_changes());
    let may_follow = move |path: String| {
        let here = path.trim_end_matches('/') == Page::WriteOffSettings.path();
        let stays = here || !editing.has_changes();
        if !stays {
            wanted.set(Some(path));
        }
        stays
    };
    browser::before_links(may_follow);
    browser::before_steps(Page::WriteOffSettings.path().to_owned(), may_follow);
    let navigation = navigation();
    move || {
        let navigation = navigation.clone();
        wanted.get().map(|href| {
            let leave = press(move || {
                editing.discard();
                wanted.set(None);
                navigation.go(href.clone());
            });
            let stay = press(move || wanted.set(None));
            let body = view! {
                <h2>{t(shared::LEAVE_TITLE)}</h2>
                <p>{t(texts::LEAVE_TEXT)}</p>
                <div class="buttons end">
                    <Press id="stay" autofocus=true text=says(shared::STAY) act=stay/>
                    <Press class="danger" id="leave" text=says(shared::LEAVE) act=leave/>
                </div>
            };
            let on_escape = Box::new(move || {
                wanted.set(None);
                true
            });
            view! { <Dialog label=shared::LEAVE_TITLE on_escape body=body.into_any()/> }
        })
    }
}
