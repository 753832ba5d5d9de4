//! Asking before a page is left: by a link, by a step back or forward, or with its document.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::{document, location, path_and_search};

/// Has the browser ask before the document is left, while `asks` says so.
pub(crate) fn ask_before_unload(asks: impl Fn() -> bool + 'static) {
    let leaving = leptos::prelude::window_event_listener_untyped("beforeunload", move |event| {
        if asks() {
            event.prevent_default();
        }
    });
    leptos::prelude::on_cleanup(move || leaving.remove());
}

/// Asks before a link within this site is followed: `may_follow` is told where it leads. It comes
/// before everything else that a click does, and ends with what asks for it.
pub(crate) fn before_links(may_follow: impl Fn(String) -> bool + 'static) {
    let Some(document) = document() else { return };
    let clicked = Closure::<dyn Fn(web_sys::MouseEvent)>::new(move |event: web_sys::MouseEvent| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
        if let Some(address) = followed(&event)
            && !elsewhere
            && !may_follow(address)
        {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let target = document.clone();
    let listener: js_sys::Function = clicked.as_ref().unchecked_ref::<js_sys::Function>().clone();
    let added = target.add_event_listener_with_callback_and_bool("click", &listener, true);
    let kept = leptos::prelude::StoredValue::new_local(Some((target, listener, clicked)));
    leptos::prelude::on_cleanup(move || {
        let kept = leptos::prelude::UpdateValue::try_update_value(&kept, Option::take).flatten();
        if let Some((target, listener, _clicked)) = kept
            && added.is_ok()
        {
            let _ = target.remove_event_listener_with_callback_and_bool("click", &listener, true);
        }
    });
}

/// The path and query that a click leads to in this tab, on this site.
fn followed(event: &web_sys::MouseEvent) -> Option<String> {
    let at = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = at.closest("a[href]:not([download], [target])").ok()??;
    let link: web_sys::HtmlAnchorElement = link.dyn_into().ok()?;
    let here = link.origin() == location(web_sys::Location::origin);
    here.then(|| link.pathname() + &link.search())
}

/// What is asked before a step back or forward is followed.
struct StepGuard {
    number: u32,
    /// The address at which the page stays where it may not be left.
    here: String,
    may_step: Rc<dyn Fn(String) -> bool>,
}

thread_local! {
    static STEP_GUARD: RefCell<Option<StepGuard>> = const { RefCell::new(None) };
    static STEP_GUARDS_MADE: Cell<u32> = const { Cell::new(0) };
}

/// Hears of steps back and forward before the router does, which follows them: so it is called before
/// anything is shown.
pub(crate) fn watch_steps() {
    // It listens for as long as the document is there.
    let _listening = leptos::prelude::window_event_listener_untyped("popstate", |event| {
        let guard = STEP_GUARD.with_borrow(|guard| {
            guard.as_ref().map(|guard| (guard.here.clone(), Rc::clone(&guard.may_step)))
        });
        let Some((here, may_step)) = guard else { return };
        if may_step(path_and_search()) {
            return;
        }
        event.stop_immediate_propagation();
        if let Some(Ok(history)) = web_sys::window().map(|window| window.history()) {
            // It fails only where a page does so all the time.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&here));
        }
    });
}

/// Asks before a step back or forward is followed: `may_step` is told to which path it leads. Where it
/// may not, the page stays at `here`: while it is made, the browser is still at the address before. It
/// ends with what asks for it.
pub(crate) fn before_steps(here: String, may_step: impl Fn(String) -> bool + 'static) {
    let number = STEP_GUARDS_MADE.get().wrapping_add(1);
    STEP_GUARDS_MADE.set(number);
    let guard = StepGuard { number, here, may_step: Rc::new(may_step) };
    STEP_GUARD.set(Some(guard));
    leptos::prelude::on_cleanup(move || {
        // The page that follows may have set its own already.
        STEP_GUARD.with_borrow_mut(|guard| {
            if guard.as_ref().is_some_and(|guard| guard.number == number) {
                *guard = None;
            }
        });
    });
}
