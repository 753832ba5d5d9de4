//! The server, as typed calls. What travels are the wire types of `domain::api`.

mod calls;
mod error;
mod fetch;

pub(crate) use calls::*;
pub(crate) use error::ApiError;
