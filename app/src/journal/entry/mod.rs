//! One entry: its lines, why there is one, and correcting it.

mod ask;
mod correct;
mod draft;
mod lines;
mod page;
mod shown;

pub(crate) use page::JournalEntryPage;
