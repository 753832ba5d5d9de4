//! Writing down what payments and reversals did to accounts. Applying chooses nothing.

use domain::account::ContractId;
use domain::payments::{Part, PayingAccount, PayingContract};
use domain::write_off_process::LinkEnd;
use domain::{AccountId, Date};
use serde::Serialize;

use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Instant, Rows};
use crate::store::write_off_process::{self, Changed};
use crate::store::{StoreError, exactly};

/// A payment, or that one was taken back, as a row.
#[derive(Debug, Serialize)]
pub(super) struct PaymentRow<'a> {
    pub(super) id: i64,
    pub(super) account: &'a AccountId,
    pub(super) payment_id: &'a str,
    pub(super) reverses: Option<i64>,
    pub(super) paid_on: String,
    pub(super) amount: i64,
    pub(super) channel: &'static str,
    pub(super) recovery: bool,
    pub(super) before_write_off: bool,
    pub(super) deposit: i64,
    pub(super) days: i64,
    pub(super) credit: i64,
    pub(super) paid_until_before: Option<String>,
    pub(super) paid_until_after: Option<String>,
}

/// The part of a payment that went to a contract, as a row.
#[derive(Debug, Serialize)]
pub(super) struct PartRow {
    payment: i64,
    contract: i64,
    part_of: &'static str,
    principal: i64,
    fees: i64,
    tax: i64,
}

impl PartRow {
    /// `sign` is -1 where the payment is taken back.
    pub(super) fn of(payment: i64, part: &Part, sign: i64) -> Self {
        Self {
            payment,
            contract: part.contract.0,
            part_of: part.of.code(),
            principal: part.amount.principal.minor().saturating_mul(sign),
            fees: part.amount.fees.minor().saturating_mul(sign),
            tax: part.amount.tax.minor().saturating_mul(sign),
        }
    }
}

/// When payments are recorded, and by whom.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Recording {
    pub(in crate::store) company: CompanyId,
    pub(in crate::store) today: Date,
    pub(in crate::store) now: Instant,
    pub(in crate::store) by: Option<crate::identity::UserId>,
    /// The import that they came with.
    pub(in crate::store) import: Option<i64>,
}

/// Adds payments with their parts.
pub(super) async fn insert_payments(
    connection: &mut Connection,
    recording: &Recording,
    payments: &[PaymentRow<'_>],
    parts: &[PartRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO payment (id, company, account, payment_id, reverses, paid_on, amount,
                                  channel, booked_on, recorded_at, recorded_by, recovery,
                                  before_write_off, deposit, days, credit, paid_until_before,
                                  paid_until_after)
             SELECT id, $1, account, payment_id, reverses, paid_on, amount, channel, $2, $3, $4,
                    recovery, before_write_off, deposit, days, credit, paid_until_before,
                    paid_until_after
               FROM {rows $5: id int, account text, payment_id text, reverses int, paid_on date,
                              amount int, channel text, recovery flag, before_write_off flag,
                              deposit int, days int, credit int, paid_until_before date,
                              paid_until_after date} AS new",
        )
        .bind(recording.company)
        .bind(Day(recording.today))
        .bind(recording.now)
        .bind(recording.by)
        .bind(&Rows::new(payments)?)
        .execute()
        .await?;
    exactly("payments", payments.len(), inserted)?;
    let inserted = connection
        .query(
            "INSERT INTO payment_part (payment, contract, part_of, principal, fees, tax)
             SELECT payment, contract, part_of, principal, fees, tax
               FROM {rows $1: payment int, contract int, part_of text, principal int, fees int,
                              tax int} AS new",
        )
        .bind(&Rows::new(parts)?)
        .execute()
        .await?;
    exactly("parts of payments", parts.len(), inserted)
}

#[derive(Serialize)]
struct AccountChange<'a> {
    company: i64,
    account: &'a AccountId,
    state_before: &'static str,
    state: &'static str,
    paid_until: Option<String>,
    credit: i64,
    deposit: i64,
}

#[derive(Serialize)]
struct ContractChange {
    contract: i64,
    status_before: &'static str,
    status: &'static str,
    paid: i64,
    principal: i64,
    fees: i64,
    tax: i64,
}

#[derive(Serialize)]
struct LossChange {
    contract: i64,
    principal: i64,
    fees: i64,
    tax: i64,
    recovered_principal: i64,
    recovered_fees: i64,
    recovered_tax: i64,
}

