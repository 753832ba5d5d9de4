//! The server, as typed calls. What travels are the wire types of `domain::api`.

mod actions;
mod calls;
mod error;
mod fetch;
mod loaded;
mod recording;

pub(crate) use actions::*;
pub(crate) use calls::*;
pub(crate) use error::ApiError;
pub(crate) use loaded::{Question, load};
pub(crate) use recording::*;
