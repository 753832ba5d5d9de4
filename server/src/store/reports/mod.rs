//! What reports are made of: sums of rows, each in one statement.

mod write_offs;

use std::collections::BTreeMap;

use domain::Date;
use domain::account::AccountState;
use domain::journal::LedgerAccount;
use domain::money::Money;
use domain::reports::{Aged, Ageing, Bucket, Period};

use super::ageing::push_bucket;
use super::db::{Connection, Day, Query, Rows};
use super::{Store, StoreError, recoveries, stored};
use crate::identity::CompanyId;

pub use write_offs::{LostOn, WrittenOff};

/// Whose figures.
#[derive(Clone, Copy, Debug)]
pub struct ReportScope {
    pub company: CompanyId,
    /// Only those of accounts of this fulfilment centre.
    pub centre: Option<i64>,
}

/// Accounts of a centre in one state and bucket.
#[derive(Clone, Debug)]
pub struct Delinquent {
    pub centre: String,
    pub state: AccountState,
    pub bucket: Bucket,
    pub accounts: u64,
    pub pending: u64,
    pub outstanding: Money,
}

#[derive(sqlx::FromRow)]
struct DelinquentRow {
    centre: String,
    state: String,
    bucket: String,
    accounts: i64,
    pending: i64,
    outstanding: i64,
}

#[derive(sqlx::FromRow)]
struct AgedRow {
    centre: String,
    bucket: String,
    accounts: i64,
    amount: i64,
}

#[derive(sqlx::FromRow)]
struct SnapshotRow {
    taken_on: Day,
    bucket: String,
    accounts: i64,
    amount: i64,
}

/// What a ledger account moved in a period, and all that it moved until its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moved {
    pub debit: Money,
    pub credit: Money,
    /// Debits less credits until the end of the period.
    pub balance: Money,
}

#[derive(sqlx::FromRow)]
struct MovedRow {
    role: String,
    debit: i64,
    credit: i64,
    balance: i64,
}

impl Store {
    /// Late and defaulted accounts, and those with a repossession pending, as they stand on a day.
    pub async fn delinquent(
        &self,
        scope: ReportScope,
        today: Date,
    ) -> Result<Vec<Delinquent>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = read.query(
            "SELECT centre, state, bucket, count(*) AS accounts, count(pending) AS pending,
                    CAST(coalesce(sum(owed), 0) AS bigint) AS outstanding
               FROM (SELECT fulfilment_centre.name AS centre, account.state,
                            pending_action.id AS pending,
                            (SELECT sum(principal_balance + fees_balance + tax_balance)
                               FROM contract WHERE contract.company = account.company
                                AND contract.account = account.account_id) AS owed, ",
        );
        push_bucket(&mut query, today);
        query.push(
            " AS bucket
                       FROM account
                       JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
                       LEFT JOIN pending_action ON pending_action.company = account.company
                        AND pending_action.account = account.account_id
                        AND pending_action.type = 'repossession'
                        AND pending_action.status = 'pending'
                      WHERE account.company = ",
        );
        query.push_bind(scope.company);
        of_centre(&mut query, scope);
        query.push(" AND (pending_action.id IS NOT NULL OR account.state IN ");
        let states = [AccountState::Late, AccountState::Defaulted].map(AccountState::code);
        query.push_values(&Rows::new(&states)?, "text");
        query
            .push(")) AS delinquent GROUP BY centre, state, bucket ORDER BY centre, state, bucket");
        let rows: Vec<DelinquentRow> = query.fetch_all().await?;
        rows.into_iter()
            .map(|row| {
                Ok(Delinquent {
                    centre: row.centre,
                    state: stored::account_state(&row.state)?,
                    bucket: bucket(&row.bucket)?,
                    accounts: row.accounts.try_into()?,
                    pending: row.pending.try_into()?,
                    outstanding: Money::from_minor(row.outstanding),
                })
            })
            .collect()
    }

