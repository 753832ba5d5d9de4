//! Opening processes by themselves, and writing small balances down instead.

use std::collections::BTreeMap;

use domain::account::{ContractId, ContractStatus};
use domain::money::Money;
use domain::write_off_process::monitor::{Candidate, CandidateContract, Opened, open};
use domain::write_off_process::settings::WriteOffSettings;
use domain::{AccountId, Date};
use jiff::ToSpan as _;
use serde::Serialize;

use super::load::active_in;
use super::settings;
use super::write::{Changed, NewProcess, insert};
use crate::store::booking::{self, Booking, NewEntry};
use crate::store::daily_run::{OfDay, RunCounts};
use crate::store::db::{Connection, Day, Rows};
use crate::store::{StoreError, changes, exactly, stored};

/// Accounts that are looked at in one transaction: a fraction of a second, in which others wait.
const ACCOUNTS_AT_ONCE: i64 = 1_000;

/// Opens what is to be opened for so many accounts that follow on one; says what was opened, and the
/// last account that was looked at, where there may be more.
pub(in crate::store) async fn open_after(
    connection: &mut Connection,
    of: OfDay,
    after: &str,
) -> Result<(RunCounts, Option<String>), StoreError> {
    let (_, settings) = settings::load(connection, of.company).await?;
    if !settings.opens_by_itself {
        return Ok((RunCounts::default(), None));
    }
    let due = due(connection, of, &settings, after).await?;
    let more = i64::try_from(due.len())? == ACCOUNTS_AT_ONCE;
    let last = due.last().cloned().filter(|_| more);
    if due.is_empty() {
        return Ok((RunCounts::default(), None));
    }
    let accounts = due.iter().map(|id| stored::account(id)).collect::<Result<Vec<_>, _>>()?;
    connection.lock_accounts(of.company, &accounts).await?;
    connection.lock_numbers(of.company).await?;
    // Somebody may have changed the settings before they were locked.
    let (_, settings) = settings::load(connection, of.company).await?;
    let candidates = candidates(connection, of, &due).await?;
    let opened: Vec<(&Candidate, Opened)> =
        candidates.iter().map(|one| (one, open(one, of.day, &settings))).collect();
    let counts = apply(connection, of, &opened).await?;
    Ok((counts, last))
}

/// The accounts for which something may be opened: those past their grace and not held, with a
/// contract that owes and is in no process. The rules judge each of them again.
async fn due(
    connection: &mut Connection,
    of: OfDay,
    settings: &WriteOffSettings,
    after: &str,
) -> Result<Vec<String>, StoreError> {
    connection
        .query(
            "SELECT account_id FROM account
              WHERE company = $1 AND state = 'defaulted' AND account_id > $2
                AND defaulted_on <= $3 AND (held_until IS NULL OR held_until <= $4)
                AND EXISTS (SELECT 1 FROM contract
                             WHERE contract.company = account.company
                               AND contract.account = account.account_id
                               AND contract.status = 'active'
                               AND principal_balance + fees_balance + tax_balance > 0
                               AND NOT EXISTS (SELECT 1 FROM process_contract
                                                WHERE process_contract.contract = contract.id
                                                  AND process_contract.ended IS NULL))
              ORDER BY account_id LIMIT $5",
        )
        .bind(of.company)
        .bind(after)
        .bind(Day(of.day.saturating_sub(i64::from(settings.grace_days).days())))
        .bind(Day(of.day))
        .bind(ACCOUNTS_AT_ONCE)
        .fetch_scalars()
        .await
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    account_id: String,
    state: String,
    defaulted_on: Option<Day>,
    held_until: Option<Day>,
    deposit: i64,
    class: String,
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    id: i64,
    account: String,
    write_off_debt_class: String,
    principal_balance: i64,
    fees_balance: i64,
    tax_balance: i64,
}

async fn candidates(
    connection: &mut Connection,
    of: OfDay,
    accounts: &[String],
) -> Result<Vec<Candidate>, StoreError> {
    let asked = &Rows::new(accounts)?;
    let rows: Vec<AccountRow> = connection
        .query(
            "SELECT account_id, state, defaulted_on, held_until, deposit, customer.class
               FROM {values $2: text} AS asked
              CROSS JOIN account
               JOIN customer ON customer.id = account.customer
              WHERE account.company = $1 AND account.account_id = asked.value
              ORDER BY account.account_id",
        )
        .bind(of.company)
        .bind(asked)
        .fetch_all()
        .await?;
    let contracts: Vec<ContractRow> = connection
        .query(
            "SELECT contract.id, contract.account, write_off_debt_class, principal_balance,
                    fees_balance, tax_balance
               FROM {values $2: text} AS asked
              CROSS JOIN contract
              WHERE contract.company = $1 AND contract.account = asked.value
                AND contract.status = $3
              ORDER BY contract.id",
        )
        .bind(of.company)
        .bind(asked)
        .bind(ContractStatus::Active.code())
        .fetch_all()
        .await?;
    let numbers: Vec<i64> = contracts.iter().map(|row| row.id).collect();
    let in_process = active_in(connection, &numbers).await?;
    let mut of_account: BTreeMap<String, Vec<CandidateContract>> = BTreeMap::new();
    for row in contracts {
        of_account.entry(row.account).or_default().push(CandidateContract {
            id: ContractId(row.id),
            debt_class: row.write_off_debt_class,
            owed: stored::balance(row.principal_balance, row.fees_balance, row.tax_balance),
            in_process: in_process.contains_key(&row.id),
        });
    }
    rows.into_iter()
        .map(|row| {
            Ok(Candidate {
                account: stored::account(&row.account_id)?,
                state: stored::account_state(&row.state)?,
                defaulted_on: row.defaulted_on.map(|day| day.0),
                held_until: row.held_until.map(|day| day.0),
                customer_class: row.class,
                deposit: Money::from_minor(row.deposit),
                contracts: of_account.remove(&row.account_id).unwrap_or_default(),
            })
        })
        .collect()
}

