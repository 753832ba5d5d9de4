//! What every response says to browsers, errors too.

use http::{HeaderName, HeaderValue, Response, header};

/// Headers that are the same everywhere. HTTPS is the business of a proxy in front; over plain
/// HTTP browsers ignore the first one.
const EVERYWHERE: [(HeaderName, &str); 7] = [
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// Puts the headers on a response. What is not said to be kept is not kept.
///
/// The page brings a policy of its own, with the hashes of its scripts.
pub(crate) fn secure<B>(mut response: Response<B>, default_policy: &HeaderValue) -> Response<B> {
    let headers = response.headers_mut();
    for (name, value) in EVERYWHERE {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| default_policy.clone());
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
