//! Customers and accounts, and what they are found by.

use std::collections::BTreeMap;

use domain::AccountId;
use domain::account::AccountState;
use domain::import::Effects;
use domain::import::effects::{AccountEffect, CustomerEffect, CustomerKey};
use serde::Serialize;

use super::Applying;
use super::base::number_of;
use crate::store::db::{Connection, Numbered, Rows};
use crate::store::import::rows::ROWS_AT_ONCE;
use crate::store::{StoreError, exactly, stored, terms};

/// Adds and changes customers and accounts.
pub(super) async fn apply(
    connection: &mut Connection,
    applying: &Applying,
    effects: &Effects,
    centres: &BTreeMap<String, i64>,
) -> Result<(), StoreError> {
    let (new, changed): (Vec<&CustomerEffect>, Vec<&CustomerEffect>) =
        effects.customers.iter().partition(|one| one.created);
    let renamed: Vec<&str> =
        changed.iter().flat_map(|one| &one.accounts).map(AccountId::as_str).collect();
    terms::remove_names(connection, applying.company, &renamed).await?;
    change_customers(connection, applying, &changed).await?;
    let customers = insert_customers(connection, applying, &new).await?;
    let (new, changed): (Vec<&AccountEffect>, Vec<&AccountEffect>) =
        effects.accounts.iter().partition(|one| one.before.is_none());
    insert(connection, applying, &new, centres, customers).await?;
    change(connection, applying, &changed, centres).await?;
    add_actions(connection, applying, &effects.accounts).await?;
    let found: Vec<&str> = new.iter().map(|one| one.account.as_str()).chain(renamed).collect();
    terms::make_for(connection, applying.company, &found).await
}

#[derive(Serialize)]
struct CustomerRow<'a> {
    id: i64,
    company: i64,
    /// The number, or an account, by which one that is there is found.
    key: &'a str,
    number: Option<&'a str>,
    name: &'a str,
    name_key: String,
    class: &'a str,
    phone: &'a str,
    mail: &'a str,
}

impl<'a> CustomerRow<'a> {
    fn of(applying: &Applying, id: i64, one: &'a CustomerEffect) -> Self {
        Self {
            id,
            company: applying.company.0,
            key: match &one.key {
                CustomerKey::Number(number) => number,
                CustomerKey::OfAccount(account) => account.as_str(),
            },
            number: one.after.number.as_deref(),
            name: &one.after.name,
            name_key: terms::name_key(&one.after.name),
            class: &one.after.class,
            phone: &one.after.phone,
            mail: &one.after.mail,
        }
    }
}

/// Customers who are new, with the numbers that they have here.
async fn insert_customers<'a>(
    connection: &mut Connection,
    applying: &Applying,
    new: &[&'a CustomerEffect],
) -> Result<BTreeMap<&'a CustomerKey, i64>, StoreError> {
    let ids = connection.new_ids(Numbered::Customer, new.len()).await?;
    let numbered: Vec<(i64, &CustomerEffect)> = std::iter::zip(ids, new.iter().copied()).collect();
    for part in numbered.chunks(ROWS_AT_ONCE) {
        let rows: Vec<CustomerRow<'_>> =
            part.iter().map(|(id, one)| CustomerRow::of(applying, *id, one)).collect();
        let inserted = connection
            .query(
                "INSERT INTO customer (id, company, name, class, phone, mail, name_key,
                                       customer_number)
                 SELECT id, company, name, class, phone, mail, name_key, number
                   FROM {rows $1: id int, company int, name text, class text, phone text, mail text,
                                  name_key text, number text} AS new",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("customers added", rows.len(), inserted)?;
    }
    Ok(numbered.into_iter().map(|(id, one)| (&one.key, id)).collect())
}

async fn change_customers(
    connection: &mut Connection,
    applying: &Applying,
    changed: &[&CustomerEffect],
) -> Result<(), StoreError> {
    let (by_number, by_account): (Vec<&CustomerEffect>, Vec<&CustomerEffect>) =
        changed.iter().copied().partition(|one| matches!(one.key, CustomerKey::Number(_)));
    for (text, some) in [
        (
            "UPDATE customer
                SET name = new.name, class = new.class, phone = new.phone, mail = new.mail,
                    name_key = new.name_key, customer_number = new.number
               FROM {rows $1: company int, key text, number text, name text, name_key text,
                              class text, phone text, mail text} AS new
              WHERE customer.company = new.company AND customer.customer_number = new.key",
            by_number,
        ),
        (
            "UPDATE customer
                SET name = new.name, class = new.class, phone = new.phone, mail = new.mail,
                    name_key = new.name_key, customer_number = new.number
               FROM {rows $1: company int, key text, number text, name text, name_key text,
                              class text, phone text, mail text} AS new
              CROSS JOIN account
              WHERE account.company = new.company AND account.account_id = new.key
                AND customer.id = account.customer",
            by_account,
        ),
    ] {
        for part in some.chunks(ROWS_AT_ONCE) {
            let rows: Vec<CustomerRow<'_>> =
                part.iter().map(|one| CustomerRow::of(applying, 0, one)).collect();
            let updated = connection.query(text).bind(&Rows::new(&rows)?).execute().await?;
            exactly("customers changed", rows.len(), updated)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct AccountRow<'a> {
    company: i64,
    account: &'a AccountId,
    customer: i64,
    centre: i64,
    state_before: &'static str,
    state: &'static str,
    paid_until: Option<String>,
    paid_until_told: Option<String>,
    defaulted_on: Option<String>,
}

impl<'a> AccountRow<'a> {
    fn of(
        applying: &Applying,
        one: &'a AccountEffect,
        customer: i64,
        centres: &BTreeMap<String, i64>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            company: applying.company.0,
            account: &one.account,
            customer,
            centre: number_of(centres, "centre", &one.centre)?,
            state_before: one.before.map_or("", AccountState::code),
            state: one.state.code(),
            paid_until: one.paid_until.map(|day| day.to_string()),
            paid_until_told: one.paid_until_told.map(|day| day.to_string()),
            defaulted_on: one.defaulted_on.map(|day| day.to_string()),
        })
    }
}

