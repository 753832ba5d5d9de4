//! Applying repossessions and write-offs, set by set: the same statements whichever way they were
//! asked for. Applying chooses nothing: every statement counts the rows that it changed, and another
//! number than was decided rolls everything back.

use std::collections::BTreeMap;

use domain::account::{AccountFacts, ContractId, ContractStatus};
use domain::actions::ActionStatus;
use domain::api::WriteOffMethod;
use domain::money::Money;
use domain::payments::LossKind;
use domain::repossession::Settlement;
use domain::write_off_process::LinkEnd;
use domain::{AccountId, Date};
use serde::Serialize;

use super::booking::{self, Booking, NewEntry};
use super::db::{Connection, Day, Instant, Numbered, Rows};
use super::write_off_process::{self, Changed};
use super::{StoreError, changes, exactly, stock};
use crate::identity::{CompanyId, UserId};

/// What was decided, and what it was decided from.
pub(super) struct Decided<'a> {
    pub(super) settlements: &'a [Settlement],
    pub(super) facts: &'a BTreeMap<AccountId, AccountFacts>,
    pub(super) pending_actions: &'a BTreeMap<AccountId, i64>,
    /// The write-off processes whose events decided; none for an account that somebody decided on.
    pub(super) processes: &'a BTreeMap<AccountId, i64>,
}

/// What all repossessions of one request have in common.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) company: CompanyId,
    pub(super) method: WriteOffMethod,
    /// The day of the repossessions.
    pub(super) date: Date,
    /// The day on which they are recorded and booked.
    pub(super) today: Date,
    pub(super) now: Instant,
    /// Nobody where an event of a write-off process writes off.
    pub(super) completed_by: Option<i64>,
    pub(super) recorded_by: Option<UserId>,
    pub(super) cu_number: Option<String>,
    /// The bulk operation that they belong to.
    pub(super) operation: Option<i64>,
}

#[derive(Serialize)]
struct RepossessionRow<'a> {
    id: i64,
    company: i64,
    account: &'a AccountId,
    state_before: Option<&'static str>,
    state_after: &'static str,
    pending_action: Option<i64>,
    condition: &'static str,
    write_off: bool,
    process: Option<i64>,
}

#[derive(Serialize)]
struct ContractRow {
    repossession: i64,
    contract: i64,
    principal: Money,
    fees: Money,
    tax: Money,
    lost_principal: Money,
    lost_fees: Money,
    lost_tax: Money,
    status: &'static str,
    write_off: bool,
    loss: &'static str,
}

/// A line of a repossession.
#[derive(Serialize)]
pub(super) struct LineRow {
    pub(super) repossession: i64,
    pub(super) contract: i64,
    pub(super) product: i64,
    pub(super) held: u32,
    pub(super) returned: u32,
}

/// Applies what was decided about accounts within the connection's write; says the numbers of the
/// repossessions, in the order of the decision.
pub(super) async fn apply(
    connection: &mut Connection,
    common: &Common,
    decided: &Decided<'_>,
) -> Result<Vec<i64>, StoreError> {
    let settlements = decided.settlements;
    let ids = connection.new_ids(Numbered::Repossession, settlements.len()).await?;
    let rows = repossessions(&ids, common.company, decided);
    let lines = lines(&ids, settlements);
    insert_repossessions(connection, common, &rows, &lines).await?;
    let contracts = contracts(&ids, settlements);
    insert_write_offs(connection, common, &rows, &contracts).await?;
    terminate_contracts(connection, &contracts).await?;
    change_accounts(connection, &rows).await?;
    complete_actions(connection, common, &rows).await?;
    stock::move_products(connection, common, &lines).await?;
    insert_losses(connection, common, &contracts).await?;
    book(connection, common, &ids, settlements).await?;
    end_links(connection, common, &contracts).await?;
    let accounts = settlements.iter().map(|one| one.account.as_str());
    changes::note(connection, common.company, accounts).await?;
    Ok(ids)
}

