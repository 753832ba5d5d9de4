//! The audit log: who did what. Recording refusals, searching and exporting it, verifying it.
//!
//! A company has a chain of its own, and what belongs to no company has one too.

mod export;
mod origin;
mod query;
pub(crate) mod refusals;
mod routes;
pub mod verify;

pub(crate) use routes::router;
