//! What the page asks of the server about the company's settings.

use domain::api::{SettingsReply, SettingsRequest};
use gloo_net::http::Method;

use super::ApiError;
use super::fetch::{get, send};

/// The company's settings.
pub(crate) async fn get_settings() -> Result<SettingsReply, ApiError> {
    get("/api/settings").await
}

/// Sets the company up like this. The same request under the same id gets the same answer.
pub(crate) async fn save_settings(
    id: &str,
    request: &SettingsRequest,
) -> Result<SettingsReply, ApiError> {
    send(Method::PUT, &format!("/api/settings/{id}"), request).await
}
