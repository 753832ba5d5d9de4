//! `PUT /api/write-off-processes/starts/{id}`, `…/{number}/changes/{id}`, `…/tasks/{id}` and
//! `…/holds/{id}`.

use axum::extract::State;
use axum::response::Response;
use domain::api::{
    AccountOfProcess, HoldRequest, ProcessChangeRequest, ProcessRecord, StartProcessRequest,
    TaskRequest,
};

use super::refused::{by_rule, no_such_process, refused};
use crate::app_state::AppState;
use crate::audit_chain::Origin;
use crate::http::once::{record, recorded};
use crate::http::{ApiError, ClientId, JsonBody, PathOf, ProblemReply};
use crate::sign_in::{Authorized, ManageProcesses, RecordRepossession};
use crate::store::ChangeOfProcess;

/// Starts a write-off process for contracts of an account.
///
/// The same request again gets the first answer and does nothing. A valid request is refused with 422
/// where its fields contradict what is set up or the account: a contract that owes nothing, is of
/// another debt class than the control, or is active in another process, which is named.
#[utoipa::path(
    put, path = "/api/write-off-processes/starts/{id}", tag = "write-off processes",
    params(("id" = uuid::Uuid, Path)),
    request_body = StartProcessRequest,
    responses(
        (status = CREATED, body = ProcessRecord, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_start(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(form): JsonBody<StartProcessRequest>,
) -> Result<Response, ApiError> {
    let account = form.account.clone();
    record(state, (id, person, origin), account, form, by_rule).await
}

/// Changes a write-off process: saves, re-schedules or cancels it.
///
/// The same request again gets the first answer and does nothing. Refused with 409 where the process
/// has changed since it was shown or has ended, and with 422 where fields contradict what is set up,
/// the account or what has happened: the control while contracts stay linked, the template once an
/// event is complete, an event that is not pending.
#[utoipa::path(
    put, path = "/api/write-off-processes/{number}/changes/{id}", tag = "write-off processes",
    params(("number" = i64, Path, description = "Its number", minimum = 1),
           ("id" = uuid::Uuid, Path)),
    request_body = ProcessChangeRequest,
    responses(
        (status = CREATED, body = ProcessRecord, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_change(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    origin: Origin,
    PathOf((process, id)): PathOf<(i64, String)>,
    JsonBody(request): JsonBody<ProcessChangeRequest>,
) -> Result<Response, ApiError> {
    let ClientId(id) = ClientId::parse(&id)?;
    let body = ChangeOfProcess { process, request };
    recorded(state, (id, person, origin), body, move |why, role| {
        refused(why, "The write-off process", no_such_process(process), role)
    })
    .await
}

/// Completes a task that an event of a write-off process gave.
///
/// The same request again gets the first answer and does nothing. Refused with 409 where somebody has
/// completed it already.
#[utoipa::path(
    put, path = "/api/write-off-processes/tasks/{id}", tag = "write-off processes",
    params(("id" = uuid::Uuid, Path)),
    request_body = TaskRequest,
    responses(
        (status = CREATED, body = ProcessRecord, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_task(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<RecordRepossession>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(body): JsonBody<TaskRequest>,
) -> Result<Response, ApiError> {
    let action = body.action;
    recorded(state, (id, person, origin), body, move |why, role| {
        refused(why, "The task", ApiError::not_found(format!("There is no task {action}.")), role)
    })
    .await
}

/// Holds an account: no write-off process is opened for it by itself before a day. No day lifts the
/// hold.
///
/// The same request again gets the first answer and does nothing. A valid request is refused with 422
/// where its day is none of the calendar, or ten years away.
#[utoipa::path(
    put, path = "/api/write-off-processes/holds/{id}", tag = "write-off processes",
    params(("id" = uuid::Uuid, Path)),
    request_body = HoldRequest,
    responses(
        (status = CREATED, body = AccountOfProcess, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_hold(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<ManageProcesses>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(form): JsonBody<HoldRequest>,
) -> Result<Response, ApiError> {
    let account = form.account.clone();
    record(state, (id, person, origin), account, form, by_rule).await
}
