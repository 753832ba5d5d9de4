//! Which page stands at which address.

use domain::role::Permission;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{FlatRoutes, Redirect, Route};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::path;

use super::allowed::Allowed;
use super::not_found::NotFound;
use crate::actions::ActionsPage;
use crate::bulk_write_off::BulkWriteOffPage;
use crate::bulk_write_offs::{HistoryPage, OperationPage};
use crate::routes::{self, after_sign_in};
use crate::session::{SessionState, session};
use crate::sign_in::SignInPage;

/// The pages. Who is not signed in is sent to sign in, and from there to where they were heading.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    send_to_sign_in();
    view! {
        <FlatRoutes fallback=NotFound>
            <Route path=path!("/") view=|| view! { <Redirect path=routes::ACTIONS/> }/>
            <Route path=path!("/sign-in") view=SignInPage/>
            <Route path=path!("/actions") view=|| view! {
                <Allowed permission=Permission::SeeAccounts page=|| ActionsPage().into_any()/>
            }/>
            <Route path=path!("/actions/bulk-write-off") view=|| view! {
                <Allowed permission=Permission::BulkWriteOff page=|| BulkWriteOffPage().into_any()/>
            }/>
            <Route path=path!("/bulk-write-offs") view=|| view! {
                <Allowed permission=Permission::BulkWriteOff page=|| HistoryPage().into_any()/>
            }/>
            <Route path=path!("/bulk-write-offs/:id") view=|| view! {
                <Allowed permission=Permission::BulkWriteOff page=|| OperationPage().into_any()/>
            }/>
        </FlatRoutes>
    }
}

/// Keeps the address in step with whether somebody is signed in.
fn send_to_sign_in() {
    let session = session();
    let location = use_location();
    let navigate = use_navigate();
    let signed_in =
        Memo::new(move |_| session.state().with(|state| matches!(state, SessionState::SignedIn(_))));
    Effect::new(move |_| {
        let options = || NavigateOptions { replace: true, ..NavigateOptions::default() };
        let path = location.pathname.get();
        match (signed_in.get(), path == routes::SIGN_IN) {
            (true, true) => {
                let query = location.query.get_untracked();
                navigate(after_sign_in(query.get_str("to")), options());
            }
            (false, false) if path == "/" => navigate(routes::SIGN_IN, options()),
            (false, false) => {
                let to = String::from(js_sys::encode_uri_component(&path));
                navigate(&format!("{}?to={to}", routes::SIGN_IN), options());
            }
            _ => {}
        }
    });
}
