//! Tables: of rows that are views, and of hundreds of rows that are set at once.

use domain::language::Language;
use leptos::html::Tbody;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};

use super::{Words, in_language};
use crate::browser;
use crate::i18n::{Text, t};

/// A table of at most a few hundred rows. Whoever is at one of its links by keyboard stays there
/// when the rows become others, or comes to the first one.
///
/// Its roles are said because it is not laid out as a table, and would otherwise not be taken for
/// one by screen readers.
#[component]
pub(crate) fn List(
    /// Which of the stylesheet's tables it is.
    class: &'static str,
    /// What it lists.
    label: Text,
    /// What stands over its columns.
    headings: Vec<AnyView>,
    /// Its rows, in a language.
    rows: Box<dyn Fn(Language) -> Vec<AnyView> + Send>,
) -> impl IntoView {
    let body = NodeRef::<Tbody>::new();
    let rows = in_language(move |language| {
        if let Some(body) = body.get_untracked() {
            keep_focus(body.into());
        }
        rows(language)
    });
    view! {
        <div class="table-frame">
            <table class=class role="table" aria-label=t(label)>
                <thead role="rowgroup">
                    <tr role="row">{headings}</tr>
                </thead>
                <tbody role="rowgroup" node_ref=body>{rows}</tbody>
            </table>
        </div>
    }
}

/// Headings that only say what stands below them.
pub(crate) fn headings(texts: &[Text]) -> Vec<AnyView> {
    let heading =
        |text: &Text| view! { <th role="columnheader" scope="col">{t(*text)}</th> }.into_any();
    texts.iter().map(heading).collect()
}

/// A table whose inside is one string of HTML; see [`chunked`](super::chunked).
#[component]
pub(crate) fn Table(
    /// Which of the stylesheet's tables it is.
    class: &'static str,
    /// What it lists.
    label: Text,
    /// Its inside.
    html: Words,
) -> impl IntoView {
    view! {
        <div class="table-frame">
            <table class=class role="table" aria-label=t(label) inner_html=html></table>
        </div>
    }
}

/// Gives the focus back, once the rows are others, to the link that leads where the one led that
/// has it now.
fn keep_focus(body: Element) {
    let href = browser::focused()
        .filter(|focused| body.contains(Some(focused)))
        .and_then(|focused| focused.get_attribute("href"));
    let Some(href) = href else { return };
    queue_microtask(move || {
        if let Ok(links) = body.query_selector_all("a[href]")
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
