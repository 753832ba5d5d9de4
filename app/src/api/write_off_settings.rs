//! What the page asks of the server about tasks of write-off processes, and what is set up for them.

use domain::api::{ProcessRecord, TaskRequest, WriteOffSettingsReply, WriteOffSettingsRequest};
use gloo_net::http::Method;

use super::ApiError;
use super::fetch::{get, send};

/// Says that a task is done. The same request under the same id gets the same answer.
pub(crate) async fn complete_task(
    id: &str,
    request: &TaskRequest,
) -> Result<ProcessRecord, ApiError> {
    send(Method::PUT, &format!("/api/write-off-processes/tasks/{id}"), request).await
}

/// What is set up for write-off processes.
pub(crate) async fn get_write_off_settings() -> Result<WriteOffSettingsReply, ApiError> {
    get("/api/write-off-processes/settings").await
}

/// Sets everything up like this. The same request under the same id gets the same answer.
pub(crate) async fn save_write_off_settings(
    id: &str,
    request: &WriteOffSettingsRequest,
) -> Result<WriteOffSettingsReply, ApiError> {
    send(Method::PUT, &format!("/api/write-off-processes/settings/{id}"), request).await
}
