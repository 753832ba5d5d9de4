//! Doing what is due of processes: reading what their events are judged by, for many of them at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::ContractId;
use domain::bulk_write_off::Policy;
use domain::form::units;
use domain::money::{Currency, Money};
use domain::write_off_process::activator::{Activated, Referred, Subject, Terms, activate};
use domain::write_off_process::settings::WriteOffSettings;
use domain::write_off_process::{EventStatus, Process};
use domain::{AccountId, Date};
use serde_json::json;

use super::effects::{self, FailureRow, Work};
use super::load::{Stored, load};
use super::settings;
use super::write::Changed;
use crate::identity::CompanyId;
use crate::ids::IdSource;
use crate::store::daily_run::{OfDay, RunCounts};
use crate::store::db::{Connection, Day, Rows};
use crate::store::facts::{self, StoredFacts};
use crate::store::{StoreError, stored};

/// Processes whose events are done in one transaction: a fraction of a second, in which others wait.
pub(in crate::store) const PROCESSES_AT_ONCE: usize = 500;

/// What an event that the database refused is said to have failed by.
const NOT_DONE: &str = "not_done";

/// The company, as its messages and decisions need to know it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct CompanyRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) currency: String,
    minor_digits: i64,
    early_write_off_days: i64,
}

/// The processes of which something is due on a day: eight bytes each, so that they are asked for
/// once, however many transactions follow.
pub(in crate::store) async fn due(
    connection: &mut Connection,
    company: CompanyId,
    day: Date,
) -> Result<Vec<i64>, StoreError> {
    connection
        .query(
            "SELECT DISTINCT process FROM process_event
              WHERE company = $1 AND status = 'pending' AND trigger_on <= $2 ORDER BY process",
        )
        .bind(company)
        .bind(Day(day))
        .fetch_scalars()
        .await
}

/// Does what is due of these processes; says what was done, and which of them must wait for another
/// one of their account.
pub(in crate::store) async fn activate_due(
    connection: &mut Connection,
    of: OfDay,
    processes: &[i64],
    ids: &IdSource,
) -> Result<(RunCounts, Vec<i64>), StoreError> {
    let (now, left) = one_of_each_account(connection, of.company, processes).await?;
    let accounts: Vec<AccountId> = now.keys().cloned().collect();
    connection.lock_accounts(of.company, &accounts).await?;
    connection.lock_numbers(of.company).await?;
    let numbers: Vec<i64> = now.into_values().collect();
    let before = load(connection, of.company, &numbers).await?;
    let active: Vec<&Stored> =
        before.values().filter(|one| has_something_due(&one.process, of.day)).collect();
    if active.is_empty() {
        return Ok((RunCounts::default(), left));
    }
    let (_, settings) = settings::load(connection, of.company).await?;
    let company = company(connection, of.company).await?;
    let currency = company.currency()?;
    let policy = Policy { early_write_off_days: company.early_write_off_days.try_into()? };
    let terms = Terms { today: of.day, settings: &settings, policy: &policy };
    let facts = of_accounts(facts::load(connection, of.company, &accounts).await?);
    let reached = contacts(connection, of.company, &accounts).await?;
    let mut referred = referred(connection, of.company, &settings, &active).await?;
    let mut work = Work::default();
    for one in active {
        let Some(stored) = facts.get(&one.account) else { continue };
        let owed = owed(&one.process, stored);
        let amount_in_words = format!("{} {}", currency.code, units(owed, &currency));
        let nowhere = Contact::default();
        let contact = reached.get(&one.account).unwrap_or(&nowhere);
        let subject = Subject {
            facts: &stored.facts,
            mail: &contact.mail,
            phone: &contact.phone,
            company: &company.name,
            amount_in_words: &amount_in_words,
        };
        let done = activate(&one.process, &subject, &one.waiting, &mut referred, &terms);
        work.take(one, stored, owed, done);
    }
    let counts = effects::apply(connection, of, &company, work, ids).await?;
    Ok((counts, left))
}

/// Records that an event of a process could not be done, because the database refused what it does.
pub(in crate::store) async fn set_aside(
    connection: &mut Connection,
    of: OfDay,
    process: i64,
) -> Result<RunCounts, StoreError> {
    let (now, _) = one_of_each_account(connection, of.company, &[process]).await?;
    let accounts: Vec<AccountId> = now.into_keys().collect();
    connection.lock_accounts(of.company, &accounts).await?;
    let stored = load(connection, of.company, &[process]).await?;
    let failed: Vec<FailureRow> = stored
        .values()
        .filter_map(|one| {
            let due = one.process.events.iter().find(|event| {
                is_due(event.status, event.trigger_on, of.day)
                    && !one.waiting.contains(&event.sequence)
            });
            due.map(|event| FailureRow::new(one.id, event.sequence, NOT_DONE))
        })
        .collect();
    let changed = Changed { company: of.company, today: of.day, now: of.now, by: None };
    let failures = effects::record_failures(connection, changed, &failed).await?;
    Ok(RunCounts { failures, ..RunCounts::default() })
}

fn is_due(status: EventStatus, trigger_on: Date, day: Date) -> bool {
    status == EventStatus::Pending && trigger_on <= day
}

