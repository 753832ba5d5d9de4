//! The page: which screen of it is shown.

use domain::bulk_write_off::OperationKind;
use leptos::prelude::*;

use super::choose::ChooseScreen;
use super::confirm::ConfirmDialog;
use super::control::ControlChoice;
use super::flow::Screen;
use super::listed::{Listed, comes_from, way_back};
use super::preview::PreviewScreen;
use super::reading::{Checking, ReadingScreen};
use super::refused::{RefusedScreen, UnreadableScreen};
use super::ticked::AccountList;
use super::work::{provide_work, work};
use crate::components::{Crumbs, use_title};
use crate::i18n::{
    account_status, actions, bulk_operation, bulk_write_off as texts, t, write_off_processes,
};
use crate::routes;

/// Writing off from a file, or from what was found or ticked in a list.
#[component]
pub(crate) fn BulkWriteOffPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    provide_work(OperationKind::WriteOff);
    // Back to the list as it was, where one came from one.
    let parent =
        if comes_from(AccountList::AccountStatus) { account_status::TITLE } else { actions::TITLE };
    let href = way_back().unwrap_or_else(|| routes::ACTIONS.to_owned());
    view! {
        <Crumbs parent href here=texts::TITLE/>
        <Listed/>
        <Screens/>
    }
}

/// Starting write-off processes from a file, or for what was found under Account status.
#[component]
pub(crate) fn StartManyPage() -> impl IntoView {
    use_title(t(bulk_operation::TITLE));
    provide_work(OperationKind::ProcessStart);
    let (parent, href) = (write_off_processes::TITLE, routes::WRITE_OFF_PROCESSES);
    view! {
        <Crumbs parent href here=bulk_operation::TITLE/>
        {comes_from(AccountList::AccountStatus).then(|| view! { <Listed/> })}
        <ControlChoice/>
        <Screens/>
    }
}

/// What is shown of the flow.
#[component]
fn Screens() -> impl IntoView {
    let screen = work().screen();
    view! {
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
