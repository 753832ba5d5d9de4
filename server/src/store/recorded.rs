//! What is recorded by hand under an id that the client made.

use domain::api::Meanwhile;
use domain::role::Role;
use jiff::Timestamp;
use uuid::Uuid;

use super::people::{CompanyId, UserId};
use crate::audit::{By, Event, Events};

/// A form that was sent.
#[derive(Clone, Debug)]
pub struct Asked<T> {
    /// Whose account it is about.
    pub company: CompanyId,
    /// Who sent it.
    pub user: UserId,
    /// The same with where it came from, for the audit log.
    pub by: By,
    /// The id, made by the client.
    pub id: Uuid,
    /// The form.
    pub form: T,
    /// SHA-256 of everything that is asked: tells a retry from another request.
    pub request_sha256: [u8; 32],
}

impl<T> Asked<T> {
    /// What the audit log says of it, with the role that the person has now.
    pub(super) fn events(&self, at: Timestamp, role: Role, event: Event) -> Events {
        Events { at, by: By { role: Some(role), ..self.by.clone() }, events: vec![event] }
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Recorded<T, R> {
    /// It was recorded now.
    Now(T),
    /// The same was recorded before; this is what came of it then.
    Before(T),
    /// The id stands for another request. Nothing was done.
    IdTaken,
    /// The company has no such account. Nothing was done.
    NoSuchAccount,
    /// The user was disabled in the meantime. Nothing was done.
    Disabled,
    /// The rules refuse it, and what somebody else has done to the account last, where that may be
    /// why. Nothing was done.
    Refused(R, Option<Meanwhile>),
}
