//! Refused permissions: every one is written down before the client is told of it.

use std::sync::{Arc, OnceLock};

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::audit::{AuditAction, AuditResult};
use domain::role::Permission;
use jiff::SignedDuration;
use serde_json::json;

use crate::app_state::AppState;
use crate::audit_chain::event::{Actor, Event, Events, Origin};
use crate::http::ApiError;
use crate::identity::Person;
use crate::store::{Refusal, StoreError};

/// The same person refused the same route again within this time is not told again: a page that
/// asks over and over, or a person who does, fills no log.
const ONCE_WITHIN: SignedDuration = SignedDuration::from_mins(1);

/// In a response: it is a refusal, because the role may not do this.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused(pub(crate) Permission);

/// In a request: who it is from, once that is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestActor(Arc<OnceLock<Person>>);

impl RequestActor {
    /// Remembers who the request is from.
    pub(crate) fn is(&self, person: &Person) {
        // Said twice is the same person: one request has one session.
        let _ = self.0.set(person.clone());
    }
}

/// Writes refusals down on their way out. Where that fails the client gets to know that instead.
pub(crate) async fn write_down(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let whose = RequestActor::default();
    request.extensions_mut().insert(whose.clone());
    let method = request.method().to_string();
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>();
    let route = format!("{method} {}", route.map_or(&*path, MatchedPath::as_str));
    let (parts, body) = request.into_parts();
    let origin = Origin::of(&parts);
    let response = next.run(Request::from_parts(parts, body)).await;
    let (Some(Refused(permission)), Some(person)) =
        (response.extensions().get().copied(), whose.0.get())
    else {
        return response;
    };
    match write(&state, person, permission, route, &path, origin).await {
        Ok(()) => response,
        Err(error) => ApiError::from(error).into_response(),
    }
}

async fn write(
    state: &AppState,
    person: &Person,
    permission: Permission,
    route: String,
    path: &str,
    origin: Origin,
) -> Result<(), StoreError> {
    let now = state.clock.now();
    let detail = json!({ "permission": permission.code(), "route": route, "path": path });
    let event = Event::new(AuditAction::Permission, AuditResult::Refused, &detail)?;
    let events = Events { at: now, by: Actor::person(person, origin), events: vec![event] };
    let refusal = Refusal { user: person.id, route, events };
    state.store.note_refusal(person.company.id, &refusal, now - ONCE_WITHIN).await
}