/// Changes accounts, contracts and losses from how they stood to how they stand. A loss that is new
/// must be there already.
pub(super) async fn change(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[(&PayingAccount, &PayingAccount)],
) -> Result<(), StoreError> {
    let rows: Vec<AccountChange<'_>> =
        accounts.iter().map(|(before, after)| account_change(company, before, after)).collect();
    let changed = connection
        .query(
            "UPDATE account
                SET state = new.state, paid_until = new.paid_until, credit = new.credit,
                    deposit = new.deposit
               FROM {rows $1: company int, account text, state_before text, state text,
                              paid_until date, credit int, deposit int} AS new
              WHERE account.company = new.company AND account.account_id = new.account
                AND account.state = new.state_before",
        )
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    exactly("accounts paid", rows.len(), changed)?;
    let contracts: Vec<(&PayingContract, &PayingContract)> = accounts
        .iter()
        .flat_map(|(before, after)| std::iter::zip(&before.contracts, &after.contracts))
        .filter(|(before, after)| before != after)
        .collect();
    change_contracts(connection, &contracts).await?;
    change_losses(connection, &contracts).await
}

/// Contracts under which nothing is owed any more are no longer active in write-off processes. That a
/// payment is taken back leads nothing back: the next daily run opens another process, if it must.
pub(super) async fn end_cleared(
    connection: &mut Connection,
    recording: &Recording,
    accounts: &[(&PayingAccount, &PayingAccount)],
) -> Result<(), StoreError> {
    let contracts = accounts
        .iter()
        .flat_map(|(before, after)| std::iter::zip(&before.contracts, &after.contracts));
    let cleared: Vec<(ContractId, LinkEnd)> = contracts
        .filter(|(before, after)| !before.balance.is_nothing() && after.balance.is_nothing())
        .map(|(_, after)| (after.id, LinkEnd::DebtCleared))
        .collect();
    let Recording { company, today, now, .. } = *recording;
    let changed = Changed { company, today, now, by: None };
    write_off_process::contracts_ended(connection, changed, &cleared).await
}

/// The company stands in each row: bound apart, SQLite takes all its accounts, and for each the rows.
fn account_change<'a>(
    company: CompanyId,
    before: &PayingAccount,
    after: &'a PayingAccount,
) -> AccountChange<'a> {
    AccountChange {
        company: company.0,
        account: &after.account,
        state_before: before.state.code(),
        state: after.state.code(),
        paid_until: after.paid_until.map(|day| day.to_string()),
        credit: after.credit.minor(),
        deposit: after.deposit.minor(),
    }
}

async fn change_contracts(
    connection: &mut Connection,
    contracts: &[(&PayingContract, &PayingContract)],
) -> Result<(), StoreError> {
    let rows: Vec<ContractChange> = contracts
        .iter()
        .map(|(before, after)| ContractChange {
            contract: after.id.0,
            status_before: before.status.code(),
            status: after.status.code(),
            paid: after.paid.minor(),
            principal: after.balance.principal.minor(),
            fees: after.balance.fees.minor(),
            tax: after.balance.tax.minor(),
        })
        .collect();
    let changed = connection
        .query(
            "UPDATE contract
                SET status = new.status, paid = new.paid, principal_balance = new.principal,
                    fees_balance = new.fees, tax_balance = new.tax
               FROM {rows $1: contract int, status_before text, status text, paid int,
                              principal int, fees int, tax int} AS new
              WHERE contract.id = new.contract AND contract.status = new.status_before",
        )
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    exactly("contracts paid", rows.len(), changed)
}

async fn change_losses(
    connection: &mut Connection,
    contracts: &[(&PayingContract, &PayingContract)],
) -> Result<(), StoreError> {
    let rows: Vec<LossChange> = contracts
        .iter()
        .filter(|(before, after)| before.loss != after.loss)
        .filter_map(|(_, after)| {
            let loss = after.loss?;
            Some(LossChange {
                contract: after.id.0,
                principal: loss.lost.principal.minor(),
                fees: loss.lost.fees.minor(),
                tax: loss.lost.tax.minor(),
                recovered_principal: loss.recovered.principal.minor(),
                recovered_fees: loss.recovered.fees.minor(),
                recovered_tax: loss.recovered.tax.minor(),
            })
        })
        .collect();
    let changed = connection
        .query(
            "UPDATE contract_loss
                SET principal = new.principal, fees = new.fees, tax = new.tax,
                    recovered_principal = new.recovered_principal,
                    recovered_fees = new.recovered_fees, recovered_tax = new.recovered_tax
               FROM {rows $1: contract int, principal int, fees int, tax int,
                              recovered_principal int, recovered_fees int, recovered_tax int}
                    AS new
              WHERE contract_loss.contract = new.contract",
        )
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    exactly("losses recovered", rows.len(), changed)
}
