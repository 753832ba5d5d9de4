//! The rows of a portfolio that are about money, named like the columns that they go to; dates and
//! instants are texts in ISO 8601.

use domain::account::ContractId;
use domain::journal::{Cause, LedgerAccount, Posting};
use domain::money::Money;
use serde::Serialize;

use super::StoreError;
use super::db::{Connection, Numbered, Rows};
use super::portfolio::{Portfolio, insert};
use super::portfolio_rows::ContractRow;

#[derive(Clone, Debug, Serialize)]
pub struct PaymentRow {
    pub id: i64,
    pub account: String,
    pub payment_id: String,
    pub paid_on: String,
    pub recorded_at: String,
    pub amount: i64,
    pub channel: &'static str,
    pub recovery: bool,
    pub before_write_off: bool,
    pub deposit: i64,
    pub days: u32,
    pub credit: i64,
    pub paid_until_before: Option<String>,
    pub paid_until_after: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PartRow {
    pub payment: i64,
    pub contract: i64,
    pub part_of: &'static str,
    pub principal: i64,
    pub fees: i64,
    pub tax: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct WriteOffRow {
    pub repossession: i64,
    pub method: &'static str,
    /// The process whose event did it, if one did.
    pub process: Option<i64>,
}

/// What was given up of a contract, by a write-off or not.
#[derive(Clone, Debug, Serialize)]
pub struct LossRow {
    pub contract: i64,
    pub repossession: i64,
    pub kind: &'static str,
    pub booked_on: String,
    pub principal: i64,
    pub fees: i64,
    pub tax: i64,
    pub recovered_principal: i64,
    pub recovered_fees: i64,
    pub recovered_tax: i64,
}

/// An entry of the journal. The store numbers entries as they come.
#[derive(Clone, Debug)]
pub struct EntryRow {
    pub booked_on: String,
    pub recorded_at: String,
    pub cause: Cause,
    pub account: Option<String>,
    pub repossession: Option<i64>,
    pub payment: Option<i64>,
    pub postings: Vec<Posting>,
}

#[derive(Clone, Debug, Serialize)]
pub struct AgeingRow {
    pub taken_on: String,
    pub centre: i64,
    pub bucket: &'static str,
    pub accounts: i64,
    pub amount: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct DailyRunRow {
    pub run_on: String,
    pub at: String,
    pub late: i64,
    pub defaulted: i64,
    pub actions: i64,
    /// What events of write-off processes did, and how many could not.
    pub events: i64,
    pub failures: i64,
}

/// A role in the chart of accounts.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerAccountRow<'a> {
    pub role: &'static str,
    pub code: &'a str,
    pub name: &'a str,
}

#[derive(Serialize)]
struct NumberedEntry<'a> {
    id: i64,
    number: i64,
    booked_on: &'a str,
    recorded_at: &'a str,
    cause: &'static str,
    account: Option<&'a str>,
    repossession: Option<i64>,
    payment: Option<i64>,
}

#[derive(Serialize)]
struct PostingRow {
    entry: i64,
    posting: usize,
    debit: &'static str,
    credit: &'static str,
    amount: i64,
    contract: Option<i64>,
}

// How each kind is inserted: `$1` is the company, `$2` the rows.

pub(super) const LEDGER_ACCOUNTS: &str = "
    INSERT INTO ledger_account (company, role, code, name)
    SELECT $1, role, code, name FROM {rows $2: role text, code text, name text} AS new";

pub(super) const PAYMENTS: &str = "
    INSERT INTO payment (id, company, account, payment_id, paid_on, amount, channel, booked_on,
                         recorded_at, recovery, before_write_off, deposit, days, credit,
                         paid_until_before, paid_until_after)
    SELECT id, $1, account, payment_id, paid_on, amount, channel, paid_on, recorded_at, recovery,
           before_write_off, deposit, days, credit, paid_until_before, paid_until_after
      FROM {rows $2: id int, account text, payment_id text, paid_on date, amount int, channel text,
                     recorded_at instant, recovery flag, before_write_off flag, deposit int,
                     days int, credit int, paid_until_before date, paid_until_after date} AS new";

pub(super) const PARTS: &str = "
    INSERT INTO payment_part (payment, contract, part_of, principal, fees, tax)
    SELECT new.payment, new.contract, part_of, principal, fees, tax
      FROM {rows $2: payment int, contract int, part_of text, principal int, fees int, tax int}
           AS new
     CROSS JOIN contract WHERE contract.id = new.contract AND contract.company = $1";

pub(super) const WRITE_OFFS: &str = "
    INSERT INTO write_off (repossession, company, method, operation, process)
    SELECT repossession, $1, method, NULL, process
      FROM {rows $2: repossession int, method text, process int} AS new";

pub(super) const WRITE_OFF_CONTRACTS: &str = "
    INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
    SELECT new.contract, new.repossession, principal, fees, tax
      FROM {rows $2: contract int, repossession int, kind text, principal int, fees int, tax int}
           AS new
     CROSS JOIN contract
     WHERE contract.id = new.contract AND contract.company = $1 AND new.kind = 'write_off'";

pub(super) const LOSSES: &str = "
    INSERT INTO contract_loss (contract, repossession, kind, booked_on, principal, fees, tax,
                               recovered_principal, recovered_fees, recovered_tax)
    SELECT new.contract, repossession, kind, booked_on, principal, fees, tax, recovered_principal,
           recovered_fees, recovered_tax
      FROM {rows $2: contract int, repossession int, kind text, booked_on date, principal int,
                     fees int, tax int, recovered_principal int, recovered_fees int,
                     recovered_tax int} AS new
     CROSS JOIN contract WHERE contract.id = new.contract AND contract.company = $1";

const ENTRIES: &str = "
    INSERT INTO journal_entry (id, company, number, booked_on, recorded_at, cause, account,
                               repossession, payment)
    SELECT id, $1, number, booked_on, recorded_at, cause, account, repossession, payment
      FROM {rows $2: id int, number int, booked_on date, recorded_at instant, cause text,
                     account text, repossession int, payment int} AS new";

/// `$1` are the rows.
const POSTINGS: &str = "
    INSERT INTO journal_posting (entry, posting, debit, credit, amount, contract)
    SELECT entry, posting, debit, credit, amount, contract
      FROM {rows $1: entry int, posting int, debit text, credit text, amount int, contract int}
           AS new";

pub(super) const AGEING: &str = "
    INSERT INTO ageing (company, taken_on, centre, bucket, accounts, amount)
    SELECT $1, taken_on, centre, bucket, accounts, amount
      FROM {rows $2: taken_on date, centre int, bucket text, accounts int, amount int} AS new";

pub(super) const DAILY_RUNS: &str = "
    INSERT INTO daily_run (company, run_on, started_at, finished_at, late, defaulted, actions,
                           processes, write_downs, events, failures)
    SELECT $1, run_on, at, at, late, defaulted, actions, 0, 0, events, failures
      FROM {rows $2: run_on date, at instant, late int, defaulted int, actions int, events int,
                     failures int} AS new";

impl Portfolio {
    /// Books what contracts owe as opening balances of that day, in one entry.
    pub fn open_journal(&mut self, day: &str, at: &str) {
        let owed = |row: &ContractRow| row.principal_balance + row.fees_balance + row.tax_balance;
        let postings: Vec<Posting> = self
            .contracts
            .iter()
            .filter(|row| owed(row) > 0)
            .map(|row| Posting {
                debit: LedgerAccount::Receivables,
                credit: LedgerAccount::OpeningEquity,
                amount: Money::from_minor(owed(row)),
                contract: Some(ContractId(row.id)),
            })
            .collect();
        if !postings.is_empty() {
            self.entries.push(EntryRow {
                booked_on: day.to_owned(),
                recorded_at: at.to_owned(),
                cause: Cause::OpeningBalance,
                account: None,
                repossession: None,
                payment: None,
                postings,
            });
        }
    }
}

/// Adds entries of the journal, numbered as they come.
pub(super) async fn insert_entries(
    connection: &mut Connection,
    company: i64,
    entries: &[EntryRow],
) -> Result<(), StoreError> {
    let ids = connection.new_ids(Numbered::JournalEntry, entries.len()).await?;
    let last: i64 = connection
        .query("SELECT coalesce(max(number), 0) FROM journal_entry WHERE company = $1")
        .bind(company)
        .fetch_value()
        .await?;
    let mut numbered = Vec::with_capacity(entries.len());
    let mut postings = Vec::new();
    for ((id, number), entry) in ids.into_iter().zip(last + 1..).zip(entries) {
        numbered.push(NumberedEntry {
            id,
            number,
            booked_on: &entry.booked_on,
            recorded_at: &entry.recorded_at,
            cause: entry.cause.code(),
            account: entry.account.as_deref(),
            repossession: entry.repossession,
            payment: entry.payment,
        });
        postings.extend(entry.postings.iter().enumerate().map(|(posting, one)| PostingRow {
            entry: id,
            posting,
            debit: one.debit.code(),
            credit: one.credit.code(),
            amount: one.amount.minor(),
            contract: one.contract.map(|contract| contract.0),
        }));
    }
    insert(connection, company, ENTRIES, &numbered).await?;
    connection.query(POSTINGS).bind(&Rows::new(&postings)?).execute().await?;
    Ok(())
}
