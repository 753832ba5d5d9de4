//! Finding processes.

mod filter;
mod form;
mod page;
mod row;

pub(crate) use page::ProcessesPage;
