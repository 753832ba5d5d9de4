//! What the page asks of the server.

use domain::api::{
    AccountsReply, AuditReply, FactsReply, FactsRequest, NotificationsReply, Operation,
    OperationRequest, OperationsReply, SessionReply, SignInRequest,
};
use domain::language::Language;

use super::ApiError;
use super::fetch::{ask, ask_with, json, read, tell};

/// Who is signed in.
pub(crate) async fn get_session() -> Result<SessionReply, ApiError> {
    ask("GET", "/api/session", None).await
}

/// Signs in.
pub(crate) async fn sign_in(request: &SignInRequest) -> Result<SessionReply, ApiError> {
    ask("POST", "/api/session", json(request)).await
}

/// Signs in, where it does not matter who that is: the answer is left unread, because what can
/// read it is a good part of what the sign-in page would load.
pub(crate) async fn sign_in_as_anybody(request: &SignInRequest) -> Result<(), ApiError> {
    tell("POST", "/api/session", json(request)).await
}

/// The addresses of the main page's files, where it was built.
pub(crate) async fn list_main_files() -> Result<Vec<String>, ApiError> {
    let text = read("/main/files.txt").await?;
    Ok(String::from_utf8_lossy(&text).lines().map(str::to_owned).collect())
}

/// Signs out.
pub(crate) async fn sign_out() -> Result<(), ApiError> {
    tell("DELETE", "/api/session", None).await
}

/// What is known of the accounts of a file.
pub(crate) async fn load_facts(request: &FactsRequest) -> Result<FactsReply, ApiError> {
    let path = "/api/bulk-write-offs/facts";
    ask_with("POST", path, json(request), FactsReply::from_json).await
}

/// Submits an operation. The same request under the same id gets the same answer.
pub(crate) async fn submit_operation(
    id: &str,
    request: &OperationRequest,
) -> Result<Operation, ApiError> {
    ask("PUT", &operation_path(id), json(request)).await
}

/// An operation with all its outcomes.
pub(crate) async fn get_operation(id: &str) -> Result<Operation, ApiError> {
    ask("GET", &operation_path(id), None).await
}

/// The history, the latest first; older ones than `before` where it is given.
pub(crate) async fn list_operations(
    limit: usize,
    before: Option<u64>,
) -> Result<OperationsReply, ApiError> {
    let before = before.map_or_else(String::new, |number| format!("&before={number}"));
    ask("GET", &format!("/api/bulk-write-offs?limit={limit}{before}"), None).await
}

/// The audit log as the query narrows it, the latest first; older than the row `before` where it is
/// given.
pub(crate) async fn list_audit(
    query: &str,
    limit: usize,
    before: Option<u64>,
) -> Result<AuditReply, ApiError> {
    let before = before.map_or_else(String::new, |sequence| format!("&before={sequence}"));
    ask("GET", &format!("/api/audit?{query}limit={limit}{before}"), None).await
}

/// Where the audit log as the query narrows it can be downloaded, in a language.
pub(crate) fn audit_csv_href(query: &str, language: Language) -> String {
    format!("/api/audit.csv?{query}lang={}", language.tag())
}

/// A page of the accounts that the query looks for.
pub(crate) async fn list_accounts(query: &str, limit: usize) -> Result<AccountsReply, ApiError> {
    ask("GET", &format!("/api/accounts?{query}limit={limit}"), None).await
}

/// What the person is told.
pub(crate) async fn list_notifications() -> Result<NotificationsReply, ApiError> {
    ask("GET", "/api/notifications", None).await
}

/// The person has opened the list.
pub(crate) async fn read_notifications() -> Result<(), ApiError> {
    tell("POST", "/api/notifications/read", None).await
}

/// Where the failures of an operation can be downloaded, in a language.
pub(crate) fn failures_href(id: &str, language: Language) -> String {
    format!("{}/failures.csv?lang={}", operation_path(id), language.tag())
}

/// Where the file that an operation was made from can be downloaded.
pub(crate) fn file_href(id: &str) -> String {
    format!("{}/file", operation_path(id))
}

/// The id may come from the address bar, so it is made harmless first.
fn operation_path(id: &str) -> String {
    format!("/api/bulk-write-offs/{}", String::from(js_sys::encode_uri_component(id)))
}
