//! Which page stands at which address.

use domain::role::Permission;
use leptos::prelude::*;

use super::allowed::allowed;
use super::not_found::NotFound;
use crate::actions::ActionsPage;
use crate::browser;
use crate::bulk_write_off::BulkWriteOffPage;
use crate::bulk_write_offs::{HistoryPage, OperationPage};
use crate::navigation::navigation;
use crate::routes::{Route, redirect};
use crate::session::{SessionState, session};
use crate::sign_in::SignInPage;

/// The page of the address. Who is not signed in is sent to sign in, and from there to where they
/// were heading.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    send_to_sign_in();
    let route = navigation().route();
    move || match route.get() {
        Route::Home => None,
        Route::SignIn => Some(SignInPage().into_any()),
        Route::Actions => {
            Some(allowed(Permission::SeeAccounts, Box::new(|| ActionsPage().into_any())))
        }
        Route::BulkWriteOff => {
            Some(allowed(Permission::BulkWriteOff, Box::new(|| BulkWriteOffPage().into_any())))
        }
        Route::BulkWriteOffs => {
            Some(allowed(Permission::BulkWriteOff, Box::new(|| HistoryPage().into_any())))
        }
        Route::Operation(id) => {
            let page = move || view! { <OperationPage id=id.clone()/> }.into_any();
            Some(allowed(Permission::BulkWriteOff, Box::new(page)))
        }
        Route::Unknown => Some(NotFound().into_any()),
    }
}

/// Keeps the address in step with whether somebody is signed in.
fn send_to_sign_in() {
    let session = session();
    let navigation = navigation();
    let route = navigation.route();
    let signed_in = Memo::new(move |_| {
        session.state().with(|state| matches!(state, SessionState::SignedIn(_)))
    });
    Effect::new(move |_| {
        let path = navigation.path().get();
        let heading_for = browser::parameter("to");
        let to = redirect(&route.get(), &path, signed_in.get(), heading_for.as_deref());
        if let Some(to) = to {
            navigation.replace(&to);
        }
    });
}
