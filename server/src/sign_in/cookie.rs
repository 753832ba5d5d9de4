//! The cookie that carries a session's token, and one that says that there is a session.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest as _, Sha256};

use crate::ids::TokenBytes;
use crate::store::TokenHash;

/// The prefix makes browsers insist on `Secure`, on this host, and on the whole of it.
pub(crate) const NAME: &str = "__Host-session";

const ATTRIBUTES: &str = "; Path=/; Secure; HttpOnly; SameSite=Strict";

/// The name of a second cookie, which says only that there is a session. It also comes with links
/// from elsewhere, in a mail say, with which browsers do not send the session: so the main page can
/// be given to who follows one.
const HINT: &str = "__Host-signed-in";

const HINT_ATTRIBUTES: &str = "; Path=/; Secure; HttpOnly; SameSite=Lax";

type Cookies = Result<[HeaderValue; 2], header::InvalidHeaderValue>;

/// The headers that give a browser its session.
pub(super) fn issue(token: &TokenBytes) -> Cookies {
    let token = URL_SAFE_NO_PAD.encode(token);
    Ok([
        HeaderValue::from_str(&format!("{NAME}={token}{ATTRIBUTES}"))?,
        HeaderValue::from_str(&format!("{HINT}=1{HINT_ATTRIBUTES}"))?,
    ])
}

/// The headers that take it away.
pub(super) fn clear() -> Cookies {
    Ok([
        HeaderValue::from_str(&format!("{NAME}=; Max-Age=0{ATTRIBUTES}"))?,
        HeaderValue::from_str(&format!("{HINT}=; Max-Age=0{HINT_ATTRIBUTES}"))?,
    ])
}

/// What is kept of a token.
pub(super) fn hash(token: &TokenBytes) -> TokenHash {
    Sha256::digest(token).into()
}

/// The hash of the token that a request carries; none where it carries none, or no token.
pub(super) fn presented(headers: &HeaderMap) -> Option<TokenHash> {
    value(headers, NAME)
        .and_then(|value| URL_SAFE_NO_PAD.decode(value).ok())
        .and_then(|bytes| TokenBytes::try_from(bytes).ok())
        .map(|token| hash(&token))
}

/// Whether the browser was given a session, which may have ended since. Good enough to choose what
/// to show, and for nothing else.
pub(crate) fn probably_signed_in(headers: &HeaderMap) -> bool {
    presented(headers).is_some() || value(headers, HINT).is_some()
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='))
}
