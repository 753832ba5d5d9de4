//! The audit log's rows: what they say of each kind of event, and how they are chained by hash.
//! `docs/audit.md` says to the byte what is hashed.

pub mod chain;
pub mod event;
pub mod of_attempt;
pub mod of_import;
pub mod of_payment;
pub mod of_process;
pub mod of_settlement;
pub mod of_sign_in;
pub mod row;
pub mod walk;

pub use chain::{Chained, Head, chain};
pub use event::{Actor, Event, Events, Origin};
pub use row::StoredRow;
pub use walk::{ChainMismatch, ChainWalk, StoredHead, Wrong};
