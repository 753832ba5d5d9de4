//! The list of actions: a walk along the index of their age.

use std::collections::BTreeMap;

use domain::Date;
use domain::account::outstanding;
use domain::actions::{ActionStatus, ActionType};
use domain::api::{ActionLine, ReasonCount};
use domain::bulk_write_off::days_between;
use domain::failed_attempt::{AttemptReason, since_default};
use domain::money::Money;

use super::db::{Day, Instant};
use super::of_accounts::{self, Attempt};
use super::{Store, StoreError, stored};
use crate::identity::CompanyId;

/// Which actions, and which part of them.
#[derive(Clone, Debug)]
pub struct ActionsFilter {
    pub kind: ActionType,
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

#[derive(sqlx::FromRow)]
struct ActionRow {
    id: i64,
    account: String,
    customer: String,
    phone: String,
    centre: String,
    state: String,
    /// Of the action.
    defaulted_on: Day,
    /// Of the account.
    latest_default: Option<Day>,
    done_at: Option<Instant>,
    task: Option<String>,
    process: Option<i64>,
}

impl Store {
    /// The company's actions, those of the oldest default first.
    pub async fn actions(
        &self,
        company: CompanyId,
        asked: &ActionsFilter,
    ) -> Result<Vec<ActionLine>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = read.query(
            "SELECT action.id, action.account, customer.name AS customer, customer.phone,
                    fulfilment_centre.name AS centre, account.state, action.defaulted_on,
                    account.defaulted_on AS latest_default, action.done_at,
                    process_task.text AS task, process_task.process
               FROM pending_action AS action
               JOIN account ON account.company = action.company
                AND account.account_id = action.account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
               LEFT JOIN process_task ON process_task.action = action.id
              WHERE action.company = ",
        );
        query.push_bind(company).push(" AND action.type = ").push_bind(asked.kind.code());
        query.push(" AND action.status = ").push_bind(asked.status.code());
        if let Some(centre) = asked.centre {
            query.push(" AND account.centre = ").push_bind(centre);
        }
        if let Some(from) = asked.defaulted_from {
            query.push(" AND action.defaulted_on >= ").push_bind(Day(from));
        }
        if let Some(until) = asked.defaulted_until {
            query.push(" AND action.defaulted_on <= ").push_bind(Day(until));
        }
        if let Some((day, number)) = asked.after {
            query.push(" AND (action.defaulted_on, action.id) > (").push_bind(Day(day));
            query.push(", ").push_bind(number).push(")");
        }
        query.push(" ORDER BY action.defaulted_on, action.id LIMIT ");
        query.push_bind(i64::from(asked.limit));
        let rows: Vec<ActionRow> = query.fetch_all().await?;
        let accounts: Vec<&str> = rows.iter().map(|row| row.account.as_str()).collect();
        let contracts = of_accounts::without_products(&mut read, company, &accounts).await?;
        let attempts = of_accounts::attempts(&mut read, company, &accounts).await?;
        rows.iter()
            .map(|row| {
                let contracts = contracts.get(&row.account).map(Vec::as_slice).unwrap_or_default();
                let attempts = attempts.get(&row.account).map(Vec::as_slice).unwrap_or_default();
                line(row, outstanding(contracts), attempts, asked)
            })
            .collect()
    }
}

fn line(
    row: &ActionRow,
    outstanding: Money,
    attempts: &[Attempt],
    asked: &ActionsFilter,
) -> Result<ActionLine, StoreError> {
    let latest_default = row.latest_default.map(|day| day.0);
    let counted: Vec<&Attempt> =
        attempts.iter().filter(|one| since_default(one.attempted_on, latest_default)).collect();
    let mut reasons: BTreeMap<AttemptReason, u32> = BTreeMap::new();
    for attempt in &counted {
        *reasons.entry(attempt.reason).or_default() += 1;
    }
    let defaulted_on = row.defaulted_on.0;
    Ok(ActionLine {
        number: row.id,
        kind: asked.kind,
        status: asked.status,
        task: row.task.clone(),
        process: row.process,
        account: stored::account(&row.account)?,
        customer: row.customer.clone(),
        phone: row.phone.clone(),
        centre: row.centre.clone(),
        account_state: stored::account_state(&row.state)?,
        defaulted_on,
        days: days_between(defaulted_on, asked.today),
        done_at: row.done_at.map(|at| at.to_string()),
        outstanding,
        failed_attempts: counted.len().try_into()?,
        promised_on: counted.iter().filter_map(|attempt| attempt.promised_on).max(),
        reasons: reasons.into_iter().map(|(reason, count)| ReasonCount { reason, count }).collect(),
    })
}
