//! Leaving a process with changes: that is asked about first. Its own three pages keep them.

use domain::page_address::Page;
use domain::write_off_process::ProcessId;
use leptos::prelude::*;

use super::form::Form;
use super::page::ProcessTab;
use super::work;
use crate::browser;
use crate::components::{Dialog, Press, press, says};
use crate::i18n::{t, write_off_processes as texts};
use crate::navigation::navigation;
use crate::routes;

/// Asks before a link to elsewhere is followed, a step back leads there, or the tab is closed.
#[component]
pub(super) fn LeaveGuard(process: ProcessId, tab: ProcessTab) -> impl IntoView {
    let work = work();
    let form = work.form();
    let wanted = RwSignal::new(None::<String>);
    let has_changes = move || form.try_with_untracked(Form::has_changes).unwrap_or_default();
    browser::ask_before_unload(has_changes);
    let may_follow = move |path: String| {
        let stays = is_of_process(&path, process) || !has_changes();
        if !stays {
            wanted.set(Some(path));
        }
        stays
    };
    browser::before_links(may_follow);
    browser::before_steps(routes::write_off_process(tab.page(), process), may_follow);
    let navigation = navigation();
    move || {
        let navigation = navigation.clone();
        wanted.get().map(|href| {
            let leave = press(move || {
                work.press(Form::discard);
                wanted.set(None);
                navigation.go(href.clone());
            });
            let body = view! {
                <h2>{t(texts::LEAVE_TITLE)}</h2>
                <p>{t(texts::LEAVE_TEXT)}</p>
                <div class="buttons end">
                    <Press
                        id="stay"
                        autofocus=true
                        text=says(texts::STAY)
                        act=press(move || wanted.set(None))
                    />
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

/// Whether a path is one of the process's own pages.
fn is_of_process(path: &str, process: ProcessId) -> bool {
    let path = path.split_once('?').map_or(path, |(path, _)| path).trim_end_matches('/');
    [Page::WriteOffProcess, Page::ProcessEvents, Page::ProcessContracts]
        .into_iter()
        .any(|page| path == routes::write_off_process(page, process))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pages_of_the_process_keep_its_changes() {
        for (path, own) in [
            ("/write-off-processes/0000000017", true),
            ("/write-off-processes/0000000017/events?x=1", true),
            ("/write-off-processes/0000000017/contracts/", true),
            ("/write-off-processes/0000000018/events", false),
            ("/write-off-processes", false),
            ("/accounts/KE-1", false),
        ] {
            assert_eq!(is_of_process(path, ProcessId(17)), own, "{path}");
        }
    }
}
