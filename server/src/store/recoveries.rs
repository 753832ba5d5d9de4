//! Recoveries: what customers pay of what was given up, until somebody has dealt with each.

use std::collections::BTreeMap;

use domain::api::{RecoveryLine, RecoveryReview, RecoveryStatus};
use domain::audit::{AuditAction, AuditResult};
use domain::money::Money;
use domain::payments::PartOf;
use serde_json::json;

use super::db::{Connection, Day, Instant, Rows};
use super::once::authority;
use super::{Store, StoreError, audit, exactly, payments, stored};
use crate::audit_chain::{Actor, Event, Events};
use crate::clock::Clock;
use crate::identity::{CompanyId, UserId};

/// Which recoveries, and which part of them.
#[derive(Clone, Copy, Debug)]
pub struct RecoveriesFilter {
    pub status: RecoveryStatus,
    /// How many.
    pub limit: u32,
    /// Only what follows on the payment of that number.
    pub after: Option<i64>,
}

/// That a recovery was dealt with.
#[derive(Clone, Debug)]
pub struct ReviewRequested {
    pub company: CompanyId,
    pub user: UserId,
    pub by: Actor,
    /// The number of the payment.
    pub payment: i64,
    pub note: String,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum ReviewOutcome {
    /// The user was disabled in the meantime. Nothing was done.
    Disabled,
    /// The company has no such recovery.
    NoSuchRecovery,
    /// Somebody else has dealt with it, or otherwise. Nothing was done.
    ByOthers(RecoveryReview),
    /// It was noted, now or before.
    Reviewed(RecoveryReview),
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: i64,
    account: String,
    customer: String,
    phone: String,
    centre: String,
    note: Option<String>,
    reviewed_by: Option<String>,
    reviewed_at: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct LeftRow {
    account: String,
    lost_on: Option<Day>,
    principal: i64,
    fees: i64,
    tax: i64,
}

#[derive(sqlx::FromRow)]
struct ReviewRow {
    account: String,
    note: Option<String>,
    user: Option<i64>,
    by: Option<String>,
    at: Option<Instant>,
}

/// Recoveries that were not taken back. What follows narrows them.
const OPEN: &str = " AND review.payment IS NULL
      AND NOT EXISTS (SELECT 1 FROM payment AS later WHERE later.reverses = payment.id)";

impl Store {
    /// The company's recoveries, and how many have yet to be dealt with.
    pub async fn recoveries(
        &self,
        company: CompanyId,
        filter: &RecoveriesFilter,
    ) -> Result<(Vec<RecoveryLine>, u32), StoreError> {
        let mut read = self.db.begin_read().await?;
        let (open, _) = open(&mut read, company).await?;
        let mut query = read.query(
            "SELECT payment.id, payment.account, customer.name AS customer, customer.phone,
                    fulfilment_centre.name AS centre, review.note,
                    app_user.name AS reviewed_by, review.reviewed_at
               FROM payment
               JOIN account ON account.company = payment.company
                AND account.account_id = payment.account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
               LEFT JOIN recovery_review AS review ON review.payment = payment.id
               LEFT JOIN app_user ON app_user.id = review.reviewed_by
              WHERE payment.recovery AND payment.reverses IS NULL AND payment.company = ",
        );
        query.push_bind(company);
        match filter.status {
            RecoveryStatus::Open => {
                query.push(OPEN);
                if let Some(number) = filter.after {
                    query.push(" AND payment.id > ").push_bind(number);
                }
                query.push(" ORDER BY payment.id LIMIT ");
            }
            RecoveryStatus::Reviewed => {
                query.push(" AND review.payment IS NOT NULL");
                if let Some(number) = filter.after {
                    query.push(" AND payment.id < ").push_bind(number);
                }
                query.push(" ORDER BY payment.id DESC LIMIT ");
            }
        }
        query.push_bind(i64::from(filter.limit));
        let rows: Vec<LineRow> = query.fetch_all().await?;
        let lines = lines(&mut read, company, rows).await?;
        Ok((lines, open))
    }

    /// Notes that a recovery was dealt with.
    pub async fn review_recovery(
        &self,
        requested: &ReviewRequested,
        clock: &Clock,
    ) -> Result<ReviewOutcome, StoreError> {
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_to_review(requested, clock).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_to_review(
        &self,
        requested: &ReviewRequested,
        clock: &Clock,
    ) -> Result<ReviewOutcome, StoreError> {
        let company = requested.company;
        let mut write = self.db.begin_write().await?;
        let authority = authority(&mut write, company, requested.user).await?;
        let Some(role) = authority.role else { return Ok(ReviewOutcome::Disabled) };
        write.lock_name("recovery", &requested.payment.to_string()).await?;
        let Some(found) = find(&mut write, company, requested.payment).await? else {
            return Ok(ReviewOutcome::NoSuchRecovery);
        };
        let account = stored::account(&found.account)?;
        let by = found.user;
        if let Some(review) = found.into_review() {
            let same = by == Some(requested.user.0) && review.note == requested.note;
            return Ok(if same {
                ReviewOutcome::Reviewed(review)
            } else {
                ReviewOutcome::ByOthers(review)
            });
        }
        let now = clock.now();
        let inserted = write
            .query(
                "INSERT INTO recovery_review (payment, note, reviewed_by, reviewed_at)
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(requested.payment)
            .bind(requested.note.as_str())
            .bind(requested.user)
            .bind(Instant(now))
            .execute()
            .await?;
        exactly("recoveries reviewed", 1, inserted)?;
        let detail = json!({ "payment": requested.payment, "note": requested.note });
        let event = Event::new(AuditAction::RecoveryReview, AuditResult::Done, &detail)?;
        let event = Event { account: Some(account), ..event };
        let by = Actor { role: Some(role), ..requested.by.clone() };
        audit::append(&mut write, company.0, Events { at: now, by, events: vec![event] }).await?;
        let found = find(&mut write, company, requested.payment).await?;
        let review = found.and_then(ReviewRow::into_review);
        let review = review.ok_or_else(|| StoreError::Unreadable("a review".to_owned()))?;
        write.commit().await?;
        Ok(ReviewOutcome::Reviewed(review))
    }
}

/// How many recoveries have yet to be dealt with, and how much was paid with them.
pub(super) async fn open(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<(u32, Money), StoreError> {
    let mut query = connection.query(
        "SELECT count(*) AS open, CAST(coalesce(sum(payment.amount), 0) AS bigint) AS amount
           FROM payment
           LEFT JOIN recovery_review AS review ON review.payment = payment.id
          WHERE payment.recovery AND payment.reverses IS NULL AND payment.company = ",
    );
    query.push_bind(company).push(OPEN);
    let (open, amount): (i64, i64) = query.fetch_one().await?;
    Ok((open.try_into()?, Money::from_minor(amount)))
}

async fn find(
    connection: &mut Connection,
    company: CompanyId,
    payment: i64,
) -> Result<Option<ReviewRow>, StoreError> {
    connection
        .query(
            r#"SELECT payment.account, review.note, review.reviewed_by AS "user",
                      app_user.name AS "by", review.reviewed_at AS "at"
                 FROM payment
                 LEFT JOIN recovery_review AS review ON review.payment = payment.id
                 LEFT JOIN app_user ON app_user.id = review.reviewed_by
                WHERE payment.company = $1 AND payment.id = $2 AND payment.recovery
                  AND payment.reverses IS NULL"#,
        )
        .bind(company)
        .bind(payment)
        .fetch_optional()
        .await
}

impl ReviewRow {
    fn into_review(self) -> Option<RecoveryReview> {
        Some(RecoveryReview { note: self.note?, by: self.by?, at: self.at?.to_string() })
    }
}

async fn lines(
    connection: &mut Connection,
    company: CompanyId,
    rows: Vec<LineRow>,
) -> Result<Vec<RecoveryLine>, StoreError> {
    let numbers: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let accounts: Vec<&str> = rows.iter().map(|row| row.account.as_str()).collect();
    let mut paid = payments::of_numbers(connection, company, &numbers).await?;
    let left = left(connection, company, &accounts).await?;
    rows.into_iter()
        .map(|row| {
            let payment = paid
                .remove(&row.id)
                .ok_or_else(|| StoreError::Unreadable(format!("payment {}", row.id)))?;
            let of_loss = payment.parts.iter().filter(|part| part.of == PartOf::Loss);
            let recovered = Money::total(of_loss.map(|part| part.amount.total()));
            let left = left.get(&row.account);
            let review = ReviewRow {
                account: String::new(),
                note: row.note,
                user: None,
                by: row.reviewed_by,
                at: row.reviewed_at,
            };
            Ok(RecoveryLine {
                payment,
                customer: row.customer,
                phone: row.phone,
                centre: row.centre,
                lost_on: left.and_then(|left| left.lost_on).map(|day| day.0),
                recovered,
                left: left
                    .map(|left| stored::balance(left.principal, left.fees, left.tax))
                    .unwrap_or_default(),
                review: review.into_review(),
            })
        })
        .collect()
}

/// What can still be recovered from accounts, and since when they are lost.
async fn left(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<BTreeMap<String, LeftRow>, StoreError> {
    let rows: Vec<LeftRow> = connection
        .query(
            "SELECT contract.account, min(loss.booked_on) AS lost_on,
                    CAST(sum(loss.principal - recovered_principal) AS bigint) AS principal,
                    CAST(sum(loss.fees - recovered_fees) AS bigint) AS fees,
                    CAST(sum(loss.tax - recovered_tax) AS bigint) AS tax
               FROM contract
               JOIN contract_loss AS loss ON loss.contract = contract.id
              WHERE contract.company = $1 AND contract.account IN {values $2: text}
              GROUP BY contract.account",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(|row| (row.account.clone(), row)).collect())
}
