//! Attempts at a repossession that came to nothing: evidence, later, for a write-off (mission,
//! section 3).

mod check;
mod reason;
pub mod words;

pub use check::{Checked, Grounds, NOTE_CHARS_MAX, Refusal, check};
pub use reason::AttemptReason;
