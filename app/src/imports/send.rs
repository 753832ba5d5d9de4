//! Importing what a preview shows: the file is sent where the server has not got it, and only what was
//! seen is done.

use domain::api::{Import, ImportRequest, ImportStatus, ProblemCode};

use crate::api::{self, ApiError};
use crate::submission::Sent;

/// What is to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ToImport {
    /// The file; none where the server has it.
    pub request: Option<ImportRequest>,
    /// The digest of what was seen.
    pub shown: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Imported {
    /// It was done.
    Done(Box<Import>),
    /// Rows would fare differently by now: nothing was done.
    Differs(Box<Import>),
    /// It was only looked at, with other names of sheets and columns.
    Looked(Box<Import>),
}

impl Imported {
    /// The import as it is now.
    pub(super) fn import(self) -> Import {
        match self {
            Self::Done(import) | Self::Differs(import) | Self::Looked(import) => *import,
        }
    }
}

/// Imports it. The same again is harmless, whatever of it has reached the server.
pub(super) async fn import(sent: Sent<ToImport>) -> Result<Imported, ApiError> {
    let Sent { id, request: ToImport { request, shown } } = sent;
    if let Some(request) = request {
        match api::preview_import(&id, &request).await {
            Ok(import) => {
                if let Some(settled) = settled(import, &shown) {
                    return Ok(settled);
                }
            }
            // An earlier attempt may have done it already.
            Err(error) if is_taken(&error) => return done_before(&id, error).await,
            Err(error) => return Err(error),
        }
    }
    match api::commit_import(&id, &shown).await {
        Ok(import) => Ok(Imported::Done(Box::new(import))),
        Err(error) if error.code() == Some(ProblemCode::ChangedSincePreview) => {
            let again = ImportRequest { file_name: String::new(), file: None, sheets: Vec::new() };
            look_again(&id, again).await
        }
        Err(error) => Err(error),
    }
}

/// Looks again at what the server has under the id, as it was named before.
async fn look_again(id: &str, mut again: ImportRequest) -> Result<Imported, ApiError> {
    let before = api::get_import(id).await?;
    again.file_name = before.file_name;
    again.sheets = super::server_preview::choices(&before.sheets);
    let now = api::preview_import(id, &again).await?;
    Ok(Imported::Differs(Box::new(now)))
}

async fn done_before(id: &str, error: ApiError) -> Result<Imported, ApiError> {
    let import = api::get_import(id).await?;
    if import.status == ImportStatus::Committed {
        Ok(Imported::Done(Box::new(import)))
    } else {
        Err(error)
    }
}

/// What came of it where nothing is left to do; none where the server sees what was seen.
fn settled(import: Import, shown: &str) -> Option<Imported> {
    if import.status == ImportStatus::Committed {
        Some(Imported::Done(Box::new(import)))
    } else if import.shown == shown {
        None
    } else {
        Some(Imported::Differs(Box::new(import)))
    }
}

fn is_taken(error: &ApiError) -> bool {
    matches!(error.code(), Some(ProblemCode::IdReused | ProblemCode::OperationIdReused))
}

#[cfg(test)]
mod tests {
    use super::super::flow::tests::an_import;
    use super::*;

    #[test]
    fn only_what_was_seen_is_done() {
        let preview = an_import(ImportStatus::Preview);
        assert_eq!(settled(preview.clone(), "seen"), None);
        assert_eq!(
            settled(preview.clone(), "otherwise"),
            Some(Imported::Differs(Box::new(preview)))
        );
    }

    #[test]
    fn what_was_done_by_an_earlier_attempt_is_done() {
        let done = an_import(ImportStatus::Committed);
        assert_eq!(settled(done.clone(), "otherwise"), Some(Imported::Done(Box::new(done))));
    }
}
