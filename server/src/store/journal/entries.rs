//! Entries of the journal.

use std::collections::BTreeMap;

use domain::account::ContractId;
use domain::api::{JournalEntry, JournalLine, LedgerAccountLine, OperationLink};
use domain::journal::{Cause, LedgerAccount, Posting, lines};
use domain::money::Money;
use domain::{AccountId, Date};

use super::{chart, ledger_account};
use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Instant, Key, Query, Rows};
use crate::store::{Store, StoreError, stored};

/// Which entries, and which part of them.
#[derive(Clone, Debug, Default)]
pub struct JournalFilter {
    /// Only those that were booked on that day or later.
    pub from: Option<Date>,
    /// Only those that were booked on that day or earlier.
    pub to: Option<Date>,
    pub account: Option<AccountId>,
    pub cause: Option<Cause>,
    /// Only those that move that ledger account.
    pub ledger_account: Option<LedgerAccount>,
    /// How many.
    pub limit: u32,
    /// Only those with a smaller number.
    pub before: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: i64,
    number: i64,
    booked_on: Day,
    recorded_at: Instant,
    recorded_by: Option<String>,
    cause: String,
    account: Option<String>,
    customer: Option<String>,
    repossession: Option<i64>,
    operation_id: Option<Key>,
    operation_number: Option<i64>,
    process: Option<i64>,
    payment_id: Option<String>,
    reverses: Option<i64>,
    replaces: Option<i64>,
    reason: Option<String>,
    reversed_by: Option<i64>,
    replaced_by: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct PostingRow {
    entry: i64,
    debit: String,
    credit: String,
    amount: i64,
    contract: Option<i64>,
}

const ENTRIES: &str = "
    SELECT entry.id, entry.number, entry.booked_on, entry.recorded_at,
           app_user.name AS recorded_by, entry.cause, entry.account, customer.name AS customer,
           entry.repossession, bulk_operation.operation_id,
           bulk_operation.number AS operation_number, write_off.process, payment.payment_id,
           reversed.number AS reverses, replaced.number AS replaces, entry.reason,
           reversing.number AS reversed_by, replacing.number AS replaced_by
      FROM journal_entry AS entry
      LEFT JOIN app_user ON app_user.id = entry.recorded_by
      LEFT JOIN account ON account.company = entry.company AND account.account_id = entry.account
      LEFT JOIN customer ON customer.id = account.customer
      LEFT JOIN payment ON payment.id = entry.payment
      LEFT JOIN write_off ON write_off.repossession = entry.repossession
      LEFT JOIN bulk_operation ON bulk_operation.id = write_off.operation
      LEFT JOIN journal_entry AS reversed ON reversed.id = entry.reverses
      LEFT JOIN journal_entry AS replaced ON replaced.id = entry.replaces
      LEFT JOIN journal_entry AS reversing ON reversing.reverses = entry.id
      LEFT JOIN journal_entry AS replacing ON replacing.replaces = entry.id
     WHERE entry.company = ";

impl Store {
    /// Entries of the company's journal, the latest first.
    pub async fn journal(
        &self,
        company: CompanyId,
        filter: &JournalFilter,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = narrowed(read.query(ENTRIES), company, filter);
        if let Some(number) = filter.before {
            query.push(" AND entry.number < ").push_bind(number);
        }
        query.push(" ORDER BY entry.number DESC LIMIT ").push_bind(i64::from(filter.limit));
        let rows = query.fetch_all().await?;
        entries(&mut read, company, rows).await
    }

    /// Entries of the company's journal in the order of their numbers, those after a number.
    pub async fn journal_after(
        &self,
        company: CompanyId,
        filter: &JournalFilter,
        after: i64,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = narrowed(read.query(ENTRIES), company, filter);
        query.push(" AND entry.number > ").push_bind(after);
        query.push(" ORDER BY entry.number LIMIT ").push_bind(i64::from(filter.limit));
        let rows = query.fetch_all().await?;
        entries(&mut read, company, rows).await
    }

