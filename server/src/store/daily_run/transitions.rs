//! Accounts that become late, and those that default.

use domain::Date;
use domain::account::AccountState;
use domain::daily_run::{DailyRun, Transition};
use jiff::Timestamp;

use super::RunCounts;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Instant, Rows};
use crate::store::{StoreError, changes, exactly, stored};

/// Accounts that are changed in one transaction: a fraction of a second, in which others wait.
const ACCOUNTS_AT_ONCE: i64 = 5_000;

/// Changes the state of so many accounts that are due; says what was changed and whether more may be.
pub(super) async fn change(
    connection: &mut Connection,
    company: CompanyId,
    run: &DailyRun,
    transition: Transition,
    now: Timestamp,
) -> Result<(RunCounts, bool), StoreError> {
    let from: Vec<&str> = transition.from.iter().map(|state| state.code()).collect();
    let due: Vec<String> = connection
        .query(
            "SELECT account_id FROM account
              WHERE company = $1 AND state IN {values $2: text} AND paid_until <= $3 LIMIT $4",
        )
        .bind(company)
        .bind(&Rows::new(&from)?)
        .bind(Day(transition.paid_until_at_most))
        .bind(ACCOUNTS_AT_ONCE)
        .fetch_scalars()
        .await?;
    if due.is_empty() {
        return Ok((RunCounts::default(), false));
    }
    let more = i64::try_from(due.len())? == ACCOUNTS_AT_ONCE;
    let accounts = due.iter().map(|id| stored::account(id)).collect::<Result<Vec<_>, _>>()?;
    connection.lock_accounts(company, &accounts).await?;
    // Somebody may have paid before the account was locked: what is due is asked again, by account.
    let still_due: Vec<String> = connection
        .query(
            "SELECT account.account_id
               FROM {values $2: text} AS due
              CROSS JOIN account
              WHERE account.company = $1 AND account.account_id = due.value
                AND account.state IN {values $3: text} AND account.paid_until <= $4",
        )
        .bind(company)
        .bind(&Rows::new(&due)?)
        .bind(&Rows::new(&from)?)
        .bind(Day(transition.paid_until_at_most))
        .fetch_scalars()
        .await?;
    let due = &Rows::new(&still_due)?;
    let defaults = transition.repossession_becomes_pending;
    let changed = connection
        .query(
            "UPDATE account
                SET state = $3, defaulted_on = CASE WHEN $4 THEN $5 ELSE defaulted_on END
              WHERE company = $1 AND account_id IN {values $2: text}",
        )
        .bind(company)
        .bind(due)
        .bind(transition.to.code())
        .bind(defaults)
        .bind(Day(run.date))
        .execute()
        .await?;
    exactly("accounts late or in default", still_due.len(), changed)?;
    connection.lock_numbers(company).await?;
    changes::note(connection, company, still_due.iter().map(String::as_str)).await?;
    if !defaults {
        return Ok((RunCounts { late: changed, ..RunCounts::default() }, more));
    }
    let actions = add_repossessions(connection, company, run.date, due, now).await?;
    Ok((RunCounts { defaulted: changed, actions, ..RunCounts::default() }, more))
}

/// A repossession becomes pending for each of these accounts that is in default since the day, unless
/// one is; says how many.
async fn add_repossessions(
    connection: &mut Connection,
    company: CompanyId,
    day: Date,
    accounts: &Rows,
    now: Timestamp,
) -> Result<u64, StoreError> {
    connection
        .query(
            "INSERT INTO pending_action (company, account, type, status, defaulted_on, created_at)
             SELECT $1, account.account_id, 'repossession', 'pending', account.defaulted_on, $3
               FROM {values $2: text} AS due
              CROSS JOIN account
              WHERE account.company = $1 AND account.account_id = due.value
                AND account.state = $4 AND account.defaulted_on = $5
                AND NOT EXISTS (SELECT 1 FROM pending_action AS pending
                                 WHERE pending.company = $1
                                   AND pending.account = account.account_id
                                   AND pending.type = 'repossession'
                                   AND pending.status = 'pending')
              ORDER BY account.account_id",
        )
        .bind(company)
        .bind(accounts)
        .bind(Instant(now))
        .bind(AccountState::Defaulted.code())
        .bind(Day(day))
        .execute()
        .await
}
