//! The audit log: searching it, reading it, and taking it along.

mod form;
mod page;
mod search;
mod table;

pub(crate) use page::AuditPage;
