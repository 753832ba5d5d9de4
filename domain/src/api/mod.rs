//! What travels between the page and the server: requests, replies and problems, as JSON.
//!
//! Both sides use these very types, so that neither can say what the other does not understand.
//! Unknown fields are refused in what the server reads.

pub mod audit;
pub mod bulk_write_off;
pub mod notification;
pub mod problem;
pub mod session;

pub use audit::{AuditReceipt, AuditReply, AuditRow};
pub use bulk_write_off::{
    EarlierOperation, FactsReply, FactsRequest, Operation, OperationOutcome, OperationRequest,
    OperationSummary, OperationsReply, Product,
};
pub use notification::{Notification, NotificationsReply};
pub use problem::{FieldProblem, Problem, ProblemCode};
pub use session::{Company, SessionReply, SignInRequest};
