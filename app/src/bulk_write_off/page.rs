//! The page: which screen of it is shown.

use leptos::prelude::*;

use super::choose::ChooseScreen;
use super::confirm::ConfirmDialog;
use super::flow::Screen;
use super::preview::PreviewScreen;
use super::reading::{Checking, ReadingScreen};
use super::refused::{RefusedScreen, UnreadableScreen};
use super::work::provide_work;
use crate::components::{Crumbs, use_title};
use crate::i18n::{actions, bulk_write_off as texts, t};
use crate::routes;

/// Writing off from a file.
#[component]
pub(crate) fn BulkWriteOffPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let work = provide_work();
    let screen = work.screen();
    view! {
        <Crumbs parent=actions::TITLE href=routes::ACTIONS here=texts::TITLE/>
        {move || match screen.get() {
            Screen::Choose => view! { <ChooseScreen/> }.into_any(),
            Screen::Reading => view! { <ReadingScreen/> }.into_any(),
            Screen::Unreadable => view! { <UnreadableScreen/> }.into_any(),
            Screen::Refused(_) => view! { <RefusedScreen/> }.into_any(),
            Screen::Checking(_) => view! { <Checking/> }.into_any(),
            Screen::Preview(_) => view! { <PreviewScreen/> }.into_any(),
        }}
        <ConfirmDialog/>
    }
}
