//! What the page asks of the browser beside showing things: storage, marks, randomness.

mod leaving;

use std::fmt::Write;
use std::time::Duration;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub(crate) use leaving::{ask_before_unload, before_links, before_steps, watch_steps};

/// What was remembered in this browser; none where it does not let pages remember.
pub(crate) fn remembered(key: &str) -> Option<String> {
    local_storage()?.get_item(key).ok()?
}

/// Remembers something in this browser. One that does not let pages remember, forgets.
pub(crate) fn remember(key: &str, value: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets something in this browser.
pub(crate) fn forget(key: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.remove_item(key);
    }
}

fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What was kept for this tab, reloads included.
pub(crate) fn kept(key: &str) -> Option<String> {
    session_storage()?.get_item(key).ok()?
}

/// Keeps something for this tab, reloads included; nothing, to forget it.
pub(crate) fn keep(key: &str, value: Option<&str>) {
    if let Some(storage) = session_storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

fn session_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// The languages that the person reads, as the browser was told, the best first.
pub(crate) fn languages() -> Vec<String> {
    web_sys::window().map_or_else(Vec::new, |window| {
        window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
    })
}

/// Tells assistive technology and the browser which language the document speaks.
pub(crate) fn set_document_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Names the tab.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

pub(crate) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Takes away what the document shows until the program has arrived.
pub(crate) fn end_first_screen() {
    if let Some(first) = document().and_then(|document| document.get_element_by_id("first-screen"))
    {
        first.remove();
    }
}

/// Puts a mark into the browser's timeline, for those who measure.
pub(crate) fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// A random UUID; none where the page is not in a secure context, in which nobody can sign in
/// either.
pub(crate) fn random_uuid() -> Option<String> {
    Some(web_sys::window()?.crypto().ok()?.random_uuid())
}

/// Random bytes for a secret; none where the browser has none to give.
pub(crate) fn random_bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// SHA-256 in lower-case hexadecimal; none outside a secure context.
pub(crate) async fn sha256(bytes: &[u8]) -> Option<String> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    let digest = subtle.digest_with_str_and_u8_array("SHA-256", bytes).ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    let digest = Uint8Array::new(&digest).to_vec();
    Some(digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// How long a file that was handed out stays readable.
const SAVING_TAKES: Duration = Duration::from_mins(1);

/// Hands out a file to be saved.
pub(crate) fn save_file(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let parts = Array::of1(&JsValue::from(Uint8Array::from(bytes)));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers read the file only after the click has returned.
    leptos::prelude::set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&url);
        },
        SAVING_TAKES,
    );
    Some(())
}

/// JSON on lines, to be read by people; as it came where it is none, and where there is no browser.
pub(crate) fn json_on_lines(text: &str) -> String {
    if cfg!(not(target_family = "wasm")) {
        return text.to_owned();
    }
    let lines = js_sys::JSON::parse(text).and_then(|value| {
        js_sys::JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from(2))
    });
    lines.map_or_else(|_| text.to_owned(), String::from)
}

/// Opens the printer's dialog.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Puts text on the clipboard; whether that was allowed.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// The address that the person is at.
pub(crate) fn address() -> String {
    location(web_sys::Location::href)
}

/// Waits until the browser has had time for everything else that is due.
pub(crate) async fn breathe() {
    sleep(0).await;
}

/// Waits.
pub(crate) async fn sleep(milliseconds: i32) {
    let wait = js_sys::Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let _ =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
        }
    });
    // A timer does not fail.
    let _ = JsFuture::from(wait).await;
}

/// Does something once the next frame was painted.
pub(crate) fn after_paint(then: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(move || {
        leptos::prelude::set_timeout(then, Duration::ZERO);
    });
}

/// Whether the person points with a mouse or the like, and so has a keyboard.
pub(crate) fn has_fine_pointer() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(pointer: fine)").ok());
    query.flatten().is_some_and(|query| query.matches())
}

/// What has the focus.
pub(crate) fn focused() -> Option<web_sys::HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// Gives the focus to something, once the page has settled.
pub(crate) fn focus(element: web_sys::HtmlElement) {
    leptos::prelude::set_timeout(
        move || {
            // It fails only where the browser shows no page.
            let _ = element.focus();
        },
        Duration::ZERO,
    );
}

/// Gives the focus to the first of the document that a selector finds, once it is there. What is folded
/// away above it is opened.
pub(crate) fn focus_first(selector: &str) {
    let selector = selector.to_owned();
    after_paint(move || {
        let found = document().and_then(|document| document.query_selector(&selector).ok()?);
        let Some(found) = found else { return };
        let mut above = found.parent_element();
        while let Some(element) = above {
            if element.tag_name() == "DETAILS" {
                // It fails only for a name that no attribute can have.
                let _ = element.set_attribute("open", "");
            }
            above = element.parent_element();
        }
        if let Ok(found) = found.dyn_into::<web_sys::HtmlElement>() {
            // It fails only where the browser shows no page.
            let _ = found.focus();
        }
    });
}

