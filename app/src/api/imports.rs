//! What the page asks of the server about imports.

use domain::api::{
    Import, ImportCommitRequest, ImportFactsReply, ImportFactsRequest, ImportRequest,
    ImportRowsReply, ImportsReply, RememberedColumns,
};
use domain::import::Kind;
use domain::language::Language;
use gloo_net::http::Method;

use super::fetch::{get, send, tell};
use super::{ApiError, Upload, Uploaded};
use crate::query::{encoded, query as query_of};

/// What the rows of a file depend on.
pub(crate) async fn import_facts(
    request: &ImportFactsRequest,
) -> Result<ImportFactsReply, ApiError> {
    send(Method::POST, "/api/imports/facts", request).await
}

/// What people of the company have said that columns are.
pub(crate) async fn import_columns() -> Result<RememberedColumns, ApiError> {
    get("/api/imports/columns").await
}

/// Has the server look at a file, or at the one that it has under this id. Nothing is taken.
pub(crate) async fn preview_import(id: &str, request: &ImportRequest) -> Result<Import, ApiError> {
    send(Method::PUT, &import_path(id), request).await
}

/// The same with a large file, of which is said how much has been sent.
pub(crate) async fn upload_import(
    id: &str,
    request: &ImportRequest,
    upload: &Upload,
    told: impl Fn(Uploaded) + 'static,
) -> Result<Import, ApiError> {
    upload.send(&Method::PUT, &import_path(id), request, told).await
}

/// Does what the preview shows. The same again gets the same answer.
pub(crate) async fn commit_import(id: &str, shown: &str) -> Result<Import, ApiError> {
    let request = ImportCommitRequest { shown: shown.to_owned() };
    send(Method::PUT, &format!("{}/commit", import_path(id)), &request).await
}

/// Forgets a preview.
pub(crate) async fn discard_import(id: &str) -> Result<(), ApiError> {
    tell(Method::DELETE, &import_path(id), &()).await
}

/// An import.
pub(crate) async fn get_import(id: &str) -> Result<Import, ApiError> {
    get(&import_path(id)).await
}

/// Rows of an import as the query narrows them; those that follow on `after` where it is given.
pub(crate) async fn list_import_rows(
    id: &str,
    narrowed: &str,
    limit: usize,
    after: Option<u32>,
) -> Result<ImportRowsReply, ApiError> {
    let after = after.map(|place| format!("after={place}&")).unwrap_or_default();
    get(&format!("{}/rows?{narrowed}{after}limit={limit}", import_path(id))).await
}

/// Imports that were done, the latest first; older ones than `before` where it is given.
pub(crate) async fn list_imports(
    limit: usize,
    before: Option<u64>,
) -> Result<ImportsReply, ApiError> {
    let before = before.map(|number| format!("before={number}&")).unwrap_or_default();
    get(&format!("/api/imports?{before}limit={limit}")).await
}

/// Where the refused rows of a kind can be downloaded, in a language.
pub(crate) fn refused_rows_href(id: &str, kind: Kind, language: Language) -> String {
    let path = import_path(id);
    format!("{path}/refused.csv?kind={}&language={}", kind.code(), language.tag())
}

/// Where the file of an import can be downloaded.
pub(crate) fn import_file_href(id: &str) -> String {
    format!("{}/file", import_path(id))
}

/// Where a workbook with a sheet for each kind can be downloaded, in a language.
pub(crate) fn import_workbook_href(language: Language) -> String {
    format!("/api/imports/template.xlsx?language={}", language.tag())
}

/// Where what the company has of a kind can be downloaded, in a language.
pub(crate) fn portfolio_href(kind: Kind, language: Language) -> String {
    format!("/api/portfolio/{}/export.csv?language={}", kind.code(), language.tag())
}

/// What narrows rows, as a query to be followed by more.
pub(crate) fn import_rows_query(result: &str, find: &str) -> String {
    query_of(&[("result", result), ("q", find)])
}

/// The id may come from the address bar, so it is made harmless first.
fn import_path(id: &str) -> String {
    format!("/api/imports/{}", encoded(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stays_within_its_part_of_the_path() {
        assert_eq!(import_file_href("../x"), "/api/imports/..%2Fx/file");
        assert_eq!(
            refused_rows_href("a", Kind::Units, Language::Fr),
            "/api/imports/a/refused.csv?kind=units&language=fr"
        );
    }

    #[test]
    fn what_is_not_narrowed_is_not_said() {
        assert_eq!(import_rows_query("", ""), "");
        assert_eq!(import_rows_query("refused", "KE 7"), "result=refused&q=KE%207&");
    }
}
