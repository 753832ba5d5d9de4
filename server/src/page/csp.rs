//! The content security policy.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::InvalidHeaderValue;
use sha2::{Digest as _, Sha256};

use super::inline::inline;

/// The policy of everything but the page itself: no script of its own runs.
pub(crate) const DEFAULT_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'",
);

/// The policy of a document: the scripts and stylesheets that stand in it count, by their hashes,
/// and no others.
pub(super) fn policy_for(html: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let scripts = hashes(inline(html, "<script"));
    let styles = hashes(inline(html, "<style"));
    HeaderValue::from_str(&format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; \
         style-src 'self'{styles}; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    ))
}

fn hashes<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.fold(String::new(), |mut hashes, text| {
        hashes.push_str(" 'sha256-");
        STANDARD.encode_string(Sha256::digest(text), &mut hashes);
        hashes.push('\'');
        hashes
    })
}
