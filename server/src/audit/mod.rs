//! The audit log: who did what, chained by hash in the transaction that did it.
//!
//! A company has a chain of its own, and what belongs to no company has one too. `docs/audit.md`
//! says to the byte what is hashed.

pub mod chain;
pub mod event;
mod export;
pub mod of_attempt;
pub mod of_settlement;
pub mod of_sign_in;
mod origin;
mod query;
pub(crate) mod refusals;
mod routes;
pub mod row;
pub mod verify;
pub mod walk;

pub use chain::{Chained, Head, chain};
pub use event::{By, Event, Events, Origin};
pub(crate) use routes::router;
pub use row::StoredRow;
pub use walk::{Misfit, StoredHead, Walk, Wrong};
