//! The keys with which programs come: `wo_`, eight characters by which people tell them apart, `_`, and
//! 256 bits.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, header};
use sha2::{Digest as _, Sha256};

use crate::hex::to_hex;
use crate::ids::{IdSource, NoRandomness};
use crate::store::TokenHash;

const SCHEME: &str = "Bearer ";

/// A key that was just made. Only its hash is kept.
pub(crate) struct ApiKey {
    /// The whole key.
    pub(crate) text: String,
    /// Its beginning: the program's user name.
    pub(crate) begins: String,
}

impl ApiKey {
    /// A new key.
    pub(crate) fn new(ids: &IdSource) -> Result<Self, NoRandomness> {
        let [a, b, c, d, ..] = ids.token()?;
        let begins = ["wo_", &to_hex(&[a, b, c, d])].concat();
        let text = [&begins, "_", &URL_SAFE_NO_PAD.encode(ids.token()?)].concat();
        Ok(Self { text, begins })
    }

    /// What is kept of it.
    pub(crate) fn sha256(&self) -> TokenHash {
        Sha256::digest(&self.text).into()
    }
}

/// Whether a request comes with a key, good or not.
pub(super) fn is_presented(headers: &HeaderMap) -> bool {
    headers.contains_key(header::AUTHORIZATION)
}

/// The hash of the key that a request carries; none where it carries no key.
pub(super) fn presented(headers: &HeaderMap) -> Option<TokenHash> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_at_checked(SCHEME.len())?;
    let key = key.trim();
    (scheme.eq_ignore_ascii_case(SCHEME) && key.starts_with("wo_"))
        .then(|| Sha256::digest(key).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_which_it_is_and_is_found_by_its_hash() {
        let key = ApiKey::new(&IdSource::system()).unwrap();
        assert_eq!((key.begins.len(), key.text.len()), (11, 55));
        assert!(key.text.starts_with(&key.begins));
        let mut headers = HeaderMap::new();
        assert!(!is_presented(&headers));
        headers.insert(header::AUTHORIZATION, format!("bearer {}", key.text).parse().unwrap());
        assert_eq!(presented(&headers), Some(key.sha256()));
        for other in ["Basic d29fOndv", "Bearer", "Bearer x"] {
            headers.insert(header::AUTHORIZATION, other.parse().unwrap());
            assert_eq!((is_presented(&headers), presented(&headers)), (true, None), "{other}");
        }
    }
}