/// The contracts are no longer active in write-off processes. An event that wrote them off has ended
/// their rows already, so that what is left ended in another way.
async fn end_links(
    connection: &mut Connection,
    common: &Common,
    contracts: &[ContractRow],
) -> Result<(), StoreError> {
    let ended: Vec<(ContractId, LinkEnd)> =
        contracts.iter().map(|row| (ContractId(row.contract), LinkEnd::Ended)).collect();
    let Common { company, today, now, .. } = *common;
    let changed = Changed { company, today, now, by: None };
    write_off_process::contracts_ended(connection, changed, &ended).await
}

/// Books each settlement in which anything was owed.
async fn book(
    connection: &mut Connection,
    common: &Common,
    ids: &[i64],
    settlements: &[Settlement],
) -> Result<(), StoreError> {
    let booking = Booking {
        company: common.company,
        booked_on: common.today,
        now: common.now,
        recorded_by: common.recorded_by,
        import: None,
    };
    let entries: Vec<NewEntry<'_>> = std::iter::zip(ids, settlements)
        .filter_map(|(id, one)| {
            let entry = one.entry.as_ref()?;
            let account = Some(&one.account);
            let tied = NewEntry::of(entry.cause, &entry.postings);
            Some(NewEntry { account, repossession: Some(*id), ..tied })
        })
        .collect();
    booking::book(connection, &booking, &entries).await?;
    Ok(())
}

fn repossessions<'a>(
    ids: &[i64],
    company: CompanyId,
    decided: &Decided<'a>,
) -> Vec<RepossessionRow<'a>> {
    let Decided { settlements, facts, pending_actions, processes } = *decided;
    std::iter::zip(ids, settlements)
        .map(|(id, one)| RepossessionRow {
            id: *id,
            company: company.0,
            account: &one.account,
            state_before: facts.get(&one.account).map(|facts| facts.standing.state.code()),
            state_after: one.account_state.code(),
            pending_action: pending_actions
                .get(&one.account)
                .copied()
                .filter(|_| one.completes_repossession),
            condition: one.condition.code(),
            write_off: one.write_off,
            process: processes.get(&one.account).copied(),
        })
        .collect()
}

fn contracts(ids: &[i64], settlements: &[Settlement]) -> Vec<ContractRow> {
    std::iter::zip(ids, settlements)
        .flat_map(|(id, one)| {
            one.contracts.iter().map(move |ended| ContractRow {
                repossession: *id,
                contract: ended.contract.0,
                principal: ended.owed.principal,
                fees: ended.owed.fees,
                tax: ended.owed.tax,
                lost_principal: ended.lost.principal,
                lost_fees: ended.lost.fees,
                lost_tax: ended.lost.tax,
                status: one.contract_status.code(),
                write_off: one.write_off,
                loss: if one.write_off { LossKind::WriteOff } else { LossKind::Repossession }
                    .code(),
            })
        })
        .collect()
}

fn lines(ids: &[i64], settlements: &[Settlement]) -> Vec<LineRow> {
    std::iter::zip(ids, settlements)
        .flat_map(|(id, one)| {
            one.contracts.iter().flat_map(move |ended| {
                ended.lines.iter().map(move |line| LineRow {
                    repossession: *id,
                    contract: ended.contract.0,
                    product: line.product.0,
                    held: line.held.0,
                    returned: line.returned.0,
                })
            })
        })
        .collect()
}

