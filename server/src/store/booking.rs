//! Booking what was decided: entries with their postings, numbered within the company.

use domain::journal::{Cause, Posting};
use domain::{AccountId, Date};
use serde::Serialize;

use super::db::{Connection, Day, Instant, Numbered, Rows};
use super::{StoreError, exactly};
use crate::identity::{CompanyId, UserId};

/// What all entries of one transaction have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Booking {
    pub(super) company: CompanyId,
    /// The day on which they are booked.
    pub(super) booked_on: Date,
    pub(super) now: Instant,
    /// None where another system or the daily run caused them.
    pub(super) recorded_by: Option<UserId>,
    /// The import that caused them.
    pub(super) import: Option<i64>,
}

/// An entry, with what it is tied to.
#[derive(Clone, Debug)]
pub(super) struct NewEntry<'a> {
    pub(super) cause: Cause,
    pub(super) account: Option<&'a AccountId>,
    pub(super) repossession: Option<i64>,
    pub(super) payment: Option<i64>,
    pub(super) corrects: Option<Corrects<'a>>,
    pub(super) postings: &'a [Posting],
}

/// The entry that one corrects, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corrects<'a> {
    pub(super) entry: i64,
    /// Whether it reverses that entry, or stands in its place.
    pub(super) reverses: bool,
    pub(super) reason: &'a str,
}

impl<'a> NewEntry<'a> {
    pub(super) const fn of(cause: Cause, postings: &'a [Posting]) -> Self {
        Self { cause, account: None, repossession: None, payment: None, corrects: None, postings }
    }
}

#[derive(Serialize)]
struct EntryRow<'a> {
    id: i64,
    number: i64,
    cause: &'static str,
    account: Option<&'a AccountId>,
    repossession: Option<i64>,
    payment: Option<i64>,
    reverses: Option<i64>,
    replaces: Option<i64>,
    reason: Option<&'a str>,
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

/// Books entries; says their numbers within the company. What is numbered there must be locked.
pub(super) async fn book(
    connection: &mut Connection,
    booking: &Booking,
    entries: &[NewEntry<'_>],
) -> Result<Vec<i64>, StoreError> {
    let ids = connection.new_ids(Numbered::JournalEntry, entries.len()).await?;
    let last: i64 = connection
        .query("SELECT coalesce(max(number), 0) FROM journal_entry WHERE company = $1")
        .bind(booking.company)
        .fetch_value()
        .await?;
    let mut rows = Vec::with_capacity(entries.len());
    let mut postings = Vec::with_capacity(entries.len());
    for ((id, number), entry) in ids.into_iter().zip(last + 1..).zip(entries) {
        rows.push(EntryRow {
            id,
            number,
            cause: entry.cause.code(),
            account: entry.account,
            repossession: entry.repossession,
            payment: entry.payment,
            reverses: entry.corrects.filter(|one| one.reverses).map(|one| one.entry),
            replaces: entry.corrects.filter(|one| !one.reverses).map(|one| one.entry),
            reason: entry.corrects.map(|one| one.reason),
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
    insert(connection, booking, &rows, &postings).await?;
    Ok(rows.iter().map(|row| row.number).collect())
}

async fn insert(
    connection: &mut Connection,
    booking: &Booking,
    entries: &[EntryRow<'_>],
    postings: &[PostingRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO journal_entry (id, company, number, booked_on, recorded_at, cause, account,
                                        repossession, payment, reverses, replaces, reason,
                                        recorded_by, import)
             SELECT id, $1, number, $2, $3, cause, account, repossession, payment, reverses,
                    replaces, reason, $4, $5
               FROM {rows $6: id int, number int, cause text, account text, repossession int,
                              payment int, reverses int, replaces int, reason text} AS new",
        )
        .bind(booking.company)
        .bind(Day(booking.booked_on))
        .bind(booking.now)
        .bind(booking.recorded_by)
        .bind(booking.import)
        .bind(&Rows::new(entries)?)
        .execute()
        .await?;
    exactly("journal entries", entries.len(), inserted)?;
    let inserted = connection
        .query(
            "INSERT INTO journal_posting (entry, posting, debit, credit, amount, contract)
             SELECT entry, posting, debit, credit, amount, contract
               FROM {rows $1: entry int, posting int, debit text, credit text, amount int,
                              contract int} AS new",
        )
        .bind(&Rows::new(postings)?)
        .execute()
        .await?;
    exactly("postings", postings.len(), inserted)
}
