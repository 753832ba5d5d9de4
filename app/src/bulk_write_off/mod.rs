//! Writing off many accounts from a file, or starting processes for them: choose, see what would happen, confirm.

mod choose;
mod chosen;
mod confirm;
mod control;
mod flow;
mod fresh;
mod listed;
mod page;
mod preview;
mod previewed;
mod reading;
mod reason_words;
mod refused;
mod ticked;
mod unanswered;
mod which_column;
mod work;

#[cfg(test)]
mod flow_tests;

pub(crate) use fresh::{fresh, provide_fresh};
pub(crate) use listed::{FROM, TICKED};
pub(crate) use page::{BulkWriteOffPage, StartManyPage};
pub(crate) use ticked::{AccountList, Matching, Ticks, UseAsBulkWriteOff};
