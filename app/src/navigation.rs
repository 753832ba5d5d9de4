//! Going from page to page without loading the document again.

use domain::page_address::Page;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::Location;

use crate::browser;

/// Where the person is, and ways to somewhere else.
#[derive(Clone)]
pub(crate) struct Navigation {
    location: Location,
    navigate: Callback<(String, NavigateOptions)>,
}

/// Where the person is, and ways to somewhere else.
pub(crate) fn navigation() -> Navigation {
    let navigate = use_navigate();
    let navigate =
        Callback::new(move |(href, options): (String, NavigateOptions)| navigate(&href, options));
    Navigation { location: use_location(), navigate }
}

impl Navigation {
    /// The path that the person is at.
    pub(crate) fn path(&self) -> Memo<String> {
        self.location.pathname
    }

    /// Goes to a page.
    pub(crate) fn go(&self, href: String) {
        self.navigate.run((href, NavigateOptions::default()));
    }

    /// Shows the same page at another address. Eyes and focus stay where they are; going back leads
    /// to the address before.
    pub(crate) fn step(&self, href: String) {
        self.navigate.run((href, NavigateOptions { scroll: false, ..Default::default() }));
    }

    /// Shows the same page at another address in the place of this one: going back does not lead
    /// here again.
    pub(crate) fn replace(&self, href: String) {
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        self.navigate.run((href, options));
    }
}

/// A parameter of the address, as it is now. Read from the query itself: the router's own map would
/// decode its values twice.
pub(crate) fn parameter(name: &str) -> Option<String> {
    use_location().search.with_untracked(|query| browser::parameter(query, name))
}

/// Does something whenever the address of a page has other parameters, by a link or a step back.
pub(crate) fn on_other_parameters(page: Page, act: impl Fn() + 'static) {
    on_other_parameters_at(page.path().to_owned(), act);
}

/// The same of a page that is about something, by its path.
pub(crate) fn on_other_parameters_at(page: String, act: impl Fn() + 'static) {
    let Location { pathname, search, .. } = use_location();
    Effect::new(move |before: Option<String>| {
        let now = search.get();
        // Whoever leaves the page changes the address before the page is gone.
        let here = pathname.with_untracked(|path| path.trim_end_matches('/') == page);
        if here && before.is_some_and(|before| before != now) {
            act();
        }
        now
    });
}

/// Begins each page at its content, for screen readers and keyboards, once a link was followed. Who
/// is typing or choosing in the content stays there.
pub(crate) fn begin_pages_at_their_content() {
    let Location { pathname, search, .. } = use_location();
    Effect::watch(
        move || (pathname.get(), search.get()),
        move |_, _, _| {
            let busy = browser::focused().is_some_and(|focused| {
                focused
                    .closest("main :is(input, select, textarea, button)")
                    .is_ok_and(|at| at.is_some())
            });
            if !busy {
                browser::focus_content();
            }
        },
        false,
    );
}
