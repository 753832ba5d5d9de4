//! One process, on its three pages: what it is, its events, its contracts. What is to change is kept
//! while one goes from one to the other, and saved from any of them.

mod cancel;
mod contracts;
mod draft;
mod events;
mod form;
mod head;
mod history;
mod leave;
mod main;
mod page;
mod reschedule;
mod save;
mod tree;

use form::Form;
pub(crate) use page::{ProcessPage, ProcessTab};

/// The process with everything that its pages need of the outside.
type Work = crate::recording::Work<Form>;

fn work() -> Work {
    crate::recording::work()
}
