//! Which page stands at which address.

use domain::page_address::Page;
use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, RouteChildren};
use leptos_router::{MatchNestedRoutes, NavigateOptions, NestedRoute, path};

use super::not_found::NotFound;
use super::part::PageOfPart;
use crate::session::session;

/// The page of the address.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    let routes = RouteChildren::to_children(routes);
    view! { <FlatRoutes fallback=NotFound children=routes/> }
}

fn routes() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        NestedRoute::new(path!("/"), to_start),
        NestedRoute::new(path!("/start"), shows(Page::Start)),
        NestedRoute::new(path!("/account-status"), shows(Page::AccountStatus)),
        NestedRoute::new(path!("/accounts/:id"), shows(Page::Account)),
        NestedRoute::new(path!("/accounts/:id/repossession"), shows(Page::Repossession)),
        NestedRoute::new(path!("/accounts/:id/failed-attempt"), shows(Page::FailedAttempt)),
        NestedRoute::new(path!("/actions"), shows(Page::Actions)),
        NestedRoute::new(path!("/actions/bulk-write-off"), shows(Page::BulkWriteOff)),
        NestedRoute::new(path!("/bulk-write-offs"), shows(Page::BulkWriteOffs)),
        NestedRoute::new(path!("/bulk-write-offs/:id"), shows(Page::Operation)),
        books(),
        processes(),
        company(),
    )
}

/// The pages about money.
fn books() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        NestedRoute::new(path!("/reports/:name"), shows(Page::Report)),
        NestedRoute::new(path!("/payments"), shows(Page::Payments)),
        NestedRoute::new(path!("/recoveries"), shows(Page::Recoveries)),
        NestedRoute::new(path!("/journal"), shows(Page::Journal)),
        NestedRoute::new(path!("/journal/:entry"), shows(Page::JournalEntry)),
        NestedRoute::new(path!("/daily-runs"), shows(Page::DailyRuns)),
        NestedRoute::new(path!("/audit"), shows(Page::Audit)),
    )
}

/// The pages about write-off processes.
fn processes() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        NestedRoute::new(path!("/write-off-processes"), shows(Page::WriteOffProcesses)),
        NestedRoute::new(path!("/write-off-processes/start-many"), shows(Page::StartManyProcesses)),
        NestedRoute::new(path!("/write-off-processes/starts"), shows(Page::ProcessStarts)),
        NestedRoute::new(path!("/write-off-processes/starts/:id"), shows(Page::ProcessStart)),
        NestedRoute::new(path!("/write-off-processes/:id"), shows(Page::WriteOffProcess)),
        NestedRoute::new(path!("/write-off-processes/:id/events"), shows(Page::ProcessEvents)),
        NestedRoute::new(
            path!("/write-off-processes/:id/contracts"),
            shows(Page::ProcessContracts),
        ),
        NestedRoute::new(
            path!("/accounts/:id/write-off-process"),
            shows(Page::StartWriteOffProcess),
        ),
        NestedRoute::new(path!("/settings/write-off"), shows(Page::WriteOffSettings)),
    )
}

/// The pages about the company, its people and its portfolio.
fn company() -> impl MatchNestedRoutes + Clone + Send + 'static {
    (
        NestedRoute::new(path!("/set-up/:token"), shows(Page::SetUp)),
        NestedRoute::new(path!("/settings"), shows(Page::Settings)),
        NestedRoute::new(path!("/people"), shows(Page::People)),
        NestedRoute::new(path!("/profile"), shows(Page::Profile)),
        NestedRoute::new(path!("/imports"), shows(Page::Imports)),
        NestedRoute::new(path!("/imports/:id"), shows(Page::Import)),
    )
}

/// Leads from the front page to where the person's role starts. Somebody is signed in: otherwise
/// there are no pages yet.
fn to_start() -> AnyView {
    let person = session().person_now();
    let path = person.map_or(Page::Actions, |person| Page::start(person.role)).path();
    let options = NavigateOptions { replace: true, ..Default::default() };
    view! { <Redirect path options/> }.into_any()
}

/// A page, for those whose role may use it.
fn shows(page: Page) -> impl Fn() -> AnyView + Clone + Send + 'static {
    move || view! { <PageOfPart page/> }.into_any()
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
