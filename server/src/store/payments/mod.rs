//! Payments: recorded, taken back, and listed.

mod apply;
mod list;
mod load;
mod record;
mod reverse;

pub use list::PaymentsFilter;
pub use record::{NewPayments, PaymentsOutcome};
pub use reverse::{ReversalOutcome, ReversalRequested};

pub(super) use apply::Recording;
pub(super) use list::{of_account, of_numbers};
pub(super) use load::{LossRow, channels, terms};
pub(super) use record::{Judged, applied, judge_by, record};
