//! The events of a process: as a timeline, and as a table in which they are changed.

mod did;
mod row;
mod table;
mod timeline;

pub(super) use table::Events;
