//! Payments: the list, recording them from a file, and what one of them paid.

mod file;
mod filter;
mod form;
mod page;
mod paid;
mod row;

pub(crate) use page::PaymentsPage;
#[cfg(test)]
pub(crate) use paid::tests::payment as payment_for_tests;
pub(crate) use paid::{marks, paid_by_contract};
