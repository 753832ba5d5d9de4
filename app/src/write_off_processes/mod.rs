//! Write-off processes: finding them, one process on its three pages, and starting one.

mod account_card;
mod hold;
mod process;
#[cfg(test)]
mod samples;
mod search;
mod start;
mod task;
mod written;

pub(crate) use account_card::AccountProcesses;
pub(crate) use process::{ProcessPage, ProcessTab};
pub(crate) use search::ProcessesPage;
pub(crate) use start::StartProcessPage;
pub(crate) use task::TaskDialog;
