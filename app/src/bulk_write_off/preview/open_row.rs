//! Opening and closing a row of a list that is one string of HTML: one handler for all rows.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Which row of the list, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowAt(pub usize);

/// Opens the row whose button was clicked, or closes it. `details` gives what it opens to.
pub(crate) fn toggle_row(
    event: &MouseEvent,
    details: impl FnOnce(RowAt) -> Option<String>,
) -> Option<()> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let button = target.closest("button[aria-expanded]").ok()??;
    let row = button.closest("[role=row]").ok()??;
    if button.get_attribute("aria-expanded").as_deref() == Some("true") {
        row.next_element_sibling()?.remove();
        return button.set_attribute("aria-expanded", "false").ok();
    }
    let opened = document().create_element("div").ok()?;
    opened.set_attribute("role", "row").ok()?;
    opened.set_class_name("details");
    opened.set_inner_html(&details(position(&row)?)?);
    row.after_with_node_1(&opened).ok()?;
    button.set_attribute("aria-expanded", "true").ok()
}

/// Leads from a row's button to the next one's or the one before by the arrow keys, and to the
/// first and the last by Home and End. That button is then the list's stop of the Tab key.
pub(crate) fn walk_rows(event: &KeyboardEvent) -> Option<()> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let button = target.closest("button[aria-expanded]").ok()??;
    let buttons =
        button.closest("[role=table]").ok()??.query_selector_all("button[aria-expanded]").ok()?;
    let last = buttons.length().checked_sub(1)?;
    let here = (0..=last).find(|n| buttons.item(*n).as_ref() == Some(button.as_ref()))?;
    let there = match event.key().as_str() {
        "ArrowDown" => here.saturating_add(1).min(last),
        "ArrowUp" => here.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    event.prevent_default();
    let next: HtmlElement = buttons.item(there)?.dyn_into().ok()?;
    button.set_attribute("tabindex", "-1").ok()?;
    next.remove_attribute("tabindex").ok()?;
    next.focus().ok()
}

/// Where a row stands among those of the list, opened ones not counted.
fn position(row: &Element) -> Option<RowAt> {
    let table = row.closest("[role=table]").ok()??;
    let rows = table.query_selector_all("[role=row][data-account]").ok()?;
    let index =
        (0..rows.length()).find(|index| rows.item(*index).as_ref() == Some(row.as_ref()))?;
    Some(RowAt(index as usize))
}
