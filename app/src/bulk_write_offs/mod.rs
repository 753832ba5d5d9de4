//! Operations that were made: their history, and each one's page.

mod history;
mod operation;

pub(crate) use history::HistoryPage;
pub(crate) use operation::OperationPage;
