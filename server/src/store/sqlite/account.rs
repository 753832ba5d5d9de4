//! Everything about one account, in a query a kind.

use domain::account_history::history;
use domain::api::{AccountReply, AttemptRecord, Centre, Customer, RepossessionRecord};
use domain::bulk_write_off::days_between;
use domain::{AccountId, Date};
use sqlx::SqliteConnection;

use super::facts;
use crate::store::StoreError;
use crate::store::account::{
    ATTEMPTS_MAX, AccountRow, ActionRow, AttemptRow, ContractRow, LineRow, MovedRow, OTHERS_MAX,
    PAYMENTS_MAX, PaymentRow, RepossessionRow, UnitRow, contracts, repossessions,
};
use crate::store::people::CompanyId;
use crate::store::stored;

/// Loads everything about an account; none where the company has no such account.
pub(super) async fn load(
    connection: &mut SqliteConnection,
    company: CompanyId,
    account: &AccountId,
    today: Date,
) -> Result<Option<AccountReply>, StoreError> {
    let stored = facts::load(connection, company, std::slice::from_ref(account)).await?;
    let mut of = Of { connection, company, account };
    let (Some(stored), Some(row)) = (stored.into_iter().next(), of.account_row().await?) else {
        return Ok(None);
    };
    let facts = stored.facts;
    let defaulted_on = row.defaulted_on.as_deref().map(str::parse::<Date>).transpose()?;
    let mut reply = AccountReply {
        today,
        account: account.clone(),
        state: row.account_state()?,
        paid_until: row.paid_until.as_deref().map(str::parse).transpose()?,
        days_since_default: defaulted_on.map(|day| days_between(day, today)),
        other_accounts: of.other_accounts(row.customer_id).await?,
        customer: Customer { name: row.customer, class: row.class, phone: row.phone },
        centre: Centre { id: row.centre_id, name: row.centre },
        balance: facts.standing.balance(),
        contracts: contracts(of.contracts().await?, of.moved().await?, of.units().await?)?,
        payments: Vec::new(),
        payments_in_all: of.count_payments().await?,
        actions: Vec::new(),
        failed_attempts_since_default: facts.failed_attempts,
        attempts: attempts(of.connection, company, account, None).await?,
        repossessions: of_account(of.connection, company, account).await?,
        history: Vec::new(),
        standing: facts.standing,
    };
    for payment in of.payments().await? {
        reply.payments.push(payment.into_api()?);
    }
    for action in of.actions().await? {
        reply.actions.push(action.into_api()?);
    }
    reply.history = history(&reply);
    Ok(Some(reply))
}

/// What belongs to one account.
struct Of<'a> {
    connection: &'a mut SqliteConnection,
    company: CompanyId,
    account: &'a AccountId,
}

impl Of<'_> {
    async fn account_row(&mut self) -> Result<Option<AccountRow>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT account.state, account.paid_until, account.defaulted_on,
                    customer.id AS customer_id, customer.name AS customer, customer.class,
                    customer.phone, fulfilment_centre.id AS centre_id,
                    fulfilment_centre.name AS centre
               FROM account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
              WHERE account.company = ?1 AND account.account_id = ?2",
        )
        .bind(self.company.0)
        .bind(self.account.as_str())
        .fetch_optional(&mut *self.connection)
        .await?)
    }

    async fn other_accounts(&mut self, customer: i64) -> Result<Vec<AccountId>, StoreError> {
        let others: Vec<String> = sqlx::query_scalar(
            "SELECT account_id FROM account
              WHERE customer = ?3 AND company = ?1 AND account_id <> ?2
              ORDER BY account_id LIMIT ?4",
        )
        .bind(self.company.0)
        .bind(self.account.as_str())
        .bind(customer)
        .bind(OTHERS_MAX)
        .fetch_all(&mut *self.connection)
        .await?;
        others.iter().map(|account| stored::account(account)).collect()
    }

    async fn contracts(&mut self) -> Result<Vec<ContractRow>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT id, status, write_off_debt_class, signed_on, price, paid, principal_balance,
                    fees_balance, tax_balance
               FROM contract WHERE company = ?1 AND account = ?2 ORDER BY id",
        )
        .bind(self.company.0)
        .bind(self.account.as_str())
        .fetch_all(&mut *self.connection)
        .await?)
    }

    async fn moved(&mut self) -> Result<Vec<MovedRow>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT moved.contract, moved.product, product.name, sum(moved.held) AS held,
                    sum(moved.returned) AS returned, sum(moved.lost) AS lost
               FROM (SELECT contract.id AS contract, product, quantity AS held, 0 AS returned,
                            0 AS lost
                       FROM contract
                      CROSS JOIN held_product ON held_product.contract = contract.id
                      WHERE contract.company = ?1 AND contract.account = ?2
                     UNION ALL
                     SELECT line.contract, line.product, 0, line.returned,
                            line.held - line.returned
                       FROM repossession
                      CROSS JOIN repossession_line AS line ON line.repossession = repossession.id
                      WHERE repossession.company = ?1 AND repossession.account = ?2) AS moved
               JOIN product ON product.id = moved.product
              GROUP BY moved.contract, moved.product, product.name
              ORDER BY moved.contract, moved.product",
        )
        .bind(self.company.0)
        .bind(self.account.as_str())
        .fetch_all(&mut *self.connection)
        .await?)
    }

    async fn units(&mut self) -> Result<Vec<UnitRow>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT control_unit.contract, control_unit.cu_number FROM contract
              CROSS JOIN control_unit ON control_unit.contract = contract.id
              WHERE contract.company = ?1 AND contract.account = ?2 ORDER BY 1, 2",
        )
        .bind(self.company.0)
        .bind(self.account.as_str())
        .fetch_all(&mut *self.connection)
        .await?)
    }

    async fn payments(&mut self) -> Result<Vec<PaymentRow>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT id, paid_on, amount, channel, reference FROM payment
              WHERE company = ?1 AND account = ?2 ORDER BY paid_on DESC, id DESC LIMIT ?3",
        )
        .bind(self.company.0)
        .bind(self.account.as_str())
        .bind(PAYMENTS_MAX)
        .fetch_all(&mut *self.connection)
        .await?)
    }

    async fn count_payments(&mut self) -> Result<u32, StoreError> {
        let count: i64 =
            sqlx::query_scalar("SELECT count(*) FROM payment WHERE company = ?1 AND account = ?2")
                .bind(self.company.0)
                .bind(self.account.as_str())
                .fetch_one(&mut *self.connection)
                .await?;
        Ok(count.try_into()?)
    }

    async fn actions(&mut self) -> Result<Vec<ActionRow>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT id, type, status, defaulted_on, created_at, done_at FROM pending_action
              WHERE company = ?1 AND account = ?2 ORDER BY id DESC",
        )
        .bind(self.company.0)
        .bind(self.account.as_str())
        .fetch_all(&mut *self.connection)
        .await?)
    }
}

