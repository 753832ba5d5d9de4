//! Recording what happened to an account, and what its forms are filled in with.

use domain::AccountId;
use domain::api::{
    AccountReply, AttemptRecord, FailedAttemptRequest, RepossessionRecord, RepossessionRequest,
    StaffReply,
};
use gloo_net::http::Method;

use super::ApiError;
use super::fetch::{get, send};

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
