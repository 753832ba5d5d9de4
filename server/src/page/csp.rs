//! The content security policy.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::InvalidHeaderValue;
use sha2::{Digest as _, Sha256};

/// The policy of everything but the page itself: no script of its own runs.
pub(crate) const DEFAULT_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'",
);

/// The policy of a page: the scripts that stand in it may run, by their hashes, and no others.
pub(super) fn policy_for(html: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let mut hashes = String::new();
    for script in inline_scripts(html) {
        hashes.push_str(" 'sha256-");
        STANDARD.encode_string(Sha256::digest(script), &mut hashes);
        hashes.push('\'');
    }
    HeaderValue::from_str(&format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    ))
}

/// What stands between the tags of each script without an address of its own. The page is ours,
/// and written by Trunk: tags are in lower case and properly closed.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_in_the_page_are_named_by_their_hash() {
        let html = "<script type=\"module\">let a = 1;</script><script src=\"/b.js\"></script>";
        let policy = policy_for(html).unwrap();
        // printf 'let a = 1;' | openssl dgst -sha256 -binary | base64
        let hash = STANDARD.encode(Sha256::digest("let a = 1;"));
        let policy = policy.to_str().unwrap();
        assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}';")));
        assert_eq!(policy.matches("sha256-").count(), 1);
    }

    #[test]
    fn a_page_without_scripts_has_the_policy_of_everything_else() {
        assert_eq!(policy_for("<p>nothing</p>").unwrap(), DEFAULT_POLICY);
    }
}