    /// An entry by its number; none where the company has no such entry.
    pub async fn journal_entry(
        &self,
        company: CompanyId,
        number: i64,
    ) -> Result<Option<JournalEntry>, StoreError> {
        let mut read = self.db.begin_read().await?;
        entry(&mut read, company, number).await
    }
}

/// An entry by its number.
pub(super) async fn entry(
    connection: &mut Connection,
    company: CompanyId,
    number: i64,
) -> Result<Option<JournalEntry>, StoreError> {
    let mut query = narrowed(connection.query(ENTRIES), company, &JournalFilter::default());
    query.push(" AND entry.number = ").push_bind(number);
    let rows = query.fetch_all().await?;
    Ok(entries(connection, company, rows).await?.into_iter().next())
}

fn narrowed<'c>(mut query: Query<'c>, company: CompanyId, filter: &JournalFilter) -> Query<'c> {
    query.push_bind(company);
    if let Some(day) = filter.from {
        query.push(" AND entry.booked_on >= ").push_bind(Day(day));
    }
    if let Some(day) = filter.to {
        query.push(" AND entry.booked_on <= ").push_bind(Day(day));
    }
    if let Some(account) = &filter.account {
        query.push(" AND entry.account = ").push_bind(account.as_str());
    }
    if let Some(cause) = filter.cause {
        query.push(" AND entry.cause = ").push_bind(cause.code());
    }
    if let Some(account) = filter.ledger_account {
        query.push(
            " AND EXISTS (SELECT 1 FROM journal_posting
                           WHERE journal_posting.entry = entry.id AND (debit = ",
        );
        query.push_bind(account.code()).push(" OR credit = ");
        query.push_bind(account.code()).push("))");
    }
    query
}

async fn entries(
    connection: &mut Connection,
    company: CompanyId,
    rows: Vec<EntryRow>,
) -> Result<Vec<JournalEntry>, StoreError> {
    let chart = chart(connection, company).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut postings = postings(connection, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let moved = postings.remove(&row.id).unwrap_or_default();
            row.into_api(&moved, &chart)
        })
        .collect()
}

/// What entries move, by entry.
pub(super) async fn postings(
    connection: &mut Connection,
    entries: &[i64],
) -> Result<BTreeMap<i64, Vec<Posting>>, StoreError> {
    let mut postings: BTreeMap<i64, Vec<Posting>> = BTreeMap::new();
    let rows: Vec<PostingRow> = connection
        .query(
            "SELECT entry, debit, credit, amount, contract FROM journal_posting
              WHERE entry IN {values $1: int} ORDER BY entry, posting",
        )
        .bind(&Rows::new(entries)?)
        .fetch_all()
        .await?;
    for row in rows {
        postings.entry(row.entry).or_default().push(Posting {
            debit: ledger_account(&row.debit)?,
            credit: ledger_account(&row.credit)?,
            amount: Money::from_minor(row.amount),
            contract: row.contract.map(ContractId),
        });
    }
    Ok(postings)
}

impl EntryRow {
    fn into_api(
        self,
        postings: &[Posting],
        chart: &[LedgerAccountLine],
    ) -> Result<JournalEntry, StoreError> {
        let operation = self.operation_id.zip(self.operation_number);
        let operation = operation
            .map(|(id, number)| {
                Ok::<_, StoreError>(OperationLink {
                    id: id.0.to_string(),
                    number: number.try_into()?,
                })
            })
            .transpose()?;
        Ok(JournalEntry {
            number: self.number,
            booked_on: self.booked_on.0,
            recorded_at: self.recorded_at.to_string(),
            recorded_by: self.recorded_by,
            cause: Cause::from_code(&self.cause)
                .ok_or_else(|| stored::unreadable("cause", &self.cause))?,
            account: self.account.as_deref().map(stored::account).transpose()?,
            customer: self.customer,
            repossession: self.repossession,
            operation,
            process: self.process,
            payment: self.payment_id,
            corrects: self.reverses.or(self.replaces),
            reversing: self.reverses.is_some(),
            reason: self.reason,
            corrected_by: self.reversed_by.into_iter().chain(self.replaced_by).collect(),
            amount: Money::total(postings.iter().map(|posting| posting.amount)),
            lines: lines(postings).into_iter().map(|line| named(&line, chart)).collect(),
        })
    }
}

fn named(line: &domain::journal::Line, chart: &[LedgerAccountLine]) -> JournalLine {
    let account = chart.iter().find(|account| account.role == line.ledger_account);
    JournalLine {
        ledger_account: line.ledger_account,
        code: account.map(|account| account.code.clone()).unwrap_or_default(),
        name: account.map(|account| account.name.clone()).unwrap_or_default(),
        debit: line.debit,
        credit: line.credit,
    }
}
