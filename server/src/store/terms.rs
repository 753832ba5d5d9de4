//! What accounts are found by: words of the customer's name, phone numbers, control units.

use std::collections::BTreeSet;

use domain::accounts::{name_words, phone_key};
use serde::Serialize;

use super::StoreError;
use super::db::{Connection, Rows};
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

/// What an account is found by through its customer.
fn terms(account: &str, name: &str, phone: &str) -> Vec<TermRow> {
    let row = |kind, term| TermRow { kind, term, account: account.to_owned() };
    let words = BTreeSet::from_iter(name_words(name));
    let mut terms: Vec<TermRow> = words.into_iter().map(|word| row("name", word)).collect();
    terms.extend(phone_key(phone).map(|phone| row("phone", phone)));
    terms
}

/// Makes what these accounts are found by through their customers.
pub(super) async fn make_for(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<(), StoreError> {
    #[derive(sqlx::FromRow)]
    struct FoundRow {
        account_id: String,
        name: String,
        phone: String,
    }
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
    let mut rows: Vec<TermRow> =
        found.iter().flat_map(|row| terms(&row.account_id, &row.name, &row.phone)).collect();
    // In the order of the key: neighbours are written together.
    rows.sort_unstable();
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
