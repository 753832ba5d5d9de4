//! Which page stands at which address.

use domain::AccountId;
use domain::bulk_write_off::OperationKind;
use domain::page_address::Page;
use domain::reports::ReportName;
use domain::role::Permission;
use domain::write_off_process::ProcessId;
use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, RouteChildren};
use leptos_router::hooks::use_params_map;
use leptos_router::{MatchNestedRoutes, NavigateOptions, NestedRoute, path};

use super::allowed::Allowed;
use super::not_found::NotFound;
use crate::accounts::{AccountPage, AccountStatusPage};
use crate::actions::ActionsPage;
use crate::audit::AuditPage;
use crate::bulk_write_off::{BulkWriteOffPage, StartManyPage};
use crate::bulk_write_offs::{HistoryPage, OperationPage};
use crate::company_settings::SettingsPage;
use crate::daily_runs::DailyRunsPage;
use crate::failed_attempts::FailedAttemptPage;
use crate::imports::{ImportPage, ImportsPage};
use crate::journal::{JournalEntryPage, JournalPage};
use crate::payments::PaymentsPage;
use crate::people::PeoplePage;
use crate::profile::ProfilePage;
use crate::recoveries::RecoveriesPage;
use crate::reports::ReportPage;
use crate::repossession::RepossessionPage;
use crate::session::session;
use crate::set_up::SetUpPage;
use crate::start::StartPage;
use crate::write_off_processes::{ProcessPage, ProcessTab, ProcessesPage, StartProcessPage};
use crate::write_off_settings::WriteOffSettingsPage;

/// The page of the address.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    let routes = RouteChildren::to_children(routes);
    view! { <FlatRoutes fallback=NotFound children=routes/> }
}

