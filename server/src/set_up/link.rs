//! Links that work once, as they are handed out and as they come back.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::ids::{IdSource, NoRandomness, TokenBytes};
use crate::store::{NewLink, TokenHash};

/// A link works so long: somebody who reads it in the evening can use it in the morning.
const WORKS_FOR: SignedDuration = SignedDuration::from_hours(24);

/// A link that was just made. Only its hash is kept.
#[derive(Clone, Debug)]
pub(crate) struct HandedOut {
    /// The address of the page, without the server's.
    pub(crate) path: String,
    pub(crate) link: NewLink,
}

impl HandedOut {
    /// A new link.
    pub(crate) fn new(ids: &IdSource, now: Timestamp) -> Result<Self, NoRandomness> {
        let token = ids.token()?;
        let link = NewLink { token: Sha256::digest(token).into(), expires_at: now + WORKS_FOR };
        Ok(Self { path: format!("/set-up/{}", URL_SAFE_NO_PAD.encode(token)), link })
    }
}

/// The hash of a token that stands in an address; none of what is no token.
pub(super) fn presented(text: &str) -> Option<TokenHash> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    TokenBytes::try_from(bytes).ok().map(|token| Sha256::digest(token).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_comes_back_as_what_was_kept_of_it() {
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        let made = HandedOut::new(&IdSource::system(), now).unwrap();
        let token = made.path.strip_prefix("/set-up/").unwrap();
        assert_eq!(presented(token), Some(made.link.token));
        for other in ["", "abc", "ä", &token[1..]] {
            assert_eq!(presented(other), None, "{other}");
        }
    }
}
