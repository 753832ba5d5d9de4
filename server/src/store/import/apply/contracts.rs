//! Contracts, the entries of their balances, and what becomes of write-off processes that they are in.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::ContractId;
use domain::import::Effects;
use domain::import::effects::ContractEffect;
use domain::import::facts::ContractFact;
use domain::journal::{Cause, Posting};
use domain::{AccountId, Date};
use serde::Serialize;

use super::Applying;
use super::base::number_of;
use crate::store::booking::{self, Booking, NewEntry};
use crate::store::db::{Connection, Numbered, Rows};
use crate::store::import::facts::chunks;
use crate::store::import::rows::ROWS_AT_ONCE;
use crate::store::write_off_process::{self, Changed};
use crate::store::{StoreError, exactly};

/// The numbers that contracts have here, by the numbers that people and other systems use.
pub(super) type ContractKeys = BTreeMap<String, i64>;

#[derive(Serialize)]
struct ContractRow<'a> {
    id: i64,
    company: i64,
    account: &'a AccountId,
    number: &'a str,
    status_before: Option<&'static str>,
    status: &'static str,
    debt_class: &'a str,
    signed_on: Date,
    price: i64,
    daily_rate: i64,
    paid: i64,
    owed_before: i64,
    principal: i64,
    fees: i64,
    tax: i64,
    status_told: Option<&'static str>,
    principal_told: Option<i64>,
    fees_told: Option<i64>,
    tax_told: Option<i64>,
    paid_told: Option<i64>,
}

impl<'a> ContractRow<'a> {
    fn of(applying: &Applying, id: i64, one: &'a ContractEffect) -> Self {
        let ContractEffect { before, after } = one;
        let before = before.as_ref();
        Self {
            id,
            company: applying.company.0,
            account: &after.account,
            number: &after.number,
            status_before: before.map(|before| before.status.code()),
            status: after.status.code(),
            debt_class: &after.debt_class,
            signed_on: after.signed_on,
            price: after.price.minor(),
            daily_rate: after.daily_rate.minor(),
            paid: after.paid.minor(),
            owed_before: before.map_or(0, owed),
            principal: after.balance.principal.minor(),
            fees: after.balance.fees.minor(),
            tax: after.balance.tax.minor(),
            status_told: after.told.map(|told| told.status.code()),
            principal_told: after.told.map(|told| told.balance.principal.minor()),
            fees_told: after.told.map(|told| told.balance.fees.minor()),
            tax_told: after.told.map(|told| told.balance.tax.minor()),
            paid_told: after.told.map(|told| told.paid.minor()),
        }
    }
}

fn owed(contract: &ContractFact) -> i64 {
    contract.balance.total().minor()
}

/// Adds and changes contracts; gives the numbers of all that the import refers to.
pub(super) async fn apply(
    connection: &mut Connection,
    applying: &Applying,
    effects: &Effects,
) -> Result<ContractKeys, StoreError> {
    let (new, changed): (Vec<&ContractEffect>, Vec<&ContractEffect>) =
        effects.contracts.iter().partition(|one| one.before.is_none());
    let mut keys = insert(connection, applying, &new).await?;
    let known: BTreeSet<&str> = changed
        .iter()
        .map(|one| one.after.number.as_str())
        .chain(effects.moves.iter().map(|one| one.contract.as_str()))
        .chain(effects.units.iter().map(|one| one.contract.as_str()))
        .filter(|number| !keys.contains_key(*number))
        .collect();
    for asked in chunks(&Vec::from_iter(known)) {
        let found: Vec<(String, i64)> = connection
            .query(
                "SELECT contract.contract_number, contract.id
                   FROM {values $2: text} AS asked
                  CROSS JOIN contract
                  WHERE contract.company = $1 AND contract.contract_number = asked.value",
            )
            .bind(applying.company)
            .bind(&asked?)
            .fetch_all()
            .await?;
        keys.extend(found);
    }
    change(connection, applying, &changed, &keys).await?;
    Ok(keys)
}

