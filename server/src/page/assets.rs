//! The files that the page consists of.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use rust_embed::Embed;

/// What `cargo xtask` built, if it did. In a debug build it is read from the folder at every request, so
/// that a rebuilt page is there at once.
#[derive(Embed)]
#[folder = "../dist"]
#[allow_missing = true]
struct Built;

/// A file of the page.
#[derive(Clone, Debug)]
pub struct Asset {
    pub bytes: Cow<'static, [u8]>,
    /// Its SHA-256.
    pub sha256: [u8; 32],
}

type Files = dyn Fn(&str) -> Option<Asset> + Send + Sync;

/// Where the page's files come from. A value, so that tests can say.
#[derive(Clone)]
pub struct Page(Arc<Files>);

impl Page {
    /// The page that was built with this program.
    pub fn built() -> Self {
        Self::from_fn(|path| {
            let file = Built::get(path)?;
            Some(Asset { sha256: file.metadata.sha256_hash(), bytes: file.data })
        })
    }

    /// A page whose files are those of the function.
    pub fn from_fn(get: impl Fn(&str) -> Option<Asset> + Send + Sync + 'static) -> Self {
        Self(Arc::new(get))
    }

    /// The file of that name, relative to the page's folder.
    pub fn get(&self, path: &str) -> Option<Asset> {
        (self.0)(path)
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Page")
    }
}

/// Whether the name carries a hash of what is in the file (`app-1b2c3d4e5f607182.js`), so that
/// another content would have another name.
pub(super) fn is_hashed(path: &str) -> bool {
    const DIGITS_MIN: usize = 8;
    path.split(['-', '.', '_', '/'])
        .any(|part| part.len() >= DIGITS_MIN && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_for_ever() {
        for path in ["app-1b2c3d4e5f607182.js", "main/1b2c3d4e5f607182/main_bg.wasm"] {
            assert!(is_hashed(path), "{path}");
        }
        for path in ["index.html", "favicon.svg", "app.js", "deadbee.js"] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
