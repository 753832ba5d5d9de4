//! Leaving with changes that are not saved: that is asked about first.

use domain::page_address::Page;
use leptos::prelude::*;

use crate::browser;
use crate::components::{Dialog, Press, press, says};
use crate::i18n::{Text, t, write_off_processes as texts};
use crate::navigation::navigation;

/// Asks before a link to elsewhere is followed, a step back leads there, or the tab is closed.
#[component]
pub(crate) fn LeaveGuard(
    /// Where the changes are kept.
    here: Page,
    /// What leaving does to them.
    text: Text,
    has_changes: Callback<(), bool>,
    discard: Callback<()>,
) -> impl IntoView {
    let wanted = RwSignal::new(None::<String>);
    browser::ask_before_unload(move || has_changes.run(()));
    let may_follow = move |path: String| {
        let stays = path.trim_end_matches('/') == here.path() || !has_changes.run(());
        if !stays {
            wanted.set(Some(path));
        }
        stays
    };
    browser::before_links(may_follow);
    browser::before_steps(here.path().to_owned(), may_follow);
    let navigation = navigation();
    move || {
        let navigation = navigation.clone();
        wanted.get().map(|href| {
            let leave = press(move || {
                discard.run(());
                wanted.set(None);
                navigation.go(href.clone());
            });
            let stay = press(move || wanted.set(None));
            let body = view! {
                <h2>{t(texts::LEAVE_TITLE)}</h2>
                <p>{t(text)}</p>
                <div class="buttons end">
                    <Press id="stay" autofocus=true text=says(texts::STAY) act=stay/>
                    <Press class="danger" id="leave" text=says(texts::LEAVE) act=leave/>
                </div>
            };
            let on_escape = Box::new(move || {
                wanted.set(None);
                true
            });
            view! { <Dialog label=texts::LEAVE_TITLE on_escape body=body.into_any()/> }
        })
    }
}
