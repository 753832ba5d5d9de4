//! A server to talk to, people who talk to it, and a portfolio that it has.

mod actor;
mod portfolio;
mod server;

pub(crate) use actor::{Actor, Reply};
pub(crate) use portfolio::{Account, submission};
pub(crate) use server::{PASSWORD, TestServer};
