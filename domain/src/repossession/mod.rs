//! Recording a repossession, and the personal write-off that it becomes when nothing comes back.
//!
//! [`check`] reads the form, on the page and again on the server under lock; [`settle`] says what
//! the act does. A bulk write-off enters at [`settle`] too, so that a write-off is the same
//! whichever way it was made.

mod check;
mod condition;
mod cu_number;
mod settle;
pub mod words;

pub use check::{Checked, Grounds, Refusal, check, may_begin, writes_off};
pub use condition::ProductCondition;
pub use cu_number::{CuNumber, MalformedCuNumber};
pub use settle::{EndedContract, ReturnedLine, Returns, Settlement, Valuation, settle};
