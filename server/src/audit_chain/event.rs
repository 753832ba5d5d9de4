//! What is to be written into the log, before it has its place in a chain.

use domain::AccountId;
use domain::audit::{AuditAction, AuditResult};
use domain::role::Role;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::identity::{Person, UserId};

/// Where a request came from. Nothing of it where the command line does something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The client's address.
    pub address: Option<String>,
    /// The request's number, as the response carries it.
    pub request_id: Option<String>,
}

/// Who did something, and from where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// The user, where there is one.
    pub user: Option<UserId>,
    /// The name that the person signs in with, or what was typed.
    pub user_name: Option<String>,
    /// The role at that moment.
    pub role: Option<Role>,
    /// From where.
    pub origin: Origin,
}

impl Actor {
    /// A person who is signed in.
    pub fn person(person: &Person, origin: Origin) -> Self {
        Self {
            user: Some(person.id),
            user_name: Some(person.user_name.clone()),
            role: Some(person.role),
            origin,
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What was done, or refused.
    pub action: AuditAction,
    /// Which account it was about.
    pub account: Option<AccountId>,
    /// The id that the client made for it.
    pub operation: Option<Uuid>,
    /// What came of it.
    pub result: AuditResult,
    /// What changed: the text that is hashed and stored, in JSON.
    pub detail: String,
}

impl Event {
    /// Something that is about no account in particular.
    pub fn new(
        action: AuditAction,
        result: AuditResult,
        detail: &impl Serialize,
    ) -> Result<Self, serde_json::Error> {
        let detail = serde_json::to_string(detail)?;
        Ok(Self { action, account: None, operation: None, result, detail })
    }
}

/// Things that one person did in one request, in the order in which they are chained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Events {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// What; the last one stands at the head of the chain afterwards.
    pub events: Vec<Event>,
}
