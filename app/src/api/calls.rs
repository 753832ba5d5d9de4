//! What the page asks of the server.

use domain::AccountId;
use domain::api::{
    AccountReply, AccountsReply, ActionsReply, AttemptRecord, AuditReply, CentresReply, FactsReply,
    FactsRequest, FailedAttemptRequest, NotificationsReply, Operation, OperationsReply,
    ReportReply, RepossessionRecord, RepossessionRequest, SessionReply, SignInRequest, StaffReply,
    StartReply,
};
use domain::bulk_write_off::OperationKind;
use domain::language::Language;
use domain::reports::ReportName;
use gloo_net::http::Method;
use serde::Serialize;

use super::ApiError;
use super::fetch::{get, get_text, send, send_and_read, tell};
use crate::query::{address, query as query_of};

/// Who is signed in.
pub(crate) async fn get_session() -> Result<SessionReply, ApiError> {
    get("/api/session").await
}

/// Signs in.
pub(crate) async fn sign_in(request: &SignInRequest) -> Result<SessionReply, ApiError> {
    send(Method::POST, "/api/session", request).await
}

/// Signs in, where it does not matter who that is: the answer is left unread, because what can
/// read it is a good part of what the sign-in page would load.
pub(crate) async fn sign_in_as_anybody(request: &SignInRequest) -> Result<(), ApiError> {
    tell(Method::POST, "/api/session", request).await
}

/// The addresses of the main page's files, where it was built, one a line. After an empty line come
/// those of the part where people start.
pub(crate) async fn list_main_files() -> Result<String, ApiError> {
    get_text("/main/files.txt").await
}

/// Signs out.
pub(crate) async fn sign_out() -> Result<(), ApiError> {
    tell(Method::DELETE, "/api/session", &()).await
}

/// What is known of the accounts of a file.
pub(crate) async fn load_facts(
    kind: OperationKind,
    request: &FactsRequest,
) -> Result<FactsReply, ApiError> {
    let path = format!("{}/facts", operations_path(kind));
    send_and_read(Method::POST, &path, request, FactsReply::from_json).await
}

/// Submits an operation. The same request under the same id gets the same answer.
pub(crate) async fn submit_operation(
    kind: OperationKind,
    id: &str,
    request: &impl Serialize,
) -> Result<Operation, ApiError> {
    send(Method::PUT, &operation_path(kind, id), request).await
}

/// An operation with all its outcomes.
pub(crate) async fn get_operation(kind: OperationKind, id: &str) -> Result<Operation, ApiError> {
    get(&operation_path(kind, id)).await
}

/// The history, the latest first; older ones than `before` where it is given.
pub(crate) async fn list_operations(
    kind: OperationKind,
    limit: usize,
    before: Option<u64>,
) -> Result<OperationsReply, ApiError> {
    let before = before.map_or_else(String::new, |number| format!("&before={number}"));
    get(&format!("{}?limit={limit}{before}", operations_path(kind))).await
}

/// The audit log as the query narrows it, the latest first; older than the row `before` where it is
/// given.
pub(crate) async fn list_audit(
    query: &str,
    limit: usize,
    before: Option<u64>,
) -> Result<AuditReply, ApiError> {
    let before = before.map_or_else(String::new, |sequence| format!("&before={sequence}"));
    get(&format!("/api/audit?{query}limit={limit}{before}")).await
}

/// Where the audit log as the query narrows it can be downloaded, in a language.
pub(crate) fn audit_csv_href(query: &str, language: Language) -> String {
    format!("/api/audit.csv?{query}lang={}", language.tag())
}

/// A page of the accounts that the query looks for.
pub(crate) async fn list_accounts(query: &str, limit: usize) -> Result<AccountsReply, ApiError> {
    get(&format!("/api/accounts?{query}limit={limit}")).await
}

/// What the person is told.
pub(crate) async fn list_notifications() -> Result<NotificationsReply, ApiError> {
    get("/api/notifications").await
}

/// The person has opened the list.
pub(crate) async fn read_notifications() -> Result<(), ApiError> {
    tell(Method::POST, "/api/notifications/read", &()).await
}

/// Where the failures of an operation can be downloaded, in a language.
pub(crate) fn failures_href(kind: OperationKind, id: &str, language: Language) -> String {
    format!("{}/failures.csv?lang={}", operation_path(kind, id), language.tag())
}

/// Where the file that an operation was made from can be downloaded.
pub(crate) fn file_href(kind: OperationKind, id: &str) -> String {
    format!("{}/file", operation_path(kind, id))
}

/// The actions as the query narrows them, those of the oldest default first; what follows on
/// `after` where it is given.
pub(crate) async fn list_actions(
    narrowed: &str,
    limit: usize,
    after: Option<String>,
) -> Result<ActionsReply, ApiError> {
    let after = after.map(|after| query_of(&[("after", &after)])).unwrap_or_default();
    get(&format!("/api/actions?{narrowed}{after}limit={limit}")).await
}

/// Where the actions as the query narrows them can be downloaded, in a language.
pub(crate) fn actions_csv_href(narrowed: &str, language: Language) -> String {
    format!("/api/actions.csv?{narrowed}lang={}", language.tag())
}

/// The fulfilment centres of the company.
pub(crate) async fn list_centres() -> Result<CentresReply, ApiError> {
    get("/api/fulfilment-centres").await
}

/// Everything about an account.
pub(crate) async fn get_account(account: &AccountId) -> Result<AccountReply, ApiError> {
    get(&format!("/api/accounts/{account}")).await
}

/// The people who can have completed a repossession.
pub(crate) async fn list_staff() -> Result<StaffReply, ApiError> {
    get("/api/staff").await
}

/// Records a repossession. The same request under the same id gets the same answer.
pub(crate) async fn record_repossession(
    id: &str,
    request: &RepossessionRequest,
) -> Result<RepossessionRecord, ApiError> {
    send(Method::PUT, &format!("/api/repossessions/{id}"), request).await
}

/// Records an attempt that failed. The same request under the same id gets the same answer.
pub(crate) async fn record_failed_attempt(
    id: &str,
    request: &FailedAttemptRequest,
) -> Result<AttemptRecord, ApiError> {
    send(Method::PUT, &format!("/api/failed-attempts/{id}"), request).await
}

/// What needs the back office today.
pub(crate) async fn get_start() -> Result<StartReply, ApiError> {
    get("/api/start").await
}

/// A report as the query narrows it.
pub(crate) async fn get_report(
    report: ReportName,
    narrowed: &str,
) -> Result<ReportReply, ApiError> {
    get(&address(&report_path(report), narrowed)).await
}

/// Where a report as the query narrows it can be downloaded: as `csv` or `xlsx`, in a language.
pub(crate) fn report_file_href(
    report: ReportName,
    narrowed: &str,
    format: &str,
    language: Language,
) -> String {
    format!("{}?{narrowed}format={format}&lang={}", report_path(report), language.tag())
}

fn report_path(report: ReportName) -> String {
    format!("/api/reports/{}", report.code())
}

/// The id may come from the address bar, so it is made harmless first.
fn operation_path(kind: OperationKind, id: &str) -> String {
    let id = String::from(js_sys::encode_uri_component(id));
    format!("{}/{id}", operations_path(kind))
}

/// Where operations of a kind are.
const fn operations_path(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::WriteOff => "/api/bulk-write-offs",
        OperationKind::ProcessStart => "/api/bulk-process-starts",
    }
}