/// An account's attempts that failed, the latest first; the one of that number only where it is
/// said.
pub(super) async fn attempts(
    connection: &mut SqliteConnection,
    company: CompanyId,
    account: &AccountId,
    number: Option<i64>,
) -> Result<Vec<AttemptRecord>, StoreError> {
    let rows: Vec<AttemptRow> = sqlx::query_as(
        "SELECT failed_attempt.id, account, pending_action, attempted_on, reason, promised_on,
                note, app_user.name AS recorded_by, recorded_at
           FROM failed_attempt JOIN app_user ON app_user.id = failed_attempt.recorded_by
          WHERE failed_attempt.company = ?1 AND account = ?2
            AND (?3 IS NULL OR failed_attempt.id = ?3)
          ORDER BY attempted_on DESC, failed_attempt.id DESC LIMIT ?4",
    )
    .bind(company.0)
    .bind(account.as_str())
    .bind(number)
    .bind(ATTEMPTS_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(AttemptRow::into_api).collect()
}

/// An account's repossessions and write-offs, the latest first.
pub(super) async fn of_account(
    connection: &mut SqliteConnection,
    company: CompanyId,
    account: &AccountId,
) -> Result<Vec<RepossessionRecord>, StoreError> {
    let rows: Vec<RepossessionRow> = sqlx::query_as(
        "SELECT repossession.id, repossession.account, repossessed_on,
                completer.name AS completed_by, recorder.name AS recorded_by, recorded_at,
                cu_number, product_condition, write_off.method, operation_id,
                bulk_operation.number AS operation_number,
                coalesce(sum(principal), 0) AS principal, coalesce(sum(fees), 0) AS fees,
                coalesce(sum(tax), 0) AS tax
           FROM repossession
           JOIN app_user AS completer ON completer.id = repossession.completed_by
           LEFT JOIN app_user AS recorder ON recorder.id = repossession.recorded_by
           LEFT JOIN write_off ON write_off.repossession = repossession.id
           LEFT JOIN bulk_operation ON bulk_operation.id = write_off.operation
           LEFT JOIN signed_contract ON write_off.repossession IS NOT NULL
            AND signed_contract.company = repossession.company
            AND signed_contract.account = repossession.account
           LEFT JOIN write_off_contract ON write_off_contract.contract = signed_contract.id
            AND write_off_contract.write_off = write_off.repossession
          WHERE repossession.company = ?1 AND repossession.account = ?2
          GROUP BY repossession.id ORDER BY repossession.id DESC",
    )
    .bind(company.0)
    .bind(account.as_str())
    .fetch_all(&mut *connection)
    .await?;
    let lines: Vec<LineRow> = sqlx::query_as(
        "SELECT line.repossession, line.contract, line.product, product.name, line.held,
                line.returned
           FROM repossession
          CROSS JOIN repossession_line AS line ON line.repossession = repossession.id
           JOIN product ON product.id = line.product
          WHERE repossession.company = ?1 AND repossession.account = ?2
          ORDER BY line.repossession, line.contract, line.product",
    )
    .bind(company.0)
    .bind(account.as_str())
    .fetch_all(connection)
    .await?;
    repossessions(rows, lines)
}