async fn insert_repossessions(
    connection: &mut Connection,
    common: &Common,
    rows: &[RepossessionRow<'_>],
    lines: &[LineRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO repossession (id, company, account, repossessed_on, completed_by, cu_number,
                                       product_condition, pending_action, recorded_at, recorded_by)
             SELECT id, $1, account, $2, $3, $4, condition, pending_action, $5, $6
               FROM {rows $7: id int, account text, condition text, pending_action int} AS new",
        )
        .bind(common.company)
        .bind(Day(common.date))
        .bind(common.completed_by)
        .bind(common.cu_number.as_deref())
        .bind(common.now)
        .bind(common.recorded_by)
        .bind(&Rows::new(rows)?)
        .execute()
        .await?;
    exactly("repossessions", rows.len(), inserted)?;
    let inserted = connection
        .query(
            "INSERT INTO repossession_line (repossession, contract, product, held, returned)
             SELECT repossession, contract, product, held, returned
               FROM {rows $1: repossession int, contract int, product int, held int, returned int}
                    AS new",
        )
        .bind(&Rows::new(lines)?)
        .execute()
        .await?;
    exactly("lines of repossessions", lines.len(), inserted)
}

async fn insert_write_offs(
    connection: &mut Connection,
    common: &Common,
    rows: &[RepossessionRow<'_>],
    contracts: &[ContractRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO write_off (repossession, company, method, operation, process)
             SELECT id, $1, $2, $3, process
               FROM {rows $4: id int, write_off flag, process int} AS new WHERE write_off",
        )
        .bind(common.company)
        .bind(common.method.code())
        .bind(common.operation)
        .bind(&Rows::new(rows)?)
        .execute()
        .await?;
    exactly("write-offs", rows.iter().filter(|row| row.write_off).count(), inserted)?;
    let inserted = connection
        .query(
            "INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
             SELECT contract, repossession, principal, fees, tax
               FROM {rows $1: contract int, repossession int, principal int, fees int, tax int,
                              write_off flag} AS new WHERE write_off",
        )
        .bind(&Rows::new(contracts)?)
        .execute()
        .await?;
    let count = contracts.iter().filter(|row| row.write_off).count();
    exactly("contracts written off", count, inserted)
}

/// What was owed is owed no longer: the journal has it from here on.
async fn terminate_contracts(
    connection: &mut Connection,
    contracts: &[ContractRow],
) -> Result<(), StoreError> {
    let changed = connection
        .query(
            "UPDATE contract
                SET status = ended.status,
                    principal_balance = principal_balance - ended.principal,
                    fees_balance = fees_balance - ended.fees,
                    tax_balance = tax_balance - ended.tax
               FROM {rows $1: contract int, principal int, fees int, tax int, status text} AS ended
              WHERE contract.id = ended.contract AND contract.status = $2",
        )
        .bind(&Rows::new(contracts)?)
        .bind(ContractStatus::Active.code())
        .execute()
        .await?;
    exactly("contracts terminated", contracts.len(), changed)
}

/// What was given up of each contract: what comes in of it later is a recovery.
async fn insert_losses(
    connection: &mut Connection,
    common: &Common,
    contracts: &[ContractRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO contract_loss (contract, repossession, kind, booked_on, principal, fees, tax,
                                        recovered_principal, recovered_fees, recovered_tax)
             SELECT contract, repossession, loss, $1, lost_principal, lost_fees, lost_tax, 0, 0, 0
               FROM {rows $2: contract int, repossession int, loss text, lost_principal int,
                              lost_fees int, lost_tax int} AS new",
        )
        .bind(Day(common.today))
        .bind(&Rows::new(contracts)?)
        .execute()
        .await?;
    exactly("losses of contracts", contracts.len(), inserted)
}

async fn change_accounts(
    connection: &mut Connection,
    rows: &[RepossessionRow<'_>],
) -> Result<(), StoreError> {
    let changed = connection
        .query(
            "UPDATE account SET state = settled.state_after
               FROM {rows $1: company int, account text, state_before text, state_after text}
                    AS settled
              WHERE account.company = settled.company AND account.account_id = settled.account
                AND account.state = settled.state_before",
        )
        .bind(&Rows::new(rows)?)
        .execute()
        .await?;
    exactly("accounts closed", rows.len(), changed)
}

async fn complete_actions(
    connection: &mut Connection,
    common: &Common,
    rows: &[RepossessionRow<'_>],
) -> Result<(), StoreError> {
    let changed = connection
        .query(
            "UPDATE pending_action SET status = $1, done_at = $2
               FROM {rows $4: pending_action int} AS settled
              WHERE pending_action.id = settled.pending_action AND pending_action.status = $3",
        )
        .bind(ActionStatus::Done.code())
        .bind(common.now)
        .bind(ActionStatus::Pending.code())
        .bind(&Rows::new(rows)?)
        .execute()
        .await?;
    let count = rows.iter().filter(|row| row.pending_action.is_some()).count();
    exactly("pending actions done", count, changed)
}
