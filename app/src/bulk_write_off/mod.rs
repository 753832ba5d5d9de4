//! Writing off many accounts from a file: choose, see what would happen, confirm.

mod choose;
mod chosen;
mod confirm;
mod flow;
mod fresh;
mod page;
mod preview;
mod previewed;
mod reading;
mod reason_words;
mod refused;
mod unanswered;
mod which_column;
mod work;

#[cfg(test)]
mod flow_tests;

pub(crate) use fresh::{fresh, provide_fresh};
pub(crate) use page::BulkWriteOffPage;
