//! Recording a repossession, and writing off one customer.

mod ask;
mod draft;
mod form;
mod page;
mod record;
mod settled;
mod step_one;
mod step_two;

#[cfg(test)]
mod form_tests;

pub(crate) use page::RepossessionPage;

/// The form with everything that it needs of the outside.
type Work = crate::recording::Work<form::Form>;

/// The form of the page.
fn work() -> Work {
    crate::recording::work()
}
