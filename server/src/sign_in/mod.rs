//! Signing in and out, and who is signed in.

mod api_key;
mod argon2id;
mod cookie;
pub(crate) mod limits;
mod password;
mod routes;
mod signed_in;

pub(crate) use api_key::ApiKey;
pub(crate) use cookie::{NAME as SESSION_COOKIE, probably_signed_in};
pub use password::{PasswordProblem, Passwords};
pub(crate) use routes::{counted_address, new_session, router, signed_in, too_many, unverified};
pub(crate) use signed_in::{
    Administer, Authorized, BulkWriteOff, CurrentSession, Import, KeepBooks, ManageProcesses,
    RecordPayments, RecordRepossession, SeeAccounts, SeeReports, SignedIn,
};
