//! Moments in the company's time zone. The browser knows every zone's rules, so that the page need
//! not bring them.

use domain::language::Language;
use wasm_bindgen::JsValue;

/// A moment (RFC 3339) as a date and a time of day in a time zone; as it came where it cannot be
/// read, and where there is no browser to ask.
pub(crate) fn moment(at: &str, time_zone: &str, language: Language) -> String {
    if cfg!(not(target_family = "wasm")) {
        return at.to_owned();
    }
    let date = js_sys::Date::new(&JsValue::from_str(at));
    if date.get_time().is_nan() {
        return at.to_owned();
    }
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short"), ("timeZone", time_zone)]
    {
        // Setting a property of an object of our own cannot fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    // British English, because a day stands before its month everywhere that Writeoff is used.
    let tag = match language {
        Language::En => "en-GB",
        Language::Fr => "fr",
    };
    String::from(date.to_locale_string(tag, &options))
}