async fn insert(
    connection: &mut Connection,
    applying: &Applying,
    new: &[&AccountEffect],
    centres: &BTreeMap<String, i64>,
    mut customers: BTreeMap<&CustomerKey, i64>,
) -> Result<(), StoreError> {
    let keys = new.iter().filter_map(|one| one.customer.as_ref());
    let known: Vec<&CustomerKey> = keys.filter(|key| !customers.contains_key(key)).collect();
    customers.extend(numbers_of_customers(connection, applying, &known).await?);
    for part in new.chunks(ROWS_AT_ONCE) {
        let rows = part
            .iter()
            .map(|one| {
                let customer = one.customer.as_ref().and_then(|key| customers.get(key)).copied();
                let customer = customer
                    .ok_or_else(|| stored::unreadable("customer of", one.account.as_str()))?;
                AccountRow::of(applying, one, customer, centres)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let inserted = connection
            .query(
                "INSERT INTO account (company, account_id, customer, centre, state, paid_until,
                                      paid_until_told, defaulted_on, credit, deposit, credit_score)
                 SELECT company, account, customer, centre, state, paid_until, paid_until_told,
                        defaulted_on, 0, 0, 0
                   FROM {rows $1: company int, account text, customer int, centre int, state text,
                                  paid_until date, paid_until_told date, defaulted_on date} AS new",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("accounts added", rows.len(), inserted)?;
    }
    Ok(())
}

/// The numbers of customers who were there.
async fn numbers_of_customers<'a>(
    connection: &mut Connection,
    applying: &Applying,
    keys: &[&'a CustomerKey],
) -> Result<BTreeMap<&'a CustomerKey, i64>, StoreError> {
    let mut numbers = BTreeMap::new();
    let (by_number, by_account): (Vec<&CustomerKey>, Vec<&CustomerKey>) =
        keys.iter().partition(|key| matches!(key, CustomerKey::Number(_)));
    for (text, some) in [
        (
            "SELECT customer.customer_number AS key, customer.id
               FROM {values $2: text} AS asked
              CROSS JOIN customer
              WHERE customer.company = $1 AND customer.customer_number = asked.value",
            by_number,
        ),
        (
            "SELECT account.account_id AS key, account.customer AS id
               FROM {values $2: text} AS asked
              CROSS JOIN account
              WHERE account.company = $1 AND account.account_id = asked.value",
            by_account,
        ),
    ] {
        let of_text: BTreeMap<&str, &CustomerKey> = some
            .into_iter()
            .map(|key| match key {
                CustomerKey::Number(number) => (number.as_str(), key),
                CustomerKey::OfAccount(account) => (account.as_str(), key),
            })
            .collect();
        let asked: Vec<&str> = of_text.keys().copied().collect();
        for part in asked.chunks(ROWS_AT_ONCE) {
            let rows: Vec<(String, i64)> = connection
                .query(text)
                .bind(applying.company)
                .bind(&Rows::new(part)?)
                .fetch_all()
                .await?;
            numbers.extend(
                rows.iter().filter_map(|(key, id)| Some((*of_text.get(key.as_str())?, *id))),
            );
        }
    }
    Ok(numbers)
}

async fn change(
    connection: &mut Connection,
    applying: &Applying,
    changed: &[&AccountEffect],
    centres: &BTreeMap<String, i64>,
) -> Result<(), StoreError> {
    for part in changed.chunks(ROWS_AT_ONCE) {
        let rows = part
            .iter()
            .map(|one| AccountRow::of(applying, one, 0, centres))
            .collect::<Result<Vec<_>, _>>()?;
        let updated = connection
            .query(
                "UPDATE account
                    SET centre = new.centre, state = new.state, paid_until = new.paid_until,
                        paid_until_told = new.paid_until_told, defaulted_on = new.defaulted_on
                   FROM {rows $1: company int, account text, centre int, state_before text,
                                  state text, paid_until date, paid_until_told date,
                                  defaulted_on date} AS new
                  WHERE account.company = new.company AND account.account_id = new.account
                    AND account.state = new.state_before",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("accounts changed", rows.len(), updated)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct ActionRow<'a> {
    account: &'a AccountId,
    defaulted_on: Option<String>,
}

/// Repossessions that become pending.
async fn add_actions(
    connection: &mut Connection,
    applying: &Applying,
    accounts: &[AccountEffect],
) -> Result<(), StoreError> {
    let rows: Vec<ActionRow<'_>> = accounts
        .iter()
        .filter(|one| one.repossession_becomes_pending)
        .map(|one| ActionRow {
            account: &one.account,
            defaulted_on: one.defaulted_on.map(|day| day.to_string()),
        })
        .collect();
    for part in rows.chunks(ROWS_AT_ONCE) {
        let inserted = connection
            .query(
                "INSERT INTO pending_action (company, account, type, status, defaulted_on, created_at)
                 SELECT $1, account, 'repossession', 'pending', defaulted_on, $2
                   FROM {rows $3: account text, defaulted_on date} AS new",
            )
            .bind(applying.company)
            .bind(applying.now)
            .bind(&Rows::new(part)?)
            .execute()
            .await?;
        exactly("repossessions that become pending", part.len(), inserted)?;
    }
    Ok(())
}
