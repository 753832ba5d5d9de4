//! Backups of `PostgreSQL`, by its own programs: what they write, their next versions can read.

mod dump;
mod place;
mod program;
mod restore;

pub(super) use dump::dump;
pub(super) use restore::restore;
