//! Everything about one account, in one statement.

use std::sync::LazyLock;

use domain::account::ContractStatus;
use domain::api::{AccountReply, AttemptRecord, RepossessionRecord};
use domain::{AccountId, Date};
use sqlx::{SqliteConnection, SqlitePool};

use super::facts::facts_of;
use crate::store::StoreError;
use crate::store::account::{ATTEMPTS_MAX, AttemptRow, OTHERS_MAX, PAYMENTS_MAX, repossessions};
use crate::store::account_page::PageRow;
use crate::store::people::CompanyId;
use crate::store::rows::Rows;

/// A [`PageRow`] of company, account, an attempt's number or null, how many attempts, how many other
/// accounts, how many payments, the status of contracts that count.
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let facts = facts_of("json_array(?2)", "?7");
    format!(
        "SELECT ({facts}) AS facts, ({ACCOUNT}) AS account, ({OTHERS}) AS others,
                ({CONTRACTS}) AS contracts, ({MOVED}) AS moved, ({UNITS}) AS units,
                ({PAYMENTS}) AS payments, ({PAYMENTS_IN_ALL}) AS payments_in_all,
                ({ACTIONS}) AS actions, ({ATTEMPTS}) AS attempts,
                ({REPOSSESSIONS}) AS repossessions, ({LINES}) AS lines"
    )
});

const ACCOUNT: &str = "
    SELECT json_group_array(json_array(
           account.state, account.paid_until, account.defaulted_on, customer.name,
           customer.class, customer.phone, fulfilment_centre.id, fulfilment_centre.name))
      FROM account
      JOIN customer ON customer.id = account.customer
      JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
     WHERE account.company = ?1 AND account.account_id = ?2";

const OTHERS: &str = "
    SELECT json_group_array(account_id ORDER BY account_id)
      FROM (SELECT other.account_id FROM account
             CROSS JOIN account AS other ON other.customer = account.customer
               AND other.company = account.company AND other.account_id <> account.account_id
             WHERE account.company = ?1 AND account.account_id = ?2
             ORDER BY other.account_id LIMIT ?5)";

const CONTRACTS: &str = "
    SELECT json_group_array(json_array(
           id, status, write_off_debt_class, signed_on, price, paid, principal_balance, fees_balance,
           tax_balance) ORDER BY id)
      FROM contract WHERE company = ?1 AND account = ?2";

const MOVED: &str = "
    SELECT json_group_array(json_array(contract, product, name, held, returned, lost)
                            ORDER BY contract, product)
      FROM (SELECT moved.contract, moved.product, product.name, sum(moved.held) AS held,
                   sum(moved.returned) AS returned, sum(moved.lost) AS lost
              FROM (SELECT contract.id AS contract, product, quantity AS held, 0 AS returned,
                           0 AS lost
                      FROM contract
                     CROSS JOIN held_product ON held_product.contract = contract.id
                     WHERE contract.company = ?1 AND contract.account = ?2
                    UNION ALL
                    SELECT line.contract, line.product, 0, line.returned, line.held - line.returned
                      FROM repossession
                     CROSS JOIN repossession_line AS line ON line.repossession = repossession.id
                     WHERE repossession.company = ?1 AND repossession.account = ?2) AS moved
              JOIN product ON product.id = moved.product
             GROUP BY moved.contract, moved.product, product.name)";

const UNITS: &str = "
    SELECT json_group_array(json_array(control_unit.contract, control_unit.cu_number)
                            ORDER BY control_unit.contract, control_unit.cu_number)
      FROM contract
     CROSS JOIN control_unit ON control_unit.contract = contract.id
     WHERE contract.company = ?1 AND contract.account = ?2";

const PAYMENTS: &str = "
    SELECT json_group_array(json_array(id, paid_on, amount, channel, reference)
                            ORDER BY paid_on DESC, id DESC)
      FROM (SELECT id, paid_on, amount, channel, reference FROM payment
             WHERE company = ?1 AND account = ?2 ORDER BY paid_on DESC, id DESC LIMIT ?6)";

