//! Payments, the latest first.

use std::collections::BTreeMap;

use domain::account::ContractId;
use domain::api::{PaymentPart, PaymentRecord};
use domain::money::Money;
use domain::payments::{Channel, PartOf, PaymentId};
use domain::{AccountId, Date};

use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Instant, Rows};
use crate::store::{Store, StoreError, stored};

/// Which payments, and which part of them.
#[derive(Clone, Debug, Default)]
pub struct PaymentsFilter {
    pub id: Option<PaymentId>,
    pub numbers: Option<Vec<i64>>,
    pub account: Option<AccountId>,
    /// Only those that were paid on that day or later.
    pub paid_from: Option<Date>,
    /// Only those that were paid on that day or earlier.
    pub paid_until: Option<Date>,
    pub channel: Option<Channel>,
    /// Only recoveries, or only others.
    pub recovery: Option<bool>,
    /// Only those that were taken back, or only others.
    pub reversed: Option<bool>,
    /// How many.
    pub limit: u32,
    /// Only what follows on the payment of that day and number.
    pub after: Option<(Date, i64)>,
}

#[derive(sqlx::FromRow)]
struct PaymentRow {
    id: i64,
    payment_id: String,
    account: String,
    paid_on: Day,
    booked_on: Day,
    amount: i64,
    channel: String,
    recorded_at: Instant,
    recorded_by: Option<String>,
    recovery: bool,
    before_write_off: bool,
    reversed_on: Option<Day>,
    deposit: i64,
    days: i64,
    paid_until_after: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct PartRow {
    payment: i64,
    contract: i64,
    part_of: String,
    principal: i64,
    fees: i64,
    tax: i64,
}

impl Store {
    /// The company's payments, the latest day first.
    pub async fn payments(
        &self,
        company: CompanyId,
        filter: &PaymentsFilter,
    ) -> Result<Vec<PaymentRecord>, StoreError> {
        let mut read = self.db.begin_read().await?;
        list(&mut read, company, filter).await
    }
}

/// The latest payments of an account.
pub(in crate::store) async fn of_account(
    connection: &mut Connection,
    company: CompanyId,
    account: &AccountId,
    limit: u32,
) -> Result<Vec<PaymentRecord>, StoreError> {
    let filter =
        PaymentsFilter { account: Some(account.clone()), limit, ..PaymentsFilter::default() };
    list(connection, company, &filter).await
}

/// Payments by their numbers.
pub(in crate::store) async fn of_numbers(
    connection: &mut Connection,
    company: CompanyId,
    numbers: &[i64],
) -> Result<BTreeMap<i64, PaymentRecord>, StoreError> {
    let filter = PaymentsFilter {
        numbers: Some(numbers.to_vec()),
        limit: u32::try_from(numbers.len())?,
        ..PaymentsFilter::default()
    };
    let found = list(connection, company, &filter).await?;
    Ok(found.into_iter().map(|payment| (payment.number, payment)).collect())
}

async fn list(
    connection: &mut Connection,
    company: CompanyId,
    filter: &PaymentsFilter,
) -> Result<Vec<PaymentRecord>, StoreError> {
    let mut query = connection.query(
        "SELECT payment.id, payment.payment_id, payment.account, payment.paid_on,
                payment.booked_on, payment.amount, payment.channel, payment.recorded_at,
                app_user.name AS recorded_by, payment.recovery, payment.before_write_off,
                reversal.booked_on AS reversed_on, payment.deposit, payment.days,
                payment.paid_until_after
           FROM payment
           LEFT JOIN app_user ON app_user.id = payment.recorded_by
           LEFT JOIN payment AS reversal ON reversal.reverses = payment.id
          WHERE payment.reverses IS NULL AND payment.company = ",
    );
    query.push_bind(company);
    if let Some(id) = &filter.id {
        query.push(" AND payment.payment_id = ").push_bind(id.as_str());
    }
    if let Some(numbers) = &filter.numbers {
        query.push(" AND payment.id IN ").push_values(&Rows::new(numbers)?, "int");
    }
    if let Some(account) = &filter.account {
        query.push(" AND payment.account = ").push_bind(account.as_str());
    }
    if let Some(day) = filter.paid_from {
        query.push(" AND payment.paid_on >= ").push_bind(Day(day));
    }
    if let Some(day) = filter.paid_until {
        query.push(" AND payment.paid_on <= ").push_bind(Day(day));
    }
    if let Some(channel) = filter.channel {
        query.push(" AND payment.channel = ").push_bind(channel.code());
    }
    if let Some(recovery) = filter.recovery {
        query.push(" AND payment.recovery = ").push_bind(recovery);
    }
    match filter.reversed {
        Some(true) => query.push(" AND reversal.id IS NOT NULL"),
        Some(false) => query.push(" AND reversal.id IS NULL"),
        None => &mut query,
    };
    if let Some((day, number)) = filter.after {
        query.push(" AND (payment.paid_on, payment.id) < (").push_bind(Day(day));
        query.push(", ").push_bind(number).push(")");
    }
    query.push(" ORDER BY payment.paid_on DESC, payment.id DESC LIMIT ");
    query.push_bind(i64::from(filter.limit));
    let rows: Vec<PaymentRow> = query.fetch_all().await?;
    let numbers: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut parts = parts(connection, &numbers).await?;
    rows.into_iter()
        .map(|row| {
            let parts = parts.remove(&row.id).unwrap_or_default();
            Ok(PaymentRecord { parts, ..row.into_api()? })
        })
        .collect()
}

async fn parts(
    connection: &mut Connection,
    payments: &[i64],
) -> Result<BTreeMap<i64, Vec<PaymentPart>>, StoreError> {
    let rows: Vec<PartRow> = connection
        .query(
            "SELECT payment, contract, part_of, principal, fees, tax FROM payment_part
              WHERE payment IN {values $1: int} ORDER BY payment, part_of, contract",
        )
        .bind(&Rows::new(payments)?)
        .fetch_all()
        .await?;
    let mut parts: BTreeMap<i64, Vec<PaymentPart>> = BTreeMap::new();
    for row in rows {
        let part = PaymentPart {
            contract: ContractId(row.contract),
            of: PartOf::from_code(&row.part_of)
                .ok_or_else(|| stored::unreadable("part of a contract", &row.part_of))?,
            amount: stored::balance(row.principal, row.fees, row.tax),
        };
        parts.entry(row.payment).or_default().push(part);
    }
    Ok(parts)
}

impl PaymentRow {
    fn into_api(self) -> Result<PaymentRecord, StoreError> {
        Ok(PaymentRecord {
            number: self.id,
            id: self.payment_id,
            account: stored::account(&self.account)?,
            paid_on: self.paid_on.0,
            booked_on: self.booked_on.0,
            amount: Money::from_minor(self.amount),
            channel: Channel::from_code(&self.channel)
                .ok_or_else(|| stored::unreadable("channel", &self.channel))?,
            recorded_at: self.recorded_at.to_string(),
            recorded_by: self.recorded_by,
            recovery: self.recovery,
            before_write_off: self.before_write_off,
            reversed_on: self.reversed_on.map(|day| day.0),
            parts: Vec::new(),
            deposit: Money::from_minor(self.deposit),
            days: self.days.try_into()?,
            paid_until: self.paid_until_after.map(|day| day.0),
        })
    }
}