    /// What is owed by how long it is past due, by centre, as it stands on a day; and what the journal
    /// has as receivables.
    pub async fn aged(
        &self,
        scope: ReportScope,
        today: Date,
    ) -> Result<(BTreeMap<String, Ageing>, Money), StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = read.query(
            "SELECT centre, bucket, count(*) AS accounts, CAST(sum(owed) AS bigint) AS amount
               FROM (SELECT fulfilment_centre.name AS centre, owing.owed, ",
        );
        push_bucket(&mut query, today);
        query.push(
            " AS bucket
                       FROM (SELECT account,
                                    sum(principal_balance + fees_balance + tax_balance) AS owed
                               FROM contract WHERE company = ",
        );
        query.push_bind(scope.company).push(
            " AND principal_balance + fees_balance + tax_balance > 0 GROUP BY account) AS owing
                       JOIN account ON account.account_id = owing.account
                       JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
                      WHERE account.company = ",
        );
        query.push_bind(scope.company);
        of_centre(&mut query, scope);
        query.push(") AS aged GROUP BY centre, bucket ORDER BY centre, bucket");
        let rows: Vec<AgedRow> = query.fetch_all().await?;
        let mut centres: BTreeMap<String, Ageing> = BTreeMap::new();
        for row in rows {
            let aged =
                Aged { amount: Money::from_minor(row.amount), accounts: row.accounts.try_into()? };
            centres.entry(row.centre).or_default().add(bucket(&row.bucket)?, aged);
        }
        let receivables: Vec<(Date, Money)> = receivables(&mut read, scope, today).await?;
        Ok((centres, Money::total(receivables.into_iter().map(|(_, amount)| amount))))
    }

    /// How the portfolio was aged at the ends of the days of a period that were run.
    pub async fn ageing_snapshots(
        &self,
        scope: ReportScope,
        period: Period,
    ) -> Result<BTreeMap<Date, Ageing>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = read.query(
            "SELECT taken_on, bucket, CAST(sum(accounts) AS bigint) AS accounts,
                    CAST(sum(amount) AS bigint) AS amount
               FROM ageing WHERE company = ",
        );
        query.push_bind(scope.company);
        in_period(&mut query, "taken_on", period);
        if let Some(centre) = scope.centre {
            query.push(" AND centre = ").push_bind(centre);
        }
        query.push(" GROUP BY taken_on, bucket ORDER BY taken_on, bucket");
        let rows: Vec<SnapshotRow> = query.fetch_all().await?;
        let mut days: BTreeMap<Date, Ageing> = BTreeMap::new();
        for row in rows {
            let aged =
                Aged { amount: Money::from_minor(row.amount), accounts: row.accounts.try_into()? };
            days.entry(row.taken_on.0).or_default().add(bucket(&row.bucket)?, aged);
        }
        Ok(days)
    }

    /// What receivables moved on each day until one, debits less credits.
    pub async fn receivables_moved(
        &self,
        scope: ReportScope,
        until: Date,
    ) -> Result<Vec<(Date, Money)>, StoreError> {
        let mut read = self.db.begin_read().await?;
        receivables(&mut read, scope, until).await
    }

