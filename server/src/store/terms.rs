//! What accounts are found by: their IDs as people say them, words of the customer's name, phone
//! numbers, control units.

use std::collections::BTreeSet;

use domain::AccountId;
use domain::accounts::{id_ending, id_key, name_words, national_number};
use serde::Serialize;

use super::db::{Connection, Rows};
use super::{StoreError, stored};
use crate::identity::CompanyId;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct TermRow {
    kind: &'static str,
    term: String,
    account: String,
}

/// The words of a name as they are looked through: a blank before each.
pub(super) fn name_key(name: &str) -> String {
    name_words(name).iter().fold(String::new(), |key, word| key + " " + word)
}

/// What an account is found by, apart from its control units.
fn terms(account: &AccountId, name: &str, phone: &str) -> Vec<TermRow> {
    let row = |kind, term| TermRow { kind, term, account: account.to_string() };
    let words = BTreeSet::from_iter(name_words(name));
    let phone = national_number(phone);
    let backwards = phone.as_ref().map(|phone| phone.chars().rev().collect());
    let numbers = [
        ("id", id_key(account.as_str())),
        ("id_ending", id_ending(account)),
        ("phone", phone),
        ("phone_ending", backwards),
    ];
    let numbers = numbers.into_iter().filter_map(|(kind, term)| Some(row(kind, term?)));
    words.into_iter().map(|word| row("name", word)).chain(numbers).collect()
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    account_id: String,
    name: String,
    phone: String,
}

/// What these accounts are found by, as their customers are called now.
async fn found_by(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<Vec<TermRow>, StoreError> {
    let found: Vec<FoundRow> = connection
        .query(
            "SELECT account_id, name, phone
               FROM {values $2: text} AS asked
              CROSS JOIN account
               JOIN customer ON customer.id = account.customer
              WHERE account.company = $1 AND account.account_id = asked.value",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .fetch_all()
        .await?;
    let mut rows = Vec::new();
    for row in &found {
        rows.extend(terms(&stored::account(&row.account_id)?, &row.name, &row.phone));
    }
    // In the order of the key: neighbours are written together.
    rows.sort_unstable();
    Ok(rows)
}

/// Removes by what of their customers these accounts are found: before the customers are called
/// otherwise, and [`make_for`] makes it anew.
pub(super) async fn remove_names(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<(), StoreError> {
    if accounts.is_empty() {
        return Ok(());
    }
    let mut rows = found_by(connection, company, accounts).await?;
    rows.retain(|row| matches!(row.kind, "name" | "phone" | "phone_ending"));
    connection
        .query(
            "DELETE FROM account_term
              WHERE company = $1 AND (kind, term, account) IN (
                    SELECT kind, term, account
                      FROM {rows $2: kind text, term text, account text} AS old)",
        )
        .bind(company)
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    Ok(())
}

/// Makes what these accounts are found by.
pub(super) async fn make_for(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<(), StoreError> {
    let rows = found_by(connection, company, accounts).await?;
    connection
        .query(
            "INSERT INTO account_term (company, kind, term, account)
             SELECT $1, kind, term, account
               FROM {rows $2: kind text, term text, account text} AS new WHERE true
             ON CONFLICT DO NOTHING",
        )
        .bind(company)
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    Ok(())
}
