//! The list of actions: a walk along the days of defaults that have any left, the oldest first, and
//! on each along the actions that were given then.

use async_trait::async_trait;
use domain::account::ContractStatus;
use domain::actions::ActionStatus;
use domain::api::ActionLine;
use sqlx::{QueryBuilder, Sqlite};

use super::SqliteStore;
use crate::store::StoreError;
use crate::store::actions::{ActionLineRow, Actions, ActionsAsked};
use crate::store::people::CompanyId;
use crate::store::rows::Rows;

#[async_trait]
impl Actions for SqliteStore {
    async fn actions(
        &self,
        company: CompanyId,
        asked: &ActionsAsked,
    ) -> Result<Vec<ActionLine>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(
            "SELECT json_group_array(json_array(
                        id, account, customer, phone, centre, state, defaulted_on, done_at,
                        outstanding, json(reasons)) ORDER BY defaulted_on, id)
               FROM (
             SELECT action.id, action.account, customer.name AS customer, customer.phone,
                    fulfilment_centre.name AS centre, account.state, action.defaulted_on,
                    action.done_at,
                    (SELECT json_group_array(json_array(reason, times, promised))
                       FROM (SELECT reason, count(*) AS times, max(promised_on) AS promised
                               FROM failed_attempt
                              WHERE failed_attempt.company = account.company
                                AND failed_attempt.account = account.account_id
                                AND failed_attempt.attempted_on >= account.defaulted_on
                              GROUP BY reason)) AS reasons,
                    (SELECT coalesce(sum(principal_balance + fees_balance + tax_balance), 0)
                       FROM contract
                      WHERE contract.company = account.company
                        AND contract.account = account.account_id AND contract.status = ",
        );
        query.push_bind(ContractStatus::Active.code());
        query.push(
            ") AS outstanding
               FROM action_day AS day
              CROSS JOIN pending_action AS action ON action.company = +day.company
                AND action.type = +day.type AND action.defaulted_on = +day.day
              CROSS JOIN account ON account.company = action.company
                AND account.account_id = action.account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
              WHERE day.company = ",
        );
        query.push_bind(company.0).push(" AND day.type = ").push_bind(asked.kind.code());
        query.push(match asked.status {
            ActionStatus::Pending => " AND day.pending > 0",
            ActionStatus::Done => " AND day.done > 0",
        });
        query.push(" AND action.status = ").push_bind(asked.status.code());
        if let Some(centre) = asked.centre {
            query.push(" AND +account.centre = ").push_bind(centre);
        }
        if let Some(from) = asked.defaulted_from {
            query.push(" AND day.day >= ").push_bind(from.to_string());
        }
        if let Some(until) = asked.defaulted_until {
            query.push(" AND day.day <= ").push_bind(until.to_string());
        }
        if let Some((day, number)) = asked.after {
            query.push(" AND day.day >= ").push_bind(day.to_string());
            query.push(" AND (day.day, action.id) > (").push_bind(day.to_string());
            query.push(", ").push_bind(number).push(")");
        }
        query.push(" ORDER BY day.day, action.id LIMIT ");
        query.push_bind(i64::from(asked.limit)).push(")");
        let rows: Rows = query
            .build_query_scalar()
            .fetch_one(self.readers_of(usize::try_from(asked.limit)?))
            .await?;
        rows.read_as(|row: ActionLineRow| row.into_api(asked))
    }
}
