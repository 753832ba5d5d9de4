//! A long table that is set at once.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};

use super::Words;
use crate::browser;
use crate::i18n::{Text, t};

/// A table whose inside is one string of HTML; see [`chunked`](super::chunked). Whoever is at one of
/// its links by keyboard stays there when the inside becomes another, or comes to the first one.
#[component]
pub(crate) fn Table(
    /// Which of the stylesheet's tables it is.
    class: &'static str,
    /// What it lists.
    label: Text,
    /// Its inside.
    html: Words,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let inside = move || {
        if let Some(frame) = frame.get_untracked() {
            keep_focus(frame.into());
        }
        html()
    };
    view! {
        <div class="table-frame" node_ref=frame>
            <table class=class role="table" aria-label=t(label) inner_html=inside></table>
        </div>
    }
}

/// Gives the focus back, once the inside is another, to the link that leads where the one led that
/// has it now.
fn keep_focus(frame: Element) {
    let href = browser::focused()
        .filter(|focused| frame.contains(Some(focused)))
        .and_then(|focused| focused.get_attribute("href"));
    let Some(href) = href else { return };
    queue_microtask(move || {
        if let Ok(links) = frame.query_selector_all("a[href]")
            && let Some(link) = same_or_first(&links, &href)
        {
            // It fails only where the browser shows no page.
            let _ = link.focus();
        }
    });
}

fn same_or_first(links: &NodeList, href: &str) -> Option<HtmlElement> {
    let link = |index| links.item(index)?.dyn_into::<HtmlElement>().ok();
    (0..links.length())
        .filter_map(link)
        .find(|link| link.get_attribute("href").as_deref() == Some(href))
        .or_else(|| link(0))
}
