//! From the search field to a result and back by the arrow keys.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Where the arrow keys lead: the search field first, then the results.
const STOPS: &str = ".walked";

/// Leads from the search field to the results and among them.
pub(super) fn walk(event: &KeyboardEvent) -> Option<()> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let page: Element = event.current_target()?.dyn_into().ok()?;
    let stops = page.query_selector_all(STOPS).ok()?;
    let last = stops.length().checked_sub(1)?;
    let here = (0..=last).find(|n| stops.item(*n).as_ref() == Some(target.as_ref()))?;
    let there = next_stop(&event.key(), here, last)?;
    event.prevent_default();
    let next: HtmlElement = stops.item(there)?.dyn_into().ok()?;
    next.focus().ok()
}

/// Which stop a key leads to: 0 is the field, the results follow.
fn next_stop(key: &str, here: u32, last: u32) -> Option<u32> {
    match (key, here) {
        ("ArrowDown", _) => (here < last).then_some(here + 1),
        ("ArrowUp", _) => here.checked_sub(1),
        // In the field these mean what they mean in every field.
        (_, 0) => None,
        ("Home", _) => Some(1),
        ("End", _) => Some(last),
        ("Escape", _) => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_into_the_results_and_back_to_the_field() {
        for (key, here, there) in [
            ("ArrowDown", 0, Some(1)),
            ("ArrowDown", 2, Some(3)),
            ("ArrowDown", 3, None),
            ("ArrowUp", 1, Some(0)),
            ("ArrowUp", 0, None),
            ("Home", 0, None),
            ("Home", 3, Some(1)),
            ("End", 1, Some(3)),
            ("End", 0, None),
            ("Escape", 2, Some(0)),
            ("Escape", 0, None),
            ("Tab", 1, None),
        ] {
            assert_eq!(next_stop(key, here, 3), there, "{key} at {here}");
        }
    }
}