const PAYMENTS_IN_ALL: &str = "SELECT count(*) FROM payment WHERE company = ?1 AND account = ?2";

const ACTIONS: &str = "
    SELECT json_group_array(json_array(id, type, status, defaulted_on, created_at, done_at)
                            ORDER BY id DESC)
      FROM pending_action WHERE company = ?1 AND account = ?2";

/// The attempt of number `?3` only, where that is given.
const ATTEMPTS: &str = "
    SELECT json_group_array(json_array(
           id, account, pending_action, attempted_on, reason, promised_on, note, recorded_by,
           recorded_at) ORDER BY attempted_on DESC, id DESC)
      FROM (SELECT failed_attempt.id, account, pending_action, attempted_on, reason, promised_on,
                   note, app_user.name AS recorded_by, recorded_at
              FROM failed_attempt JOIN app_user ON app_user.id = failed_attempt.recorded_by
             WHERE failed_attempt.company = ?1 AND account = ?2
               AND (?3 IS NULL OR failed_attempt.id = ?3)
             ORDER BY attempted_on DESC, failed_attempt.id DESC LIMIT ?4)";

const REPOSSESSIONS: &str = "
    SELECT json_group_array(json_array(
           id, account, repossessed_on, completed_by, recorded_by, recorded_at, cu_number,
           product_condition, method, operation_id, operation_number, principal, fees, tax)
           ORDER BY id DESC)
      FROM (SELECT repossession.id, repossession.account, repossessed_on,
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
             GROUP BY repossession.id)";

const LINES: &str = "
    SELECT json_group_array(json_array(
           line.repossession, line.contract, line.product, product.name, line.held, line.returned)
           ORDER BY line.repossession, line.contract, line.product)
      FROM repossession
     CROSS JOIN repossession_line AS line ON line.repossession = repossession.id
      JOIN product ON product.id = line.product
     WHERE repossession.company = ?1 AND repossession.account = ?2";

/// Loads everything about an account; none where the company has no such account.
pub(super) async fn load(
    readers: &SqlitePool,
    company: CompanyId,
    account: &AccountId,
    today: Date,
) -> Result<Option<AccountReply>, StoreError> {
    let found: PageRow = sqlx::query_as(PAGE.as_str())
        .bind(company.0)
        .bind(account.as_str())
        .bind(None::<i64>)
        .bind(ATTEMPTS_MAX)
        .bind(OTHERS_MAX)
        .bind(PAYMENTS_MAX)
        .bind(ContractStatus::Active.code())
        .fetch_one(readers)
        .await?;
    found.into_reply(account, today)
}

/// The account's attempt of that number that failed, if there is one.
pub(super) async fn attempt(
    connection: &mut SqliteConnection,
    company: CompanyId,
    account: &AccountId,
    number: i64,
) -> Result<Option<AttemptRecord>, StoreError> {
    let found: Rows = sqlx::query_scalar(ATTEMPTS)
        .bind(company.0)
        .bind(account.as_str())
        .bind(number)
        .bind(1)
        .fetch_one(connection)
        .await?;
    Ok(found.read_as(AttemptRow::into_api)?.into_iter().next())
}

/// An account's repossessions and write-offs, the latest first.
pub(super) async fn of_account(
    connection: &mut SqliteConnection,
    company: CompanyId,
    account: &AccountId,
) -> Result<Vec<RepossessionRecord>, StoreError> {
    let found: Rows = sqlx::query_scalar(REPOSSESSIONS)
        .bind(company.0)
        .bind(account.as_str())
        .fetch_one(&mut *connection)
        .await?;
    let lines: Rows = sqlx::query_scalar(LINES)
        .bind(company.0)
        .bind(account.as_str())
        .fetch_one(connection)
        .await?;
    repossessions(found.read()?, lines.read()?)
}
