//! Where things are.

use std::path::{Path, PathBuf};

/// The repository.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// A path in the repository.
pub(crate) fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Where the commands install the programs that they need.
pub(crate) fn tools() -> PathBuf {
    path("target/tools")
}

/// The server, built for use.
pub(crate) fn release_server() -> PathBuf {
    path("target/release/writeoff")
}

/// The server, built for development.
pub(crate) fn debug_server() -> PathBuf {
    path("target/debug/writeoff")
}
