//! Which page stands at which address.

use domain::page_address;
use domain::role::Permission;
use leptos::prelude::*;

use super::allowed::allowed;
use super::not_found::NotFound;
use crate::accounts::{AccountPage, AccountStatusPage};
use crate::actions::ActionsPage;
use crate::audit::AuditPage;
use crate::browser;
use crate::bulk_write_off::BulkWriteOffPage;
use crate::bulk_write_offs::{HistoryPage, OperationPage};
use crate::failed_attempts::FailedAttemptPage;
use crate::navigation::navigation;
use crate::repossession::RepossessionPage;
use crate::routes::Route;

/// The page of the address.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    start_somewhere();
    let route = navigation().route();
    move || match route.get() {
        Route::Home => None,
        Route::AccountStatus => {
            Some(allowed(Permission::SeeAccounts, Box::new(|| AccountStatusPage().into_any())))
        }
        Route::Account(id) => {
            let page = move || view! { <AccountPage id=browser::decoded(&id)/> }.into_any();
            Some(allowed(Permission::SeeAccounts, Box::new(page)))
        }
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
        Route::Audit => Some(allowed(Permission::SeeReports, Box::new(|| AuditPage().into_any()))),
        Route::Repossession(account) => {
            let page = move || view! { <RepossessionPage account=account.clone()/> }.into_any();
            Some(allowed(Permission::RecordRepossession, Box::new(page)))
        }
        Route::FailedAttempt(account) => {
            let page = move || view! { <FailedAttemptPage account=account.clone()/> }.into_any();
            Some(allowed(Permission::RecordRepossession, Box::new(page)))
        }
        Route::Unknown => Some(NotFound().into_any()),
    }
}

/// Leads from the front page to where people start.
fn start_somewhere() {
    let navigation = navigation();
    let route = navigation.route();
    Effect::new(move |_| {
        if route.get() == Route::Home {
            navigation.replace(page_address::START);
        }
    });
}
