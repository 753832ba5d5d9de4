//! `PUT /api/imports/{id}`.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::api::{Import, ImportRequest, ProblemCode};
use domain::import::{Decision, Sheet, SheetChoice, Terms, decide, keys};
use jiff::Timestamp;
use uuid::Uuid;

use super::read::{File, read_apart};
use super::turns::ReceivingFile;
use super::{FileRefusal, no_such_import};
use crate::app_state::AppState;
use crate::http::json::parse;
use crate::http::limits::check_file_name;
use crate::http::{ApiError, ClientId, JsonBytes, ProblemReply};
use crate::identity::Person;
use crate::sign_in::{Authorized, Import as MayImport};
use crate::store::{NewDraft, Store, StoreError};

/// Looks at a file: what would become of each row. Nothing of it is taken.
///
/// The same id again looks anew, with other choices or at another file. A file that cannot be taken as a whole
/// is refused with 422 `file_refused`, and what was kept under the id before stays. Where others are sending files,
/// it is refused with 503 before it is sent.
#[utoipa::path(
    put, path = "/api/imports/{id}", tag = "imports",
    params(("id" = uuid::Uuid, Path)),
    request_body = ImportRequest,
    responses((status = OK, body = Import), ProblemReply),
)]
pub(super) async fn put_import(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<MayImport>,
    ClientId(id): ClientId,
    _receiving: ReceivingFile,
    JsonBytes(body): JsonBytes,
) -> Result<Json<Import>, ApiError> {
    let turn = state.import_turns.take().await?;
    // A task of its own: the turn ends with the work, not with the client.
    let task = tokio::spawn(async move {
        let import = preview(&state, &person, id, body).await;
        drop(turn);
        import
    });
    task.await.map_err(ApiError::internal)?.map(Json)
}

async fn preview(
    state: &AppState,
    person: &Person,
    id: Uuid,
    body: Bytes,
) -> Result<Import, ApiError> {
    let (name, bytes, choices) =
        tokio::task::spawn_blocking(move || check(&body)).await.map_err(ApiError::internal)??;
    let company = person.company.id;
    let bytes = match bytes {
        Some(bytes) => bytes,
        None => state.store.import_draft(company, id).await?.ok_or_else(no_such_import)?.file,
    };
    let now = state.clock.now();
    let sent = Sent { name, bytes, choices };
    // The sheets are not kept meanwhile: they may take hundreds of megabytes.
    let LookedAt { draft, .. } = look_at(&state.store, now, person, id, sent).await??;
    state.store.keep_draft(&draft, now).await?.ok_or_else(|| {
        ApiError::new(
            ProblemCode::IdReused,
            format!("The import {id} was done already. Send this file under a new id."),
        )
    })
}

/// A file as it was sent, and what its sheets are.
pub(super) struct Sent {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) choices: Vec<SheetChoice>,
}

/// A file that was looked at. Nothing of it is kept yet.
pub(super) struct LookedAt {
    pub(super) draft: NewDraft,
    /// Its sheets, as they were read.
    pub(super) sheets: Arc<Vec<Sheet>>,
    /// Whether something else is told than last time of what stays: then it can be committed, though every row is
    /// the same.
    pub(super) tells: bool,
}

/// Reads a file, and has the rules decide what would become of its rows.
pub(super) async fn look_at(
    store: &Store,
    now: Timestamp,
    person: &Person,
    id: Uuid,
    sent: Sent,
) -> Result<Result<LookedAt, FileRefusal>, StoreError> {
    let company = person.company.id;
    let terms = store.import_terms(company, now).await?;
    let file = File {
        name: sent.name,
        bytes: sent.bytes,
        choices: sent.choices,
        remembered: store.import_columns(company).await?,
        currency: terms.currency.clone(),
    };
    let (file, read) = match read_apart(file).await? {
        Ok(read) => read,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let sheets = Arc::new(read.sheets);
    let Decision { outcomes, effects } = decided(store, person, &sheets, terms).await?;
    let draft = NewDraft {
        company,
        user: person.id,
        id,
        file_name: file.name,
        file: file.bytes,
        sheets: read.seen,
        choices: file.choices,
        outcomes,
    };
    Ok(Ok(LookedAt { draft, sheets, tells: effects.tell_something() }))
}

async fn decided(
    store: &Store,
    person: &Person,
    sheets: &Arc<Vec<Sheet>>,
    terms: Terms,
) -> Result<Decision, StoreError> {
    let asked = Arc::clone(sheets);
    let keys = tokio::task::spawn_blocking(move || keys(&asked)).await?;
    let facts = store.import_facts(person.company.id, &keys, Some(person.id)).await?;
    let sheets = Arc::clone(sheets);
    Ok(tokio::task::spawn_blocking(move || decide(&sheets, facts, &terms)).await?)
}

/// A file's name, its bytes if they are sent, and what its sheets are.
type Asked = (String, Option<Vec<u8>>, Vec<SheetChoice>);

/// Reads the body. Takes a while: not for a thread that others wait on.
fn check(body: &[u8]) -> Result<Asked, ApiError> {
    let ImportRequest { file_name, file, sheets } = parse(body)?;
    check_file_name(&file_name)?;
    let bytes = match file {
        None => None,
        Some(file) => Some(
            STANDARD
                .decode(file)
                .map_err(|error| ApiError::invalid().at("/file", format!("no Base64: {error}")))?,
        ),
    };
    Ok((file_name, bytes, sheets))
}