fn has_something_due(process: &Process, day: Date) -> bool {
    process.is_active()
        && process.events.iter().any(|event| is_due(event.status, event.trigger_on, day))
}

/// The first process of each account, and the others: what an event does to an account, a later one
/// must see.
async fn one_of_each_account(
    connection: &mut Connection,
    company: CompanyId,
    processes: &[i64],
) -> Result<(BTreeMap<AccountId, i64>, Vec<i64>), StoreError> {
    let rows: Vec<(i64, String)> = connection
        .query(
            "SELECT id, account
               FROM {values $2: int} AS asked
              CROSS JOIN write_off_process
              WHERE write_off_process.company = $1 AND write_off_process.id = asked.value
              ORDER BY id",
        )
        .bind(company)
        .bind(&Rows::new(processes)?)
        .fetch_all()
        .await?;
    let mut first = BTreeMap::new();
    let mut others = Vec::new();
    for (id, account) in rows {
        if *first.entry(stored::account(&account)?).or_insert(id) != id {
            others.push(id);
        }
    }
    Ok((first, others))
}

async fn company(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<CompanyRow, StoreError> {
    connection
        .query(
            "SELECT code, name, currency, minor_digits, early_write_off_days
               FROM operating_company WHERE id = $1",
        )
        .bind(company)
        .fetch_one()
        .await
}

impl CompanyRow {
    fn currency(&self) -> Result<Currency, StoreError> {
        let minor_digits = self.minor_digits.try_into()?;
        Ok(Currency { code: self.currency.clone(), minor_digits })
    }
}

fn of_accounts(stored: Vec<StoredFacts>) -> BTreeMap<AccountId, StoredFacts> {
    stored.into_iter().map(|one| (one.facts.account.clone(), one)).collect()
}

/// Where a customer is reached; empty where nowhere.
#[derive(Debug, Default)]
struct Contact {
    mail: String,
    phone: String,
}

#[derive(sqlx::FromRow)]
struct ContactRow {
    account_id: String,
    mail: String,
    phone: String,
}

async fn contacts(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[AccountId],
) -> Result<BTreeMap<AccountId, Contact>, StoreError> {
    let asked: Vec<&str> = accounts.iter().map(AccountId::as_str).collect();
    let rows: Vec<ContactRow> = connection
        .query(
            "SELECT account_id, customer.mail, customer.phone
               FROM {values $2: text} AS asked
              CROSS JOIN account
               JOIN customer ON customer.id = account.customer
              WHERE account.company = $1 AND account.account_id = asked.value",
        )
        .bind(company)
        .bind(&Rows::new(&asked)?)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let contact = Contact { mail: row.mail, phone: row.phone };
            Ok((stored::account(&row.account_id)?, contact))
        })
        .collect()
}

/// What the contracts owe that are active in a process.
fn owed(process: &Process, stored: &StoredFacts) -> Money {
    let linked: BTreeSet<ContractId> = process.active_contracts().collect();
    let contracts = stored.facts.standing.contracts.iter();
    Money::total(contracts.filter(|one| linked.contains(&one.id)).map(|one| one.balance.total()))
}

/// What is referred to each agency and not cancelled, where any of these processes may refer.
async fn referred(
    connection: &mut Connection,
    company: CompanyId,
    settings: &WriteOffSettings,
    processes: &[&Stored],
) -> Result<Referred, StoreError> {
    let refers: BTreeSet<&str> = settings
        .event_types
        .iter()
        .filter(|one| one.does.code() == "refer_to_agency")
        .map(|one| one.code.as_str())
        .collect();
    let events = processes.iter().flat_map(|one| &one.process.events);
    if !events.clone().any(|event| refers.contains(event.event_type.as_str())) {
        return Ok(Referred::new());
    }
    let rows: Vec<(String, i64)> = connection
        .query(
            "SELECT agency, CAST(sum(amount) AS bigint) FROM referral
              WHERE company = $1 AND cancelled_on IS NULL GROUP BY agency",
        )
        .bind(company)
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(|(agency, sum)| (agency, Money::from_minor(sum))).collect())
}

/// What another system is told of an event.
pub(super) fn call(
    of: OfDay,
    company: &CompanyRow,
    process: &Stored,
    sequence: u32,
    owed: Money,
) -> String {
    let event = process.process.events.iter().find(|event| event.sequence == sequence);
    let contracts: Vec<i64> = process.process.active_contracts().map(|one| one.0).collect();
    json!({
        "type": "write_off_process.event",
        "timestamp": of.now,
        "data": {
            "company": company.code,
            "account": process.account,
            "process": process.id,
            "sequence": sequence,
            "event_type": event.map(|event| event.event_type.as_str()),
            "day": of.day.to_string(),
            "contracts": contracts,
            "owed": owed,
            "currency": company.currency,
        },
    })
    .to_string()
}

/// What became of a process, with what is needed to write it down.
#[derive(Debug)]
pub(super) struct Outcome<'a> {
    pub(super) before: &'a Stored,
    pub(super) facts: &'a StoredFacts,
    pub(super) owed: Money,
    pub(super) done: Activated,
}
