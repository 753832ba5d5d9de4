//! The server, as typed calls. What travels are the wire types of `domain::api`.

mod books;
mod calls;
mod error;
mod fetch;
mod imports;
mod loaded;
mod people;
mod processes;
mod settings;
mod upload;
mod write_off_settings;

pub(crate) use books::*;
pub(crate) use calls::*;
pub(crate) use error::ApiError;
pub(crate) use imports::*;
pub(crate) use loaded::{Question, load};
pub(crate) use people::*;
pub(crate) use processes::*;
pub(crate) use settings::*;
pub(crate) use upload::{Upload, Uploaded};
pub(crate) use write_off_settings::*;
