//! What the log says of signing in and out.

use domain::audit::{AuditAction, AuditResult};
use domain::role::Role;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::event::{Actor, Event, Events, Origin};
use crate::identity::{CompanyId, Person, UserId};

/// The user of a name that was typed.
#[derive(Clone, Debug)]
pub struct Named {
    /// The user's number.
    pub user: UserId,
    /// The name as it was chosen.
    pub user_name: String,
    pub role: Role,
    /// The company that the person works for.
    pub company: CompanyId,
    /// Whether the person may no longer sign in.
    pub disabled: bool,
}

/// Somebody signed in.
pub fn signed_in(
    person: &Person,
    now: Timestamp,
    origin: Origin,
) -> Result<Events, serde_json::Error> {
    let by = Actor::person(person, origin);
    events(now, by, AuditAction::SignIn, AuditResult::Done, &json!({}))
}

/// Somebody signed out.
pub fn signed_out(
    person: &Person,
    now: Timestamp,
    origin: Origin,
) -> Result<Events, serde_json::Error> {
    let by = Actor::person(person, origin);
    events(now, by, AuditAction::SignOut, AuditResult::Done, &json!({}))
}

/// An attempt failed. The log says more about it than whoever tries is told.
pub fn sign_in_refused(
    typed: &str,
    named: Option<&Named>,
    now: Timestamp,
    origin: Origin,
) -> Result<Events, serde_json::Error> {
    let why = match named {
        None => "unknown_user",
        Some(named) if named.disabled => "disabled",
        Some(_) => "wrong_password",
    };
    let by = tried(typed, named, origin);
    events(now, by, AuditAction::SignIn, AuditResult::Refused, &json!({ "why": why }))
}

/// So many attempts failed that the next ones are not looked at until then.
pub fn limit_begun(
    typed: &str,
    named: Option<&Named>,
    until: &str,
    now: Timestamp,
    origin: Origin,
) -> Result<Events, serde_json::Error> {
    let by = tried(typed, named, origin);
    let detail = json!({ "until": until });
    events(now, by, AuditAction::SignInLimit, AuditResult::Refused, &detail)
}

fn tried(typed: &str, named: Option<&Named>, origin: Origin) -> Actor {
    Actor {
        user: named.map(|named| named.user),
        user_name: Some(named.map_or_else(|| typed.to_owned(), |named| named.user_name.clone())),
        role: named.map(|named| named.role),
        origin,
    }
}

fn events(
    at: Timestamp,
    by: Actor,
    action: AuditAction,
    result: AuditResult,
    detail: &Value,
) -> Result<Events, serde_json::Error> {
    Ok(Events { at, by, events: vec![Event::new(action, result, detail)?] })
}
