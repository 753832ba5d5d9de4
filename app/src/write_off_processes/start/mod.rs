//! Starting a process for an account.

mod contracts;
mod form;
mod page;
#[cfg(test)]
mod tests;

use form::Form;
pub(crate) use page::StartProcessPage;

/// The form with everything that it needs of the outside.
type Work = crate::recording::Work<Form>;

fn work() -> Work {
    crate::recording::work()
}