fn routes() -> impl MatchNestedRoutes + Clone + Send + 'static {
    use Permission::{BulkWriteOff, RecordRepossession, SeeAccounts, SeeReports};
    (
        NestedRoute::new(path!("/"), to_start),
        NestedRoute::new(
            path!("/start"),
            guarded(SeeReports, || view! { <StartPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/account-status"),
            guarded(SeeAccounts, || view! { <AccountStatusPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/accounts/:id"),
            guarded(SeeAccounts, || about(|id| view! { <AccountPage id/> }.into_any())),
        ),
        NestedRoute::new(
            path!("/accounts/:id/repossession"),
            guarded(RecordRepossession, || {
                about_account(|account| view! { <RepossessionPage account/> }.into_any())
            }),
        ),
        NestedRoute::new(
            path!("/accounts/:id/failed-attempt"),
            guarded(RecordRepossession, || {
                about_account(|account| view! { <FailedAttemptPage account/> }.into_any())
            }),
        ),
        NestedRoute::new(
            path!("/actions"),
            guarded(SeeAccounts, || view! { <ActionsPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/actions/bulk-write-off"),
            guarded(BulkWriteOff, || view! { <BulkWriteOffPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/bulk-write-offs"),
            guarded(BulkWriteOff, || {
                view! { <HistoryPage kind=OperationKind::WriteOff/> }.into_any()
            }),
        ),
        NestedRoute::new(
            path!("/bulk-write-offs/:id"),
            guarded(BulkWriteOff, || {
                about(|id| view! { <OperationPage id kind=OperationKind::WriteOff/> }.into_any())
            }),
        ),
        books(),
        processes(),
        company(),
    )
}

/// The pages about the company, its people and its portfolio.
fn company() -> impl MatchNestedRoutes + Clone + Send + 'static {
    use Permission::{Administer, Import, SeeAccounts};
    (
        NestedRoute::new(path!("/set-up/:token"), || {
            about_named("token", |token| view! { <SetUpPage token/> }.into_any())
        }),
        NestedRoute::new(
            path!("/settings"),
            guarded(Administer, || view! { <SettingsPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/people"),
            guarded(Administer, || view! { <PeoplePage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/profile"),
            guarded(SeeAccounts, || view! { <ProfilePage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/imports"),
            guarded(Import, || view! { <ImportsPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/imports/:id"),
            guarded(Import, || about(|id| view! { <ImportPage id/> }.into_any())),
        ),
    )
}

/// The pages about money.
fn books() -> impl MatchNestedRoutes + Clone + Send + 'static {
    use Permission::SeeReports;
    (
        NestedRoute::new(path!("/reports/:name"), guarded(SeeReports, about_report)),
        NestedRoute::new(
            path!("/payments"),
            guarded(SeeReports, || view! { <PaymentsPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/recoveries"),
            guarded(SeeReports, || view! { <RecoveriesPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/journal"),
            guarded(SeeReports, || view! { <JournalPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/journal/:entry"),
            guarded(SeeReports, || {
                about_named("entry", |entry| {
                    let number = entry.parse().ok().filter(|number| *number > 0);
                    view! { <JournalEntryPage number/> }.into_any()
                })
            }),
        ),
        NestedRoute::new(
            path!("/daily-runs"),
            guarded(SeeReports, || view! { <DailyRunsPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/audit"),
            guarded(SeeReports, || view! { <AuditPage/> }.into_any()),
        ),
    )
}

/// The pages about write-off processes.
fn processes() -> impl MatchNestedRoutes + Clone + Send + 'static {
    use Permission::{Administer, ManageProcesses, SeeAccounts};
    (
        NestedRoute::new(
            path!("/write-off-processes"),
            guarded(SeeAccounts, || view! { <ProcessesPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/write-off-processes/start-many"),
            guarded(ManageProcesses, || view! { <StartManyPage/> }.into_any()),
        ),
        NestedRoute::new(
            path!("/write-off-processes/starts"),
            guarded(ManageProcesses, || {
                view! { <HistoryPage kind=OperationKind::ProcessStart/> }.into_any()
            }),
        ),
        NestedRoute::new(
            path!("/write-off-processes/starts/:id"),
            guarded(ManageProcesses, || {
                about(|id| {
                    view! { <OperationPage id kind=OperationKind::ProcessStart/> }.into_any()
                })
            }),
        ),
        NestedRoute::new(
            path!("/write-off-processes/:id"),
            guarded(SeeAccounts, || about(|id| process(&id, ProcessTab::Main))),
        ),
        NestedRoute::new(
            path!("/write-off-processes/:id/events"),
            guarded(SeeAccounts, || about(|id| process(&id, ProcessTab::Events))),
        ),
        NestedRoute::new(
            path!("/write-off-processes/:id/contracts"),
            guarded(SeeAccounts, || about(|id| process(&id, ProcessTab::Contracts))),
        ),
        NestedRoute::new(
            path!("/accounts/:id/write-off-process"),
            guarded(ManageProcesses, || {
                about_account(|account| view! { <StartProcessPage account/> }.into_any())
            }),
        ),
        NestedRoute::new(
            path!("/settings/write-off"),
            guarded(Administer, || view! { <WriteOffSettingsPage/> }.into_any()),
        ),
    )
}

fn process(id: &str, tab: ProcessTab) -> AnyView {
    let process = ProcessId::parse(id);
    view! { <ProcessPage process tab/> }.into_any()
}

/// Leads from the front page to where the person's role starts. Somebody is signed in: otherwise
/// there are no pages yet.
fn to_start() -> AnyView {
    let person = session().person_now();
    let path = person.map_or(Page::Actions, |person| Page::start(person.role)).path();
    let options = NavigateOptions { replace: true, ..Default::default() };
    view! { <Redirect path options/> }.into_any()
}

/// A page for those whose role may use it.
fn guarded(
    permission: Permission,
    page: fn() -> AnyView,
) -> impl Fn() -> AnyView + Clone + Send + 'static {
    move || view! { <Allowed permission page/> }.into_any()
}

/// A page about what the address names. It is built anew when that is another.
fn about(page: fn(String) -> AnyView) -> AnyView {
    about_named("id", page)
}

/// A page about what the address names by that name.
fn about_named(name: &'static str, page: fn(String) -> AnyView) -> AnyView {
    let parameters = use_params_map();
    let id = Memo::new(move |_| parameters.with(|parameters| parameters.get(name)));
    (move || page(id.get().unwrap_or_default())).into_any()
}

/// A page about the account that the address names.
fn about_account(page: fn(AccountId) -> AnyView) -> AnyView {
    let parameters = use_params_map();
    let account = Memo::new(move |_| {
        let id = parameters.with(|parameters| parameters.get("id"));
        id.and_then(|id| AccountId::parse(&id).ok())
    });
    (move || account.get().map_or_else(|| view! { <NotFound/> }.into_any(), page)).into_any()
}

/// The report that the address names. It is built anew when that is another.
fn about_report() -> AnyView {
    let parameters = use_params_map();
    let report = Memo::new(move |_| {
        let name = parameters.with(|parameters| parameters.get("name"));
        name.and_then(|name| ReportName::from_code(&name))
    });
    (move || {
        let page = |report| view! { <ReportPage report/> }.into_any();
        report.get().map_or_else(|| view! { <NotFound/> }.into_any(), page)
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use leptos_router::{MatchInterface, MatchParams, RouteDefs};

    use super::*;

    /// What is matched of an address, and the id in it.
    fn matched(address: &str) -> Option<(String, Option<String>)> {
        let found = RouteDefs::new(routes()).match_route(address)?;
        let id = found.to_params().into_iter().find(|(name, _)| name == "id");
        let path = format!("/{}", found.as_matched().trim_start_matches('/'));
        Some((path, id.map(|(_, id)| id)))
    }

    #[test]
    fn every_page_has_its_route_and_there_is_no_other() {
        let mut routes_left = RouteDefs::new(routes()).generate_routes().1.into_iter().count();
        for page in Page::ALL {
            let address = page.about("KE-1");
            let id = page.path().contains("{id}").then(|| "KE-1".to_owned());
            // Signing in is a document of its own.
            let expected = (page != Page::SignIn).then(|| (address.clone(), id));
            assert_eq!(matched(&address), expected, "{page:?}");
            routes_left -= usize::from(page != Page::SignIn);
        }
        assert_eq!(routes_left, 0);
        for address in ["/accounts", "/accounts/KE-1/x", "/bulk-write-offsx", "/x"] {
            assert_eq!(matched(address), None, "{address}");
        }
        assert!(matched("/accounts/KE-1/failed-attempt/").is_some());
    }
}
