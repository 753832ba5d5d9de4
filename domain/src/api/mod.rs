//! What travels between the page and the server: requests, replies and problems, as JSON.
//!
//! Both sides use these very types, so that neither can say what the other does not understand.
//! Unknown fields are refused in what the server reads.

pub mod account;
pub mod accounts;
pub mod actions;
pub mod audit;
pub mod bulk_write_off;
pub mod failed_attempt;
pub mod notification;
pub mod problem;
pub mod repossession;
pub mod session;

pub use account::{AccountReply, ActionRecord, ContractProduct, ContractRecord, Customer, Payment};
pub use accounts::{AccountLine, AccountsReply, Centre, CentresReply};
pub use actions::{ActionLine, ActionsReply, ReasonCount};
pub use audit::{AuditReceipt, AuditReply, AuditRow};
pub use bulk_write_off::{
    EarlierOperation, FactsReply, FactsRequest, Operation, OperationOutcome, OperationRequest,
    OperationSummary, OperationsReply, Product,
};
pub use failed_attempt::{AttemptRecord, FailedAttemptRequest};
pub use notification::{Notification, NotificationsReply};
pub use problem::{FieldProblem, Meanwhile, Problem, ProblemCode};
pub use repossession::{
    OperationLink, RepossessionLine, RepossessionRecord, RepossessionRequest, ReturnedTyped,
    StaffReply, WriteOffMethod, WriteOffRecord,
};
pub use session::{Company, SessionReply, SignInRequest};
