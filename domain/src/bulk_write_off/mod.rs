//! Writing off many accounts from a file, or starting write-off processes for them.
//!
//! [`preview`](preview::preview) says in the browser what would happen; [`decide`](decide::decide)
//! says on the server, under lock, what does; [`judge`] whether it is asked at all. Both ask
//! [`assess`](assess::assess). Which of the two it is, a [`Purpose`] says.

pub mod assess;
pub mod decide;
pub mod failures;
pub mod preview;
pub mod starting;
pub mod submission;
pub mod words;

pub use assess::{
    OperationKind, Policy, Purpose, Reason, Verdict, assess, assess_account, counted_from,
    days_between, early_write_offs_allowed,
};
pub use decide::{
    Change, Decision, Done, Failure, Outcome, OutcomeOf, Seen, SeenAccounts, changes, decide,
};
pub use failures::{failures_csv, template_csv};
pub use preview::{Counts, Preview, PreviewRow, preview};
pub use starting::{Chosen, Start, StartPlan};
pub use submission::{
    SeenProblem, SeenProblemKind, SubmissionContext, SubmissionRefusal, Submitted, judge,
    seen_accounts,
};
