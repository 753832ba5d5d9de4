//! Recording what happened to an account, and what its forms are filled in with.

use domain::AccountId;
use domain::api::{
    AccountReply, AttemptRecord, FailedAttemptRequest, RepossessionRecord, RepossessionRequest,
    StaffReply,
};

use super::ApiError;
use super::fetch::{ask, json};

/// Everything about an account.
pub(crate) async fn get_account(account: &AccountId) -> Result<AccountReply, ApiError> {
    ask("GET", &format!("/api/accounts/{account}"), None).await
}

/// The people who can have completed a repossession.
pub(crate) async fn list_staff() -> Result<StaffReply, ApiError> {
    ask("GET", "/api/staff", None).await
}

/// Records a repossession. The same request under the same id gets the same answer.
pub(crate) async fn record_repossession(
    id: &str,
    request: &RepossessionRequest,
) -> Result<RepossessionRecord, ApiError> {
    ask("PUT", &format!("/api/repossessions/{id}"), json(request)).await
}

/// Records an attempt that failed. The same request under the same id gets the same answer.
pub(crate) async fn record_failed_attempt(
    id: &str,
    request: &FailedAttemptRequest,
) -> Result<AttemptRecord, ApiError> {
    ask("PUT", &format!("/api/failed-attempts/{id}"), json(request)).await
}
