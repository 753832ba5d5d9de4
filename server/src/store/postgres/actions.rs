//! The list of actions: a walk along the index of their age.

use async_trait::async_trait;
use domain::account::ContractStatus;
use domain::api::ActionLine;
use sqlx::{Postgres, QueryBuilder};

use super::PostgresStore;
use crate::store::StoreError;
use crate::store::actions::{ActionLineRow, Actions, ActionsAsked};
use crate::store::people::CompanyId;

#[async_trait]
impl Actions for PostgresStore {
    async fn actions(
        &self,
        company: CompanyId,
        asked: &ActionsAsked,
    ) -> Result<Vec<ActionLine>, StoreError> {
        let mut query = QueryBuilder::<Postgres>::new(
            "SELECT action.id, action.account, customer.name AS customer, customer.phone,
                    fulfilment_centre.name AS centre, account.state, action.defaulted_on::text,
                    as_instant(action.done_at) AS done_at,
                    (SELECT coalesce(json_agg(json_build_array(reason, times, promised)), '[]')
                       FROM (SELECT reason, count(*) AS times, max(promised_on) AS promised
                               FROM failed_attempt
                              WHERE failed_attempt.company = account.company
                                AND failed_attempt.account = account.account_id
                                AND failed_attempt.attempted_on >= account.defaulted_on
                              GROUP BY reason) AS counted) AS reasons,
                    (SELECT coalesce(sum(principal_balance + fees_balance + tax_balance), 0)::bigint
                       FROM contract
                      WHERE contract.company = account.company
                        AND contract.account = account.account_id AND contract.status = ",
        );
        query.push_bind(ContractStatus::Active.code());
        query.push(
            ") AS outstanding
               FROM pending_action AS action
              JOIN account ON account.company = action.company
                AND account.account_id = action.account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
              WHERE action.company = ",
        );
        query.push_bind(company.0).push(" AND action.type = ").push_bind(asked.kind.code());
        query.push(" AND action.status = ").push_bind(asked.status.code());
        if let Some(centre) = asked.centre {
            query.push(" AND account.centre = ").push_bind(centre);
        }
        if let Some(from) = asked.defaulted_from {
            query.push(" AND action.defaulted_on >= ").push_bind(from.to_string()).push("::date");
        }
        if let Some(until) = asked.defaulted_until {
            query.push(" AND action.defaulted_on <= ").push_bind(until.to_string()).push("::date");
        }
        if let Some((day, number)) = asked.after {
            query.push(" AND (action.defaulted_on, action.id) > (").push_bind(day.to_string());
            query.push("::date, ").push_bind(number).push(")");
        }
        query.push(" ORDER BY action.defaulted_on, action.id LIMIT ");
        query.push_bind(i64::from(asked.limit));
        let rows: Vec<ActionLineRow> = {
            let mut connection = self.connections.acquire().await?;
            query.build_query_as().fetch_all(&mut *connection).await?
        };
        rows.into_iter().map(|row| row.into_api(asked)).collect()
    }
}
