//! What waits to be done on accounts, and what was done.

mod filter;
mod form;
mod page;
mod row;

pub(crate) use filter::Filter;
pub(crate) use page::ActionsPage;
