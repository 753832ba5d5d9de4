//! The list of actions.

use async_trait::async_trait;
use domain::Date;
use domain::actions::{ActionStatus, ActionType};
use domain::api::{ActionLine, ReasonCount};
use domain::bulk_write_off::days_between;
use domain::failed_attempt::AttemptReason;
use domain::money::Money;
use serde::Deserialize;
use sqlx::types::Json;

use super::StoreError;
use super::people::CompanyId;
use super::stored;

/// Which actions, and which part of them.
#[derive(Clone, Debug)]
pub struct ActionsAsked {
    /// Of this type.
    pub kind: ActionType,
    /// Pending or done.
    pub status: ActionStatus,
    /// Only those of accounts of this fulfilment centre.
    pub centre: Option<i64>,
    /// Only those of a default on that day or later.
    pub defaulted_from: Option<Date>,
    /// Only those of a default on that day or earlier.
    pub defaulted_until: Option<Date>,
    /// How many.
    pub limit: u32,
    /// Only what follows on the action of that default and number.
    pub after: Option<(Date, i64)>,
    /// Today in the company's time zone.
    pub today: Date,
}

/// Actions: listing them.
#[async_trait]
pub trait Actions {
    /// The company's actions, those of the oldest default first.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn actions(
        &self,
        company: CompanyId,
        asked: &ActionsAsked,
    ) -> Result<Vec<ActionLine>, StoreError>;
}

/// An action of the list as a query puts it.
#[derive(sqlx::FromRow, Deserialize)]
pub(super) struct ActionLineRow {
    id: i64,
    account: String,
    customer: String,
    phone: String,
    centre: String,
    state: String,
    defaulted_on: String,
    done_at: Option<String>,
    outstanding: i64,
    reasons: Json<Vec<ReasonRow>>,
}

/// A reason as the query puts it: how often, and the latest promise.
#[derive(Deserialize)]
struct ReasonRow(String, u32, Option<String>);

impl ActionLineRow {
    pub(super) fn into_api(self, asked: &ActionsAsked) -> Result<ActionLine, StoreError> {
        let rows = self.reasons.0;
        let promised_on = rows.iter().filter_map(|row| row.2.as_deref()).max();
        let promised_on = promised_on.map(str::parse).transpose()?;
        let mut reasons = rows
            .iter()
            .map(|ReasonRow(reason, count, _)| {
                let reason = AttemptReason::from_code(reason)
                    .ok_or_else(|| StoreError::Unreadable(format!("reason `{reason}`")))?;
                Ok(ReasonCount { reason, count: *count })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        reasons.sort_by_key(|one| one.reason);
        let defaulted_on: Date = self.defaulted_on.parse()?;
        Ok(ActionLine {
            number: self.id,
            kind: asked.kind,
            status: asked.status,
            account: stored::account(&self.account)?,
            customer: self.customer,
            phone: self.phone,
            centre: self.centre,
            account_state: stored::account_state(&self.state)?,
            defaulted_on,
            days: days_between(defaulted_on, asked.today),
            done_at: self.done_at,
            outstanding: Money::from_minor(self.outstanding),
            failed_attempts: reasons.iter().map(|one| one.count).sum(),
            reasons,
            promised_on,
        })
    }
}