/// Closes the sheet that a followed link stands in.
pub(crate) fn close_sheet(event: &web_sys::MouseEvent) {
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("a").ok().flatten());
    let sheet = link.and_then(|link| link.closest("[popover]").ok().flatten());
    if let Some(Ok(sheet)) = sheet.map(JsCast::dyn_into::<web_sys::HtmlElement>) {
        // It fails only where the sheet is closed already.
        let _ = sheet.hide_popover();
    }
}

/// The server that the page is from: `https://example.com`.
pub(crate) fn origin() -> String {
    location(web_sys::Location::origin)
}

/// The time zone that the browser is in; empty where it does not tell.
pub(crate) fn own_time_zone() -> String {
    let format = js_sys::Intl::DateTimeFormat::default().resolved_options();
    let zone = js_sys::Reflect::get(&format, &"timeZone".into()).ok();
    zone.and_then(|zone| zone.as_string()).unwrap_or_default()
}

/// The path that the browser is at.
pub(crate) fn path() -> String {
    location(web_sys::Location::pathname)
}

/// The path that the browser is at, with its parameters.
pub(crate) fn path_and_search() -> String {
    path() + &search()
}

/// The parameters of the address that the browser is at, with their question mark.
pub(crate) fn search() -> String {
    location(web_sys::Location::search)
}

/// Leaves this document for another, in its place: going back does not lead here again.
pub(crate) fn leave_for(href: &str) {
    if let Some(window) = web_sys::window() {
        // It fails only for what is no address.
        let _ = window.location().replace(href);
    }
}

/// Does something when the person comes back to this document as they had left it.
pub(crate) fn on_shown_again(act: impl Fn() + 'static) {
    let shown = leptos::prelude::window_event_listener_untyped("pageshow", move |event| {
        let kept = event.dyn_ref().is_some_and(web_sys::PageTransitionEvent::persisted);
        if kept {
            act();
        }
    });
    leptos::prelude::on_cleanup(move || shown.remove());
}

/// Has the browser fetch a file into its cache when it has nothing better to do.
pub(crate) fn prefetch(href: &str) -> Option<()> {
    let document = document()?;
    let link = document.create_element("link").ok()?;
    link.set_attribute("rel", "prefetch").ok()?;
    link.set_attribute("href", href).ok()?;
    document.head()?.append_child(&link).ok()?;
    Some(())
}

fn location(part: impl Fn(&web_sys::Location) -> Result<String, JsValue>) -> String {
    web_sys::window().and_then(|window| part(&window.location()).ok()).unwrap_or_default()
}

/// A parameter of the query of an address.
pub(crate) fn parameter(query: &str, name: &str) -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(query).ok()?.get(name)
}

/// The day and the time in a time zone, as `<input type=datetime-local>` writes them:
/// `2026-03-02T09:00`. None where the browser does not know the zone.
pub(crate) fn now_in(time_zone: &str) -> Option<String> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"timeZone".into(), &time_zone.into()).ok()?;
    for (name, value) in [
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ] {
        js_sys::Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    // Swedish writes `2026-03-02 09:00`.
    let said = String::from(js_sys::Date::new_0().to_locale_string("sv-SE", &options));
    Some(said.replacen(' ', "T", 1)).filter(|said| said.len() == "2026-03-02T09:00".len())
}

/// Begins a page at its top, for eyes and for screen readers.
pub(crate) fn begin_page() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus_content();
}

/// Gives the focus to the content of the page, without moving it under the reader's eyes.
pub(crate) fn focus_content() {
    let main = document().and_then(|document| document.get_element_by_id("content"));
    if let Some(Ok(main)) = main.map(JsCast::dyn_into::<web_sys::HtmlElement>) {
        // It fails only where the browser shows no page.
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = main.focus_with_options(&options);
    }
}

/// The names of time zones that the browser knows; none where it does not tell.
pub(crate) fn time_zones() -> Vec<String> {
    let known = || {
        let window = web_sys::window()?;
        let intl = js_sys::Reflect::get(&window, &"Intl".into()).ok()?;
        let ask = js_sys::Reflect::get(&intl, &"supportedValuesOf".into()).ok()?;
        let ask: js_sys::Function = ask.dyn_into().ok()?;
        let known: js_sys::Array = ask.call1(&intl, &"timeZone".into()).ok()?.dyn_into().ok()?;
        Some(known.iter().filter_map(|zone| zone.as_string()).collect())
    };
    known().unwrap_or_default()
}
