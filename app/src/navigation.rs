//! Going from page to page without loading the document again.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use crate::browser;
use crate::routes::Route;

/// Where the person is.
#[derive(Clone, Copy)]
pub(crate) struct Navigation {
    path: RwSignal<String>,
    search: RwSignal<String>,
}

/// Makes navigation known to everything below: links of ours are followed within the page, and the
/// browser's own buttons work.
pub(crate) fn provide_navigation() -> Navigation {
    let navigation = Navigation {
        path: RwSignal::new(browser::path()),
        search: RwSignal::new(browser::search()),
    };
    provide_context(navigation);
    let back = window_event_listener(ev::popstate, move |_| navigation.arrived());
    let link = window_event_listener(ev::click, move |event| {
        if let Some(link) = followed(&event) {
            event.prevent_default();
            navigation.go(&link.href());
        }
    });
    on_cleanup(move || {
        back.remove();
        link.remove();
    });
    navigation
}

/// Where the person is.
pub(crate) fn navigation() -> Navigation {
    expect_context()
}

impl Navigation {
    /// The path that the person is at.
    pub(crate) fn path(self) -> RwSignal<String> {
        self.path
    }

    /// The query of the address that the person is at, with its question mark.
    pub(crate) fn search(self) -> RwSignal<String> {
        self.search
    }

    /// The page that the person is at.
    pub(crate) fn route(self) -> Memo<Route> {
        Memo::new(move |_| self.path.with(|path| Route::of(path)))
    }

    /// Goes to a page.
    pub(crate) fn go(self, href: &str) {
        if browser::push_address(href).is_ok() {
            self.arrived();
            browser::begin_page();
        }
    }

    /// Shows the same page at another address. Eyes and focus stay where they are; going back leads
    /// to the address before.
    pub(crate) fn step(self, href: &str) {
        if browser::push_address(href).is_ok() {
            self.arrived();
        }
    }

    /// Goes to a page in the place of this one: going back does not lead here again.
    pub(crate) fn replace(self, href: &str) {
        if browser::replace_address(href).is_ok() {
            self.arrived();
        }
    }

    fn arrived(self) {
        for (known, now) in [(self.path, browser::path()), (self.search, browser::search())] {
            if known.with_untracked(|known| *known != now) {
                known.set(now);
            }
        }
    }
}

/// The link that a click follows within the page; none where the browser is to follow it itself:
/// into another tab, to another site, within the page, or to a file.
fn followed(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let plain = event.button() == 0
        && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    if !plain || event.default_prevented() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let ours = !link.has_attribute("download")
        && link.target().is_empty()
        && link.hash().is_empty()
        && link.origin() == browser::origin();
    ours.then_some(link)
}
