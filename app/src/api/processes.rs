//! What the page asks of the server about write-off processes.

use domain::AccountId;
use domain::api::{
    AccountOfProcess, HoldRequest, ProcessChangeRequest, ProcessGroundsReply, ProcessRecord,
    ProcessesReply, StartProcessRequest,
};
use domain::write_off_process::ProcessId;
use gloo_net::http::Method;

use super::ApiError;
use super::fetch::{get, send};

/// The processes as the query narrows them, the latest first; what follows on `after` where it is
/// given.
pub(crate) async fn list_processes(
    narrowed: &str,
    limit: usize,
    after: Option<i64>,
) -> Result<ProcessesReply, ApiError> {
    let after = after.map(|number| format!("after={number}&")).unwrap_or_default();
    get(&format!("/api/write-off-processes?{narrowed}{after}limit={limit}")).await
}

/// A process with everything around it.
pub(crate) async fn get_process(process: ProcessId) -> Result<ProcessRecord, ApiError> {
    get(&process_path(process)).await
}

/// What a process of an account is started from.
pub(crate) async fn get_process_grounds(
    account: &AccountId,
) -> Result<ProcessGroundsReply, ApiError> {
    get(&format!("/api/write-off-processes/accounts/{account}")).await
}

/// Starts a process. The same request under the same id gets the same answer.
pub(crate) async fn start_process(
    id: &str,
    request: &StartProcessRequest,
) -> Result<ProcessRecord, ApiError> {
    send(Method::PUT, &format!("/api/write-off-processes/starts/{id}"), request).await
}

/// Changes a process. The same request under the same id gets the same answer.
pub(crate) async fn change_process(
    process: ProcessId,
    id: &str,
    request: &ProcessChangeRequest,
) -> Result<ProcessRecord, ApiError> {
    send(Method::PUT, &format!("{}/changes/{id}", process_path(process)), request).await
}

/// Holds an account, or lifts its hold. The same request under the same id gets the same answer.
pub(crate) async fn hold_account(
    id: &str,
    request: &HoldRequest,
) -> Result<AccountOfProcess, ApiError> {
    send(Method::PUT, &format!("/api/write-off-processes/holds/{id}"), request).await
}

fn process_path(process: ProcessId) -> String {
    format!("/api/write-off-processes/{}", process.0)
}
