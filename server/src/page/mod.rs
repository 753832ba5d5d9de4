//! The page: built by Trunk, embedded in the binary, served compressed.

mod assets;
mod csp;
mod negotiate;
mod respond;

pub use assets::{Asset, Page};
pub(crate) use csp::DEFAULT_POLICY;
pub(crate) use respond::{get_asset, get_index};
