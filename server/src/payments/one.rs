//! `PUT /api/payments/{id}` and `PUT /api/payments/{id}/reversal`.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::api::{PaymentRecord, PaymentRequest, ProblemCode, ReversalRequest};
use domain::form::Typed;
use domain::language::Language;
use domain::payments::words::row_refusal;
use domain::payments::{Outcome, PaymentEntry, PaymentId, RowRefusal, check};

use crate::accounts::no_such_account;
use crate::app_state::AppState;
use crate::audit_chain::{Actor, Origin};
use crate::http::once::created;
use crate::http::{ApiError, JsonBody, PathOf, ProblemReply};
use crate::identity::Person;
use crate::sign_in::{Authorized, RecordPayments};
use crate::store::{
    NewPayments, PaymentsFilter, PaymentsOutcome, ReversalOutcome, ReversalRequested,
};

/// Records a payment under the id that its provider gave it. The same payment again does nothing.
///
/// A valid request is refused with 422 where its day is still to come, where nothing is left to pay on
/// the account, where the amount is more than the account can carry, and where the company takes no
/// payments in that way; with 409 where the id was
/// used for another payment.
#[utoipa::path(
    put, path = "/api/payments/{id}", tag = "payments",
    params(("id" = String, Path, description = "What the provider calls it, 1 to 64 characters",
            min_length = 1, max_length = 64)),
    request_body = PaymentRequest,
    responses(
        (status = CREATED, body = PaymentRecord, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_payment(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<RecordPayments>,
    origin: Origin,
    PathOf(id): PathOf<String>,
    JsonBody(told): JsonBody<PaymentRequest>,
) -> Result<Response, ApiError> {
    let entry = check(&Typed::new(&id), &told).map_err(ApiError::of_form)?;
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let new = NewPayments {
            company: person.company.id,
            user: person.id,
            by: Actor::person(&person, origin),
            payments: vec![entry.clone()],
        };
        let outcomes = match state.store.record_payments(&new, &state.clock).await? {
            PaymentsOutcome::Decided(outcomes) => outcomes,
            PaymentsOutcome::Disabled => return Err(disabled()),
        };
        let replayed = match outcomes.first() {
            Some(Outcome::Applied(_)) => false,
            Some(Outcome::AlreadyRecorded) => true,
            Some(Outcome::Refused(refusal)) => return Err(refused(*refusal, &entry)),
            None => return Err(ApiError::internal("a payment without an outcome")),
        };
        Ok(created(Json(payment(&state, &person, &entry.id).await?), replayed))
    });
    task.await.map_err(ApiError::internal)?
}

fn refused(refusal: RowRefusal, entry: &PaymentEntry) -> ApiError {
    match refusal {
        RowRefusal::AccountDoesNotExist => no_such_account(&entry.account),
        RowRefusal::IdReused => ApiError::new(
            ProblemCode::IdReused,
            format!(
                "The id {} was used for another payment: another account, day, amount or way of \
                 paying. Look it up, and send this one under its own id.",
                entry.id
            ),
        ),
        RowRefusal::ChannelOff | RowRefusal::Payment(_) => ApiError::invalid().of_field(
            refusal.place(),
            refusal.code(),
            row_refusal(refusal, Language::En),
        ),
    }
}

pub(super) fn disabled() -> ApiError {
    ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
}

/// Takes a payment back, because its provider did: new entries undo what it did. A second reversal
/// does nothing.
#[utoipa::path(
    put, path = "/api/payments/{id}/reversal", tag = "payments",
    params(("id" = String, Path, description = "What the provider calls it, 1 to 64 characters",
            min_length = 1, max_length = 64)),
    request_body = ReversalRequest,
    responses(
        (status = CREATED, body = PaymentRecord, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_reversal(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<RecordPayments>,
    origin: Origin,
    PathOf(id): PathOf<String>,
    JsonBody(ReversalRequest {}): JsonBody<ReversalRequest>,
) -> Result<Response, ApiError> {
    let id = PaymentId::parse(&id).map_err(|_| no_such_payment(&id))?;
    let task = tokio::spawn(async move {
        let requested = ReversalRequested {
            company: person.company.id,
            user: person.id,
            by: Actor::person(&person, origin),
            id: id.clone(),
        };
        let replayed = match state.store.reverse_payment(&requested, &state.clock).await? {
            ReversalOutcome::Reversed => false,
            ReversalOutcome::AlreadyReversed => true,
            ReversalOutcome::NoSuchPayment => return Err(no_such_payment(id.as_str())),
            ReversalOutcome::Disabled => return Err(disabled()),
        };
        Ok(created(Json(payment(&state, &person, &id).await?), replayed))
    });
    task.await.map_err(ApiError::internal)?
}

fn no_such_payment(id: &str) -> ApiError {
    ApiError::not_found(format!("There is no payment {id}. Check the number."))
}

async fn payment(
    state: &AppState,
    person: &Person,
    id: &PaymentId,
) -> Result<PaymentRecord, ApiError> {
    let filter = PaymentsFilter { id: Some(id.clone()), limit: 1, ..PaymentsFilter::default() };
    let found = state.store.payments(person.company.id, &filter).await?;
    found.into_iter().next().ok_or_else(|| ApiError::internal("a payment that was just recorded"))
}
