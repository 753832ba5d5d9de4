//! `PUT /api/imports/{id}/commit`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::api::{Import, ImportCommitRequest, ImportStatus, ProblemCode};
use domain::role::Permission;
use uuid::Uuid;

use super::no_such_import;
use super::read::{File, choices_of, read_apart, said};
use crate::app_state::AppState;
use crate::audit_chain::{Actor, Origin};
use crate::http::{ApiError, ClientId, JsonBody, ProblemReply, once};
use crate::identity::Person;
use crate::sign_in::{Authorized, Import as MayImport};
use crate::store::{ImportCommit, ImportCommitRefusal, ImportCommitted};

/// Does what the preview shows, all of it or nothing. The same again gets the same answer.
///
/// Where rows would fare differently by now, nothing is done (409 `changed_since_preview`): look at the file
/// again.
#[utoipa::path(
    put, path = "/api/imports/{id}/commit", tag = "imports",
    params(("id" = uuid::Uuid, Path)),
    request_body = ImportCommitRequest,
    responses(
        (status = CREATED, body = Import, headers(
            ("idempotent-replayed" = String, description = "true where it was done before"),
        )),
        ProblemReply,
    ),
)]
pub(super) async fn put_commit(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    origin: Origin,
    ClientId(id): ClientId,
    JsonBody(request): JsonBody<ImportCommitRequest>,
) -> Result<Response, ApiError> {
    let turn = state.import_turns.take().await?;
    // A task of its own: a client that goes away does not stop it half-way.
    let task = tokio::spawn(async move {
        let committed = commit(&state, &person, origin, id, request.shown).await;
        drop(turn);
        committed
    });
    task.await.map_err(ApiError::internal)?
}

async fn commit(
    state: &AppState,
    person: &Person,
    origin: Origin,
    id: Uuid,
    shown: String,
) -> Result<Response, ApiError> {
    let company = person.company.id;
    let Some(draft) = state.store.import_draft(company, id).await? else {
        return match state.store.import(company, id).await? {
            Some(done) if done.status == ImportStatus::Committed => Ok(created(done, true)),
            _ => Err(no_such_import()),
        };
    };
    let file = File {
        choices: choices_of(&draft.import.sheets),
        name: draft.import.file_name,
        bytes: draft.file,
        remembered: Vec::new(),
        currency: person.company.currency.clone(),
    };
    let (file, read) = read_apart(file).await??;
    drop(file);
    let columns = said(&read, &draft.choices);
    let commit = ImportCommit {
        company,
        user: person.id,
        by: Actor::person(person, origin),
        id,
        file_sha256: draft.file_sha256,
        shown,
        sheets: Arc::new(read.sheets),
        columns,
    };
    match state.store.commit_import(&commit, &state.clock).await? {
        ImportCommitted::Done(import) => {
            tracing::info!(
                import = import.id,
                created = import.counts.created,
                changed = import.counts.changed,
                refused = import.counts.refused,
                "import committed"
            );
            Ok(created(import, false))
        }
        ImportCommitted::Replayed(import) => Ok(created(import, true)),
        ImportCommitted::Refused(refusal) => Err(refused(refusal)),
    }
}

fn created(import: Import, replayed: bool) -> Response {
    once::created(Json(import), replayed)
}

fn refused(refusal: ImportCommitRefusal) -> ApiError {
    match refusal {
        ImportCommitRefusal::RoleMayNot(Some(role)) => {
            ApiError::role_may_not(role, Permission::Import)
        }
        ImportCommitRefusal::RoleMayNot(None) => {
            ApiError::new(ProblemCode::NotSignedIn, "The user was disabled in the meantime.")
        }
        ImportCommitRefusal::ChangedSincePreview => ApiError::new(
            ProblemCode::ChangedSincePreview,
            "Rows would fare differently than the preview shows. Nothing was done. Look at the \
             file again.",
        ),
    }
}