    /// How many repossessions are pending of defaults between two days, both included, and what those
    /// accounts owe. Without a first day, all until the last.
    pub async fn pending_of_age(
        &self,
        company: CompanyId,
        first: Option<Date>,
        last: Date,
    ) -> Result<(u32, Money), StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = read.query(
            "SELECT count(DISTINCT action.id) AS pending,
                    CAST(coalesce(sum(principal_balance + fees_balance + tax_balance), 0) AS bigint)
                    AS owed
               FROM pending_action AS action
               LEFT JOIN contract ON contract.company = action.company
                AND contract.account = action.account
              WHERE action.type = 'repossession' AND action.status = 'pending'
                AND action.company = ",
        );
        query.push_bind(company).push(" AND action.defaulted_on <= ").push_bind(Day(last));
        if let Some(first) = first {
            query.push(" AND action.defaulted_on >= ").push_bind(Day(first));
        }
        let (pending, owed): (i64, i64) = query.fetch_one().await?;
        Ok((pending.try_into()?, Money::from_minor(owed)))
    }

    /// How many recoveries have yet to be dealt with, and how much was paid with them.
    pub async fn recoveries_open(&self, company: CompanyId) -> Result<(u32, Money), StoreError> {
        let mut read = self.db.begin_read().await?;
        recoveries::open(&mut read, company).await
    }

    /// What each ledger account moved in a period.
    pub async fn ledger_moved(
        &self,
        company: CompanyId,
        period: Period,
    ) -> Result<BTreeMap<LedgerAccount, Moved>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let rows: Vec<MovedRow> = read
            .query(
                "SELECT role,
                        CAST(coalesce(sum(debit) FILTER (WHERE booked_on >= $2), 0) AS bigint)
                        AS debit,
                        CAST(coalesce(sum(credit) FILTER (WHERE booked_on >= $2), 0) AS bigint)
                        AS credit,
                        CAST(sum(debit - credit) AS bigint) AS balance
                   FROM (SELECT entry.booked_on, posting.debit AS role, amount AS debit, 0 AS credit
                           FROM journal_entry AS entry
                           JOIN journal_posting AS posting ON posting.entry = entry.id
                          WHERE entry.company = $1 AND entry.booked_on <= $3
                         UNION ALL
                         SELECT entry.booked_on, posting.credit, 0, amount
                           FROM journal_entry AS entry
                           JOIN journal_posting AS posting ON posting.entry = entry.id
                          WHERE entry.company = $1 AND entry.booked_on <= $3) AS moved
                  GROUP BY role",
            )
            .bind(company)
            .bind(Day(period.from()))
            .bind(Day(period.to()))
            .fetch_all()
            .await?;
        rows.into_iter()
            .map(|row| {
                let role = LedgerAccount::from_code(&row.role)
                    .ok_or_else(|| stored::unreadable("ledger account", &row.role))?;
                let moved = Moved {
                    debit: Money::from_minor(row.debit),
                    credit: Money::from_minor(row.credit),
                    balance: Money::from_minor(row.balance),
                };
                Ok((role, moved))
            })
            .collect()
    }
}

async fn receivables(
    connection: &mut Connection,
    scope: ReportScope,
    until: Date,
) -> Result<Vec<(Date, Money)>, StoreError> {
    let mut query = connection.query(
        "SELECT entry.booked_on,
                CAST(sum(CASE WHEN posting.debit = 'receivables' THEN amount ELSE -amount END) AS bigint)
                AS moved
           FROM journal_entry AS entry
           JOIN journal_posting AS posting ON posting.entry = entry.id",
    );
    if scope.centre.is_some() {
        query.push(
            " JOIN contract ON contract.id = posting.contract
              JOIN account ON account.company = contract.company
               AND account.account_id = contract.account",
        );
    }
    query.push(" WHERE (posting.debit = 'receivables' OR posting.credit = 'receivables') AND entry.company = ");
    query.push_bind(scope.company).push(" AND entry.booked_on <= ").push_bind(Day(until));
    of_centre(&mut query, scope);
    query.push(" GROUP BY entry.booked_on ORDER BY entry.booked_on");
    let rows: Vec<(Day, i64)> = query.fetch_all().await?;
    Ok(rows.into_iter().map(|(day, moved)| (day.0, Money::from_minor(moved))).collect())
}

fn in_period(query: &mut Query<'_>, column: &str, period: Period) {
    query.push(" AND ").push(column).push(" >= ").push_bind(Day(period.from()));
    query.push(" AND ").push(column).push(" <= ").push_bind(Day(period.to()));
}

fn of_centre(query: &mut Query<'_>, scope: ReportScope) {
    if let Some(centre) = scope.centre {
        query.push(" AND account.centre = ").push_bind(centre);
    }
}

fn bucket(code: &str) -> Result<Bucket, StoreError> {
    Bucket::from_code(code).ok_or_else(|| stored::unreadable("bucket", code))
}
