//! Signing in and out, and who is signed in.

mod argon2id;
mod cookie;
mod limits;
mod password;
mod routes;
mod signed_in;

pub(crate) use cookie::probably_signed_in;
pub use password::{PasswordProblem, Passwords};
pub(crate) use routes::router;
pub(crate) use signed_in::{
    Administer, Authorized, BulkWriteOff, KeepBooks, ManageProcesses, RecordPayments,
    RecordRepossession, SeeAccounts, SeeReports, SignedIn,
};
