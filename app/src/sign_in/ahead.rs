//! Fetching the main page's files ahead, while the person types.

use leptos::task::spawn_local;

use crate::api::list_main_files;
use crate::browser;

/// Has the browser fetch the main page's files into its cache when it has nothing better to do.
///
/// A comfort on slow lines: where it does not work, the files are loaded when they are needed.
pub(super) fn fetch_main_files_ahead() {
    spawn_local(async {
        for href in list_main_files().await.unwrap_or_default() {
            browser::prefetch(&href);
        }
    });
}
