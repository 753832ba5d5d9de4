//! The daily runs, and what each of them changed.

mod page;
mod row;

pub(crate) use page::DailyRunsPage;
