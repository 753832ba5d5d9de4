//! The page: built by `cargo xtask`, embedded in the binary, served compressed.
//!
//! It is two programs, each with a document of its own: the sign-in page, which is all that a first
//! visit loads, and the main page.

mod assets;
mod csp;
mod documents;
mod files;
mod inline;
mod negotiate;
mod respond;

pub use assets::{Asset, Page};
pub(crate) use csp::DEFAULT_POLICY;
pub(crate) use documents::{get_document, get_main, get_sign_in};
pub(crate) use files::{MAIN_FILES, get_file, get_main_files};
