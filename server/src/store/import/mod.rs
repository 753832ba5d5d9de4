//! Imports: what a company has of what rows name, files that wait to be committed, and taking rows.
//!
//! The rules decide ([`domain::import`]); here the facts are loaded and the decision is applied, set by
//! set. A file is looked at in one request and committed in another: between them it is kept as a draft,
//! with what would become of its rows. The commit decides again, under lock.

mod apply;
mod batch;
mod columns;
mod commit;
mod draft;
mod facts;
mod facts_of_accounts;
mod facts_of_payments;
mod list;
mod portfolio;
mod portfolio_count;
mod record;
mod rows;

pub use batch::{SyncRequest, Synced};
pub use commit::{ImportCommit, ImportCommitRefusal, ImportCommitted};
pub use draft::{Draft, NewDraft, count_sheets};
pub use rows::ImportRowsFilter;

pub(super) use facts_of_accounts::ended_here;
pub(super) use rows::{OUTCOMES, StoredRow, digest};
