//! Reading what was chosen, and showing that it is read.

mod checking;
mod progress;
mod source;

pub(crate) use checking::Checking;
pub(crate) use progress::ReadingScreen;
pub(crate) use source::{Source, read_source};
