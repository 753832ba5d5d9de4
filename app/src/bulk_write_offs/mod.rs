//! Operations that were made: their history, and each one's page.

mod history;
mod line;
mod operation;

pub(crate) use history::HistoryPage;
pub(crate) use line::operation_line;
pub(crate) use operation::OperationPage;
