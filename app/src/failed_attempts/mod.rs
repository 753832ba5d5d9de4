//! Recording attempts at a repossession that came to nothing.

mod fields;
mod form;
mod page;
mod settled;

pub(crate) use page::FailedAttemptPage;

/// The form with everything that it needs of the outside.
type Work = crate::recording::Work<form::Form>;

/// The form of the page.
fn work() -> Work {
    crate::recording::work()
}
