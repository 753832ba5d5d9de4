//! What was written off, and what has come in of that.

use domain::Date;
use domain::api::WriteOffMethod;
use domain::failed_attempt::{AttemptReason, since_default};
use domain::money::{Balance, Money};
use domain::reports::Period;

use super::{ReportScope, in_period, of_centre};
use crate::store::db::Day;
use crate::store::{Store, StoreError, stored};

/// What was written off at once, of one customer.
#[derive(Clone, Debug)]
pub struct WrittenOff {
    pub day: Date,
    pub account: String,
    pub customer: String,
    pub centre: String,
    pub method: WriteOffMethod,
    /// The number of the bulk operation.
    pub operation: Option<i64>,
    /// The number of the write-off process.
    pub process: Option<i64>,
    /// That of the latest failed attempt since the default.
    pub reason: Option<AttemptReason>,
    pub amount: Balance,
    /// Whether it was added later, because a payment was taken back.
    pub added: bool,
}

#[derive(sqlx::FromRow)]
struct WrittenOffRow {
    day: Day,
    account: String,
    customer: String,
    centre: String,
    method: String,
    operation: Option<i64>,
    process: Option<i64>,
    defaulted_on: Option<Day>,
    attempted_on: Option<Day>,
    reason: Option<String>,
    principal: i64,
    fees: i64,
    tax: i64,
    added: bool,
}

/// What was written off on a day, and what has come in of that since.
#[derive(Clone, Copy, Debug)]
pub struct LostOn {
    pub day: Date,
    pub lost: Money,
    pub recovered: Money,
}

const WRITTEN_OFF: &str = "
    SELECT lost.day, repossession.account, customer.name AS customer,
           fulfilment_centre.name AS centre, write_off.method,
           bulk_operation.number AS operation, write_off.process, account.defaulted_on,
           (SELECT attempted_on FROM failed_attempt
             WHERE failed_attempt.company = repossession.company
               AND failed_attempt.account = repossession.account
             ORDER BY attempted_on DESC, failed_attempt.id DESC LIMIT 1) AS attempted_on,
           (SELECT reason FROM failed_attempt
             WHERE failed_attempt.company = repossession.company
               AND failed_attempt.account = repossession.account
             ORDER BY attempted_on DESC, failed_attempt.id DESC LIMIT 1) AS reason,
           lost.principal, lost.fees, lost.tax, lost.added
      FROM (SELECT write_off_contract.write_off, loss.booked_on AS day,
                   CAST(sum(write_off_contract.principal) AS bigint) AS principal,
                   CAST(sum(write_off_contract.fees) AS bigint) AS fees,
                   CAST(sum(write_off_contract.tax) AS bigint) AS tax, 1 = 0 AS added
              FROM write_off_contract
              JOIN contract_loss AS loss ON loss.contract = write_off_contract.contract
             GROUP BY write_off_contract.write_off, loss.booked_on
            UNION ALL
            SELECT loss_addition.repossession, payment.booked_on,
                   CAST(sum(loss_addition.principal) AS bigint),
                   CAST(sum(loss_addition.fees) AS bigint),
                   CAST(sum(loss_addition.tax) AS bigint), 1 = 1
              FROM loss_addition
              JOIN payment ON payment.id = loss_addition.payment
             GROUP BY loss_addition.repossession, loss_addition.payment, payment.booked_on)
           AS lost
      JOIN write_off ON write_off.repossession = lost.write_off
      JOIN repossession ON repossession.id = lost.write_off
      JOIN account ON account.company = repossession.company
       AND account.account_id = repossession.account
      JOIN customer ON customer.id = account.customer
      JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
      LEFT JOIN bulk_operation ON bulk_operation.id = write_off.operation
     WHERE write_off.company = ";

impl Store {
    /// Hands over what was written off in a period, the latest first.
    pub async fn written_off(
        &self,
        scope: ReportScope,
        period: Period,
        mut each: impl FnMut(WrittenOff),
    ) -> Result<(), StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = read.query(WRITTEN_OFF);
        query.push_bind(scope.company);
        in_period(&mut query, "lost.day", period);
        of_centre(&mut query, scope);
        query.push(" ORDER BY lost.day DESC, lost.write_off DESC, lost.added DESC");
        query.fetch_each(|row: WrittenOffRow| row.into_domain().map(&mut each)).await
    }

    /// What was written off on each day of a period, and what has come in of that until now.
    pub async fn lost_by_day(
        &self,
        scope: ReportScope,
        period: Period,
    ) -> Result<Vec<LostOn>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut query = read.query(
            "SELECT loss.booked_on,
                    CAST(sum(loss.principal + loss.fees + loss.tax) AS bigint) AS lost,
                    CAST(sum(recovered_principal + recovered_fees + recovered_tax) AS bigint)
                    AS recovered
               FROM contract_loss AS loss
               JOIN contract ON contract.id = loss.contract
               JOIN account ON account.company = contract.company
                AND account.account_id = contract.account
              WHERE loss.kind = 'write_off' AND contract.company = ",
        );
        query.push_bind(scope.company);
        in_period(&mut query, "loss.booked_on", period);
        of_centre(&mut query, scope);
        query.push(" GROUP BY loss.booked_on ORDER BY loss.booked_on");
        let rows: Vec<(Day, i64, i64)> = query.fetch_all().await?;
        Ok(rows
            .into_iter()
            .map(|(day, lost, recovered)| LostOn {
                day: day.0,
                lost: Money::from_minor(lost),
                recovered: Money::from_minor(recovered),
            })
            .collect())
    }
}

impl WrittenOffRow {
    fn into_domain(self) -> Result<WrittenOff, StoreError> {
        let default = self.defaulted_on.map(|day| day.0);
        let counts = self.attempted_on.is_some_and(|day| since_default(day.0, default));
        let reason = self.reason.filter(|_| counts).map(|code| {
            AttemptReason::from_code(&code).ok_or_else(|| stored::unreadable("reason", &code))
        });
        Ok(WrittenOff {
            day: self.day.0,
            account: self.account,
            customer: self.customer,
            centre: self.centre,
            method: WriteOffMethod::from_code(&self.method)
                .ok_or_else(|| stored::unreadable("method", &self.method))?,
            operation: self.operation,
            process: self.process,
            reason: reason.transpose()?,
            amount: stored::balance(self.principal, self.fees, self.tax),
            added: self.added,
        })
    }
}
