//! The audit log: searching it, reading it, and taking it along.

mod form;
mod page;
mod row;
mod search;

pub(crate) use page::AuditPage;
