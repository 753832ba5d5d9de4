//! Nine dots: a sheet with what this person may use.

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;

use crate::components::Icon;
use crate::i18n::{shell, t};
use crate::routes::OFFERS;
use crate::session::session;

/// The button and its sheet. The browser closes the sheet on Escape or on a click elsewhere, and
/// gives the focus back.
#[component]
pub(crate) fn NineDots() -> impl IntoView {
    let sheet = NodeRef::<Div>::new();
    let session = session();
    let path = use_location().pathname;
    let role = Memo::new(move |_| session.person().map(|person| person.role));
    let offers = move || {
        OFFERS
            .into_iter()
            .filter(|offer| role.get().is_some_and(|role| role.may(offer.permission)))
            .enumerate()
            .map(|(index, offer)| {
                let current = move || (path.get() == offer.href).then_some("page");
                view! {
                    <li>
                        <a
                            href=offer.href
                            aria-current=current
                            autofocus=index == 0
                            on:click=move |_| close(sheet)
                        >
                            <strong>{t(offer.name)}</strong>
                            <span>{t(offer.what_for)}</span>
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <button
            type="button"
            class="quiet"
            popovertarget="nine-dots-sheet"
            aria-label=t(shell::NINE_DOTS)
            data-testid="nine-dots"
        >
            {Icon::NineDots.view()}
        </button>
        <div
            id="nine-dots-sheet"
            class="sheet start"
            popover="auto"
            node_ref=sheet
            on:keydown=move |event| {
                move_focus(&event, sheet);
            }
        >
            <nav aria-label=t(shell::NINE_DOTS)>
                <ul>{offers}</ul>
            </nav>
        </div>
    }
}

fn close(sheet: NodeRef<Div>) {
    if let Some(sheet) = sheet.get_untracked() {
        // It fails only where the sheet is closed already.
        let _ = sheet.hide_popover();
    }
}

/// Arrow keys, Home and End move among the links.
fn move_focus(event: &KeyboardEvent, sheet: NodeRef<Div>) -> Option<()> {
    let links = sheet.get_untracked()?.query_selector_all("a").ok()?;
    let focused = document().active_element();
    let current = (0..links.length()).find(|index| {
        links.item(*index).as_ref() == focused.as_deref().map(AsRef::as_ref)
    });
    let next = next_index(&event.key(), current, links.length())?;
    event.prevent_default();
    let link: web_sys::HtmlElement = links.item(next)?.dyn_into().ok()?;
    link.focus().ok()
}

/// Which of `count` links a key moves to.
fn next_index(key: &str, current: Option<u32>, count: u32) -> Option<u32> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(current.map_or(0, |current| if current < last { current + 1 } else { 0 })),
        "ArrowUp" => Some(current.map_or(last, |current| current.checked_sub(1).unwrap_or(last))),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_around() {
        for (key, current, expected) in [
            ("ArrowDown", None, Some(0)),
            ("ArrowDown", Some(0), Some(1)),
            ("ArrowDown", Some(2), Some(0)),
            ("ArrowUp", Some(0), Some(2)),
            ("ArrowUp", Some(2), Some(1)),
            ("Home", Some(2), Some(0)),
            ("End", Some(0), Some(2)),
            ("Tab", Some(0), None),
        ] {
            assert_eq!(next_index(key, current, 3), expected, "{key} from {current:?}");
        }
        assert_eq!(next_index("ArrowDown", None, 0), None);
    }
}
