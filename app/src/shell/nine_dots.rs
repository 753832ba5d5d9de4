//! Nine dots: a sheet with what this person may use.

use domain::role::Role;
use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::close_sheet;
use crate::components::Icon;
use crate::i18n::{shell, t};
use crate::navigation::navigation;
use crate::routes::{MENU, is_at};

/// The button and its sheet. The browser closes the sheet on Escape or on a click elsewhere, and
/// gives the focus back.
#[component]
pub(crate) fn NineDots(
    /// The person's role.
    role: Role,
) -> impl IntoView {
    let sheet = NodeRef::<Div>::new();
    let path = navigation().path();
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
            on:click=move |event| close_sheet(&event)
            on:keydown=move |event| {
                move_focus(&event, sheet);
            }
        >
            <nav aria-label=t(shell::NINE_DOTS)>
                <ul>{offers(role, path)}</ul>
            </nav>
        </div>
    }
}

/// What the role may use, each with what it is for.
fn offers(role: Role, path: Memo<String>) -> Vec<AnyView> {
    let offers = MENU.iter().filter(|offer| role.may(offer.permission)).enumerate();
    let offers = offers.map(|(index, offer)| {
        let href = offer.href;
        let here = move || path.with(|path| is_at(path, href).then_some("page"));
        view! {
            <li>
                <a autofocus=index == 0 aria-current=here href=href>
                    <strong>{t(offer.name)}</strong>
                    <span>{t(offer.what_for)}</span>
                </a>
            </li>
        }
        .into_any()
    });
    offers.collect()
}

/// Arrow keys, Home and End move among the links.
fn move_focus(event: &KeyboardEvent, sheet: NodeRef<Div>) -> Option<()> {
    let links = sheet.get_untracked()?.query_selector_all("a").ok()?;
    let focused = document().active_element();
    let current = (0..links.length())
        .find(|index| links.item(*index).as_ref() == focused.as_deref().map(AsRef::as_ref));
    let next = next_index(&event.key(), current, links.length())?;
    event.prevent_default();
    let link: web_sys::HtmlElement = links.item(next)?.dyn_into().ok()?;
    link.focus().ok()
}

/// Which of `count` links a key moves to.
fn next_index(key: &str, current: Option<u32>, count: u32) -> Option<u32> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(current.filter(|current| *current < last).map_or(0, |n| n + 1)),
        "ArrowUp" => Some(current.and_then(|current| current.checked_sub(1)).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;
    use crate::routes;

    #[test]
    fn arrows_go_around() {
        for (key, current, expected) in [
            ("ArrowDown", None, Some(0)),
            ("ArrowDown", Some(0), Some(1)),
            ("ArrowDown", Some(2), Some(0)),
            ("ArrowUp", None, Some(2)),
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

    #[test]
    fn a_role_is_offered_what_it_may_use() {
        let offered = |role| {
            rendered(|| {
                let path = Memo::new(|_| routes::ACTIONS.to_owned());
                offers(role, path)
            })
        };
        let admin = offered(Role::Admin);
        assert!(admin.contains(routes::BULK_WRITE_OFF));
        assert!(admin.contains("<a autofocus href=\"/start\">"), "{admin}");
        assert!(admin.contains("<a aria-current=\"page\" href=\"/actions\">"), "{admin}");
        let sales = offered(Role::Sales);
        assert!(sales.contains("<a autofocus href=\"/account-status\">"), "{sales}");
        for refused in [routes::BULK_WRITE_OFF, routes::START, routes::REPORTS] {
            assert!(!sales.contains(refused), "{refused}: {sales}");
        }
    }
}
