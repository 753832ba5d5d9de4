//! What is kept, and the few whole operations on it.
//!
//! Nothing outside this module knows SQL, and nothing inside it knows a rule: it loads facts,
//! hands them to [`domain`], and applies the decision that comes back. Each operation is a handful
//! of statements, however many accounts it is about.

pub mod bulk_write_off;
pub mod error;
pub mod instant;
pub mod people;
pub mod portfolio;
pub mod sqlite;

pub use bulk_write_off::{Committed, Locked, Submission};
pub use error::StoreError;
pub use people::{Attempt, CompanyId, CompanyRecord, NewUser, Person, SessionRecord, UserId};
pub use sqlite::SqliteStore as Store;
