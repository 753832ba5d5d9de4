//! From the body of a request to a submission: everything that can be checked without accounts.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::api::{OperationRequest, ProblemCode, ProcessStartsRequest};
use domain::bulk_write_off::{OperationKind, SeenProblem, SeenProblemKind, seen_accounts};
use domain::language::Language;
use domain::upload::{self, FILE_BYTES_MAX, Refusal};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::audit_chain::{Actor, Origin};
use crate::hex::to_hex;
use crate::http::ApiError;
use crate::http::json::parse;
use crate::http::limits::check_file_name;
use crate::identity::Person;
use crate::store::bulk_write_off::{Asked, Starting};
use crate::store::{OnceRequest, Submission};

/// Reads the body and the file in it. Takes a while: not for a thread that others wait on.
pub(super) fn check(
    kind: OperationKind,
    body: &[u8],
    operation_id: Uuid,
    person: &Person,
    origin: Origin,
) -> Result<Arc<OnceRequest<Submission>>, ApiError> {
    let (request, starting) = match kind {
        OperationKind::WriteOff => (parse::<OperationRequest>(body)?, None),
        OperationKind::ProcessStart => {
            let request: ProcessStartsRequest = parse(body)?;
            let ProcessStartsRequest { control, settings_version, operation } = request;
            (operation, Some(Starting { control, settings_version }))
        }
    };
    check_file_name(&request.file_name)?;
    let file = STANDARD
        .decode(&request.file)
        .map_err(|error| ApiError::invalid().at("/file", format!("no Base64: {error}")))?;
    if file.len() > FILE_BYTES_MAX {
        return Err(refused(&Refusal::TooLarge { limit_bytes: FILE_BYTES_MAX }));
    }
    let entries = upload::read(&file, request.column).map_err(|refusal| refused(&refusal))?.entries;
    let seen_json = serde_json::to_string(&request.seen).map_err(ApiError::internal)?;
    let file_sha256 = to_hex(&Sha256::digest(&file));
    let OperationRequest { column, early_acknowledged, .. } = request;
    let asked = Asked {
        file_name: &request.file_name,
        file_sha256: &file_sha256,
        column,
        early_acknowledged,
        starting: starting.as_ref(),
        seen_json: &seen_json,
    };
    let sha256 = asked.sha256().map_err(ApiError::internal)?;
    let seen = seen_accounts(request.seen, &entries).map_err(|problem| not_seen(&problem))?;
    let submission = Submission {
        file_name: request.file_name,
        file,
        file_sha256,
        column,
        entries,
        seen,
        seen_json,
        early_acknowledged,
        starting,
    };
    Ok(Arc::new(OnceRequest {
        company: person.company.id,
        user: person.id,
        by: Actor::person(person, origin),
        id: operation_id,
        body: submission,
        sha256,
    }))
}

fn not_seen(problem: &SeenProblem) -> ApiError {
    let account = &problem.account;
    let detail = match problem.kind {
        SeenProblemKind::NotInTheFile => format!("{account} is not in the file"),
        SeenProblemKind::Twice => format!("{account} stands there twice"),
    };
    ApiError::invalid().at(format!("/seen/{}/account", problem.index), detail)
}

/// The file as a whole cannot be taken.
fn refused(refusal: &Refusal) -> ApiError {
    let said = refusal.words(Language::En).in_full();
    let detail = format!("{said} Nothing was done.");
    ApiError::new(ProblemCode::FileRefused, detail).of_field("/file", refusal.code(), said)
}
