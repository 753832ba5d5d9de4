//! `PUT /api/payments` and `POST /api/payments/check`.

use axum::Json;
use axum::extract::State;
use domain::api::{
    FieldProblem, PaymentResult, PaymentResultKind, PaymentsRequest, PaymentsResults,
};
use domain::form::{FieldFault, words};
use domain::language::Language;
use domain::money::Money;
use domain::payments::words::row_refusal;
use domain::payments::{BATCH_MAX, Outcome, PaymentEntry, RowRefusal, check};

use super::one::disabled;
use crate::app_state::AppState;
use crate::audit_chain::{Actor, Origin};
use crate::clock::date_in;
use crate::http::{ApiError, JsonBody, ProblemReply};
use crate::sign_in::{Authorized, RecordPayments};
use crate::store::{NewPayments, PaymentsOutcome};

/// Records up to 1,000 payments. Each is recorded on its own: what is refused says why, field by
/// field, and the others are recorded. The same batch again does nothing.
#[utoipa::path(
    put, path = "/api/payments", tag = "payments",
    request_body = PaymentsRequest,
    responses((status = OK, body = PaymentsResults), ProblemReply),
)]
pub(super) async fn put_payments(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<RecordPayments>,
    origin: Origin,
    JsonBody(request): JsonBody<PaymentsRequest>,
) -> Result<Json<PaymentsResults>, ApiError> {
    let read = read(&request)?;
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let new = NewPayments {
            company: person.company.id,
            user: person.id,
            by: Actor::person(&person, origin),
            payments: well_formed(&read),
        };
        match state.store.record_payments(&new, &state.clock).await? {
            PaymentsOutcome::Decided(outcomes) => Ok(Json(results(&request, read, outcomes))),
            PaymentsOutcome::Disabled => Err(disabled()),
        }
    });
    task.await.map_err(ApiError::internal)?
}

/// What would become of payments, if they were recorded now. Nothing is done.
#[utoipa::path(
    post, path = "/api/payments/check", tag = "payments",
    request_body = PaymentsRequest,
    responses((status = OK, body = PaymentsResults), ProblemReply),
)]
pub(super) async fn check_payments(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<RecordPayments>,
    JsonBody(request): JsonBody<PaymentsRequest>,
) -> Result<Json<PaymentsResults>, ApiError> {
    let read = read(&request)?;
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let outcomes = state.store.judge_payments(company.id, &well_formed(&read), today).await?;
    Ok(Json(results(&request, read, outcomes)))
}

/// A payment that was read, or what is wrong with it.
type Read = Result<PaymentEntry, Vec<FieldFault>>;

fn read(request: &PaymentsRequest) -> Result<Vec<Read>, ApiError> {
    let count = request.payments.len();
    if !(1..=BATCH_MAX).contains(&count) {
        let said = format!("{count} payments: send 1 to {BATCH_MAX} at a time");
        return Err(ApiError::invalid().at("/payments", said));
    }
    Ok(request.payments.iter().map(|told| check(&told.id, &told.request())).collect())
}

fn well_formed(read: &[Read]) -> Vec<PaymentEntry> {
    read.iter().filter_map(|one| one.as_ref().ok().cloned()).collect()
}

/// One result a payment, in their order. `outcomes` are those of the well-formed ones.
fn results(request: &PaymentsRequest, read: Vec<Read>, outcomes: Vec<Outcome>) -> PaymentsResults {
    let mut outcomes = outcomes.into_iter();
    let mut reply = PaymentsResults {
        results: Vec::with_capacity(read.len()),
        recorded: 0,
        already_recorded: 0,
        refused: 0,
        amount: Money::ZERO,
    };
    for (told, read) in std::iter::zip(&request.payments, read) {
        let decided = match read {
            Ok(entry) => outcomes.next().map(|outcome| (entry, outcome)).ok_or_else(Vec::new),
            Err(faults) => Err(faults.into_iter().map(of_fault).collect()),
        };
        let mut result = PaymentResult {
            id: told.id.as_str().to_owned(),
            result: PaymentResultKind::Refused,
            recovery: false,
            errors: Vec::new(),
        };
        match decided {
            Ok((entry, Outcome::Applied(paid))) => {
                result.result = PaymentResultKind::Recorded;
                result.recovery = paid.recovery;
                reply.recorded += 1;
                reply.amount = Money::total([reply.amount, entry.payment.amount]);
            }
            Ok((_, Outcome::AlreadyRecorded)) => {
                result.result = PaymentResultKind::AlreadyRecorded;
                reply.already_recorded += 1;
            }
            Ok((_, Outcome::Refused(refusal))) => {
                result.errors.push(of_refusal(refusal));
                reply.refused += 1;
            }
            Err(errors) => {
                result.errors = errors;
                reply.refused += 1;
            }
        }
        reply.results.push(result);
    }
    reply
}

fn of_fault(FieldFault { place, fault }: FieldFault) -> FieldProblem {
    FieldProblem {
        place,
        detail: words::fault(fault, Language::En),
        code: Some(fault.code().to_owned()),
        value: None,
    }
}

fn of_refusal(refusal: RowRefusal) -> FieldProblem {
    FieldProblem {
        place: refusal.place().to_owned(),
        detail: row_refusal(refusal, Language::En),
        code: Some(refusal.code().to_owned()),
        value: None,
    }
}
