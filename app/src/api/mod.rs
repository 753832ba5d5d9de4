//! The server, as typed calls. What travels are the wire types of `domain::api`.

mod books;
mod calls;
mod error;
mod fetch;
mod loaded;

pub(crate) use books::*;
pub(crate) use calls::*;
pub(crate) use error::ApiError;
pub(crate) use loaded::{Question, load};
