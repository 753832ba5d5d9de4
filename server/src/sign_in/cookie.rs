//! The cookie that carries a session's token.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest as _, Sha256};

use crate::ids::TokenBytes;
use crate::store::TokenHash;

/// The prefix makes browsers insist on `Secure`, on this host, and on the whole of it.
const NAME: &str = "__Host-session";

const ATTRIBUTES: &str = "; Path=/; Secure; HttpOnly; SameSite=Strict";

/// The header that gives a browser its session.
pub(super) fn issue(token: &TokenBytes) -> Result<HeaderValue, header::InvalidHeaderValue> {
    HeaderValue::from_str(&format!("{NAME}={}{ATTRIBUTES}", URL_SAFE_NO_PAD.encode(token)))
}

/// The header that takes it away.
pub(super) fn clear() -> Result<HeaderValue, header::InvalidHeaderValue> {
    HeaderValue::from_str(&format!("{NAME}=; Max-Age=0{ATTRIBUTES}"))
}

/// What is kept of a token.
pub(super) fn hash(token: &TokenBytes) -> TokenHash {
    Sha256::digest(token).into()
}

/// The hash of the token that a request carries; none where it carries none, or no token.
pub(super) fn presented(headers: &HeaderMap) -> Option<TokenHash> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='))
        .and_then(|value| URL_SAFE_NO_PAD.decode(value).ok())
        .and_then(|bytes| TokenBytes::try_from(bytes).ok())
        .map(|token| hash(&token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_was_issued_is_recognised_among_other_cookies() {
        let token = [7; 32];
        let issued = issue(&token).unwrap();
        let pair = issued.to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("a=b; {pair}; c=d").parse().unwrap());
        assert_eq!(presented(&headers), Some(hash(&token)));
    }

    #[test]
    fn anything_else_is_no_token() {
        for cookie in ["", "session=x", "__Host-session=", "__Host-session=AAAA", "__Host-session"]
        {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, cookie.parse().unwrap());
            assert_eq!(presented(&headers), None, "{cookie}");
        }
    }
}
