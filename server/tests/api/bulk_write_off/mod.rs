//! `/api/bulk-write-offs`.

mod changes;
mod commit;
mod downloads;
mod facts;
mod history;
mod refusals;
mod retry;