#[derive(Serialize)]
struct WrittenDownRow {
    contract: i64,
    principal: Money,
    fees: Money,
    tax: Money,
}

#[derive(Serialize)]
struct StateRow<'a> {
    company: i64,
    account: &'a AccountId,
    before: &'static str,
    after: &'static str,
}

async fn apply(
    connection: &mut Connection,
    of: OfDay,
    opened: &[(&Candidate, Opened)],
) -> Result<RunCounts, StoreError> {
    let processes: Vec<NewProcess<'_>> = opened
        .iter()
        .flat_map(|(candidate, one)| {
            let account = &candidate.account;
            one.processes.iter().map(move |process| NewProcess {
                account,
                process,
                created_at: of.now,
            })
        })
        .collect();
    if !processes.is_empty() {
        insert(connection, changed(of, of.day), &processes).await?;
    }
    let written_down: Vec<WrittenDownRow> = opened
        .iter()
        .flat_map(|(_, one)| &one.write_downs)
        .map(|one| WrittenDownRow {
            contract: one.contract.0,
            principal: one.owed.principal,
            fees: one.owed.fees,
            tax: one.owed.tax,
        })
        .collect();
    if !written_down.is_empty() {
        write_down(connection, of, opened, &written_down).await?;
    }
    Ok(RunCounts {
        processes: u64::try_from(processes.len())?,
        write_downs: u64::try_from(written_down.len())?,
        ..RunCounts::default()
    })
}

const fn changed(of: OfDay, today: Date) -> Changed {
    Changed { company: of.company, today, now: of.now, by: None }
}

/// The contracts are Finished, and what was owed under them is booked as expense.
async fn write_down(
    connection: &mut Connection,
    of: OfDay,
    opened: &[(&Candidate, Opened)],
    contracts: &[WrittenDownRow],
) -> Result<(), StoreError> {
    let finished = connection
        .query(
            "UPDATE contract
                SET status = $2, principal_balance = principal_balance - new.principal,
                    fees_balance = fees_balance - new.fees, tax_balance = tax_balance - new.tax
               FROM {rows $1: contract int, principal int, fees int, tax int} AS new
              WHERE contract.id = new.contract AND contract.status = $3",
        )
        .bind(&Rows::new(contracts)?)
        .bind(ContractStatus::Finished.code())
        .bind(ContractStatus::Active.code())
        .execute()
        .await?;
    exactly("contracts written down", contracts.len(), finished)?;
    let states: Vec<StateRow<'_>> = opened
        .iter()
        .filter_map(|(candidate, one)| {
            Some(StateRow {
                company: of.company.0,
                account: &candidate.account,
                before: candidate.state.code(),
                after: one.account_state?.code(),
            })
        })
        .collect();
    let changed = connection
        .query(
            "UPDATE account SET state = new.after
               FROM {rows $1: company int, account text, before text, after text} AS new
              WHERE account.company = new.company AND account.account_id = new.account
                AND account.state = new.before",
        )
        .bind(&Rows::new(&states)?)
        .execute()
        .await?;
    exactly("accounts finished", states.len(), changed)?;
    let entries: Vec<NewEntry<'_>> = opened
        .iter()
        .filter_map(|(candidate, one)| {
            let entry = one.entry.as_ref()?;
            let account = Some(&candidate.account);
            Some(NewEntry { account, ..NewEntry::of(entry.cause, &entry.postings) })
        })
        .collect();
    let booking = Booking {
        company: of.company,
        booked_on: of.today,
        now: of.now,
        recorded_by: None,
        import: None,
    };
    booking::book(connection, &booking, &entries).await?;
    let written_down = opened.iter().filter(|(_, one)| !one.write_downs.is_empty());
    let accounts = written_down.map(|(candidate, _)| candidate.account.as_str());
    changes::note(connection, of.company, accounts).await
}
