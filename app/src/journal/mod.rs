//! The journal: its entries, correcting one, and taking it along.

mod entry;
mod export;
mod filter;
mod form;
mod page;
mod row;

pub(crate) use entry::JournalEntryPage;
pub(crate) use page::JournalPage;