async fn insert(
    connection: &mut Connection,
    applying: &Applying,
    new: &[&ContractEffect],
) -> Result<ContractKeys, StoreError> {
    let ids = connection.new_ids(Numbered::Contract, new.len()).await?;
    let numbered: Vec<(i64, &ContractEffect)> = std::iter::zip(ids, new.iter().copied()).collect();
    for part in numbered.chunks(ROWS_AT_ONCE) {
        let rows: Vec<ContractRow<'_>> =
            part.iter().map(|(id, one)| ContractRow::of(applying, *id, one)).collect();
        let inserted = connection
            .query(
                "INSERT INTO contract (id, company, account, contract_number, status,
                                       write_off_debt_class, signed_on, price, daily_rate, paid,
                                       principal_balance, fees_balance, tax_balance,
                                       status_told, principal_told, fees_told, tax_told, paid_told)
                 SELECT id, company, account, number, status, debt_class, signed_on, price, daily_rate,
                        paid, principal, fees, tax, status_told, principal_told, fees_told,
                        tax_told, paid_told
                   FROM {rows $1: id int, company int, account text, number text, status text,
                                  debt_class text, signed_on date, price int, daily_rate int,
                                  paid int, principal int, fees int, tax int, status_told text,
                                  principal_told int, fees_told int, tax_told int, paid_told int} AS new",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("contracts added", rows.len(), inserted)?;
    }
    Ok(numbered.into_iter().map(|(id, one)| (one.after.number.clone(), id)).collect())
}

async fn change(
    connection: &mut Connection,
    applying: &Applying,
    changed: &[&ContractEffect],
    keys: &ContractKeys,
) -> Result<(), StoreError> {
    for part in changed.chunks(ROWS_AT_ONCE) {
        let rows = part
            .iter()
            .map(|one| {
                let id = number_of(keys, "contract", &one.after.number)?;
                Ok(ContractRow::of(applying, id, one))
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        let updated = connection
            .query(
                "UPDATE contract
                    SET status = new.status, write_off_debt_class = new.debt_class,
                        signed_on = new.signed_on, price = new.price, daily_rate = new.daily_rate,
                        paid = new.paid, principal_balance = new.principal,
                        fees_balance = new.fees, tax_balance = new.tax,
                        status_told = new.status_told, principal_told = new.principal_told,
                        fees_told = new.fees_told, tax_told = new.tax_told, paid_told = new.paid_told
                   FROM {rows $1: id int, account text, status_before text, status text,
                                  debt_class text, signed_on date, price int, daily_rate int,
                                  paid int, owed_before int, principal int, fees int, tax int,
                                  status_told text, principal_told int, fees_told int,
                                  tax_told int, paid_told int} AS new
                  WHERE contract.id = new.id AND contract.account = new.account
                    AND contract.status = new.status_before
                    AND principal_balance + fees_balance + tax_balance = new.owed_before",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("contracts changed", rows.len(), updated)?;
    }
    Ok(())
}

/// Books what balances became: an entry for each account and cause.
pub(super) async fn book(
    connection: &mut Connection,
    applying: &Applying,
    effects: &Effects,
    keys: &ContractKeys,
    import: i64,
) -> Result<(), StoreError> {
    let mut by_account: BTreeMap<(&AccountId, &'static str), (Cause, Vec<Posting>)> =
        BTreeMap::new();
    for one in &effects.contracts {
        let id = number_of(keys, "contract", &one.after.number)?;
        let Some(entry) = one.entry(ContractId(id)) else { continue };
        by_account
            .entry((&one.after.account, entry.cause.code()))
            .or_insert_with(|| (entry.cause, Vec::new()))
            .1
            .extend(entry.postings);
    }
    let entries: Vec<NewEntry<'_>> = by_account
        .iter()
        .map(|((account, _), (cause, postings))| NewEntry {
            account: Some(account),
            ..NewEntry::of(*cause, postings)
        })
        .collect();
    let booking = Booking {
        company: applying.company,
        booked_on: applying.today,
        now: applying.now,
        recorded_by: Some(applying.user),
        import: Some(import),
    };
    for part in entries.chunks(ROWS_AT_ONCE) {
        booking::book(connection, &booking, part).await?;
    }
    Ok(())
}

/// Contracts that ended, or under which nothing is owed any more, are no longer active in write-off
/// processes.
pub(super) async fn end_links(
    connection: &mut Connection,
    applying: &Applying,
    effects: &Effects,
    keys: &ContractKeys,
) -> Result<(), StoreError> {
    let mut ended = Vec::new();
    for one in &effects.contracts {
        if let Some(end) = one.link_end() {
            ended.push((ContractId(number_of(keys, "contract", &one.after.number)?), end));
        }
    }
    let Applying { company, today, now, .. } = *applying;
    let changed = Changed { company, today, now, by: None };
    write_off_process::contracts_ended(connection, changed, &ended).await
}
