//! Booking what was decided. An entry's lines add up to nothing.

use domain::money::Money;
use domain::repossession::Settlement;
use serde::Serialize;

use super::db::{Connection, Day, Numbered, Rows};
use super::settlement::Common;
use super::{StoreError, exactly};

#[derive(Serialize)]
struct EntryRow {
    id: i64,
    write_off: Option<i64>,
    repossession: Option<i64>,
}

#[derive(Serialize)]
struct LineRow {
    entry: i64,
    ledger_account: &'static str,
    amount: Money,
}

/// Books the entries of repossessions, whose numbers are `repossessions`. A customer who owed
/// nothing has no entry.
pub(super) async fn book(
    connection: &mut Connection,
    common: &Common,
    repossessions: &[i64],
    settlements: &[Settlement],
) -> Result<(), StoreError> {
    let booked: Vec<(&i64, &Settlement)> = std::iter::zip(repossessions, settlements)
        .filter(|(_, one)| !one.journal.is_empty())
        .collect();
    let ids = connection.new_ids(Numbered::JournalEntry, booked.len()).await?;
    let mut entries = Vec::new();
    let mut lines = Vec::new();
    for (id, (repossession, decided)) in std::iter::zip(ids, booked) {
        if Money::total(decided.journal.iter().map(|line| line.amount)) != Money::ZERO {
            return Err(StoreError::Unbalanced { account: decided.account.clone() });
        }
        entries.push(EntryRow {
            id,
            write_off: decided.write_off.then_some(*repossession),
            repossession: (!decided.write_off).then_some(*repossession),
        });
        lines.extend(decided.journal.iter().map(|line| LineRow {
            entry: id,
            ledger_account: line.ledger_account.code(),
            amount: line.amount,
        }));
    }
    insert(connection, common, &entries, &lines).await
}

async fn insert(
    connection: &mut Connection,
    common: &Common,
    entries: &[EntryRow],
    lines: &[LineRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO journal_entry (id, company, booked_on, write_off, repossession)
             SELECT id, $1, $2, write_off, repossession
               FROM {rows $3: id int, write_off int, repossession int} AS new",
        )
        .bind(common.company)
        .bind(Day(common.today))
        .bind(&Rows::new(entries)?)
        .execute()
        .await?;
    exactly("journal entries", entries.len(), inserted)?;
    let inserted = connection
        .query(
            "INSERT INTO journal_line (entry, ledger_account, amount)
             SELECT entry, ledger_account, amount
               FROM {rows $1: entry int, ledger_account text, amount int} AS new",
        )
        .bind(&Rows::new(lines)?)
        .execute()
        .await?;
    exactly("journal lines", lines.len(), inserted)
}
