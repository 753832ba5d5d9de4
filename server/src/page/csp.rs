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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_in_the_page_are_named_by_their_hash() {
        let html = "<style>p{margin:0}</style><script type=\"module\">let a = 1;</script>\
                    <script src=\"/b.js\"></script>";
        let policy = policy_for(html).unwrap();
        let policy = policy.to_str().unwrap();
        // printf 'let a = 1;' | openssl dgst -sha256 -binary | base64
        let script = "'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='";
        let style = STANDARD.encode(Sha256::digest("p{margin:0}"));
        assert!(
            policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {script};")),
            "{policy}"
        );
        assert!(policy.contains(&format!("style-src 'self' 'sha256-{style}';")), "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 2);
    }

    #[test]
    fn a_page_without_scripts_has_the_policy_of_everything_else() {
        assert_eq!(policy_for("<p>nothing</p>").unwrap(), DEFAULT_POLICY);
    }
}
