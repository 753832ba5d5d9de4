//! Setting up: an empty database by a link that works once, and choosing a password by one.

pub mod command;
mod link;
mod routes;

pub(crate) use link::HandedOut;
pub(crate) use routes::router;
