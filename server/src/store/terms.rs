//! What accounts are found by: their IDs as people say them, words of the customer's name, phone
//! numbers, control units.

use std::collections::BTreeSet;

use domain::AccountId;
use domain::accounts::{id_ending, id_key, name_words, national_number};
use serde::Serialize;

use super::db::{Connection, Rows};
use super::{StoreError, stored};
use crate::identity::CompanyId;

/// How many accounts are read, or terms written, by a statement.
const ROWS_AT_ONCE: usize = 5_000;

/// What an account is found by, apart from its control units.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Id,
    IdEnding,
    Name,
    Phone,
    PhoneEnding,
}

/// All of them, in the order of the key.
const KINDS: [Kind; 5] = [Kind::Id, Kind::IdEnding, Kind::Name, Kind::Phone, Kind::PhoneEnding];

/// Those that are of the account's customer.
const OF_CUSTOMER: [Kind; 3] = [Kind::Name, Kind::Phone, Kind::PhoneEnding];

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::IdEnding => "id_ending",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::PhoneEnding => "phone_ending",
        }
    }

    /// The terms of an account, each once.
    fn terms(self, row: &FoundRow) -> BTreeSet<String> {
        let phone = || national_number(&row.phone);
        match self {
            Self::Id => id_key(row.account_id.as_str()).into_iter().collect(),
            Self::IdEnding => id_ending(&row.account_id).into_iter().collect(),
            Self::Name => name_words(&row.name).into_iter().collect(),
            Self::Phone => phone().into_iter().collect(),
            Self::PhoneEnding => {
                phone().map(|one| one.chars().rev().collect()).into_iter().collect()
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct TermRow<'a> {
    term: String,
    account: &'a str,
}

/// The words of a name as they are looked through: a blank before each.
pub(super) fn name_key(name: &str) -> String {
    name_words(name).iter().fold(String::new(), |key, word| key + " " + word)
}

struct FoundRow {
    account_id: AccountId,
    name: String,
    phone: String,
}

/// These accounts, as their customers are called now.
async fn found(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<Vec<FoundRow>, StoreError> {
    let mut found = Vec::with_capacity(accounts.len());
    for part in accounts.chunks(ROWS_AT_ONCE) {
        let rows: Vec<(String, String, String)> = connection
            .query(
                "SELECT account_id, name, phone
                   FROM {values $2: text} AS asked
                  CROSS JOIN account
                   JOIN customer ON customer.id = account.customer
                  WHERE account.company = $1 AND account.account_id = asked.value",
            )
            .bind(company)
            .bind(&Rows::new(part)?)
            .fetch_all()
            .await?;
        for (account_id, name, phone) in rows {
            found.push(FoundRow { account_id: stored::account(&account_id)?, name, phone });
        }
    }
    Ok(found)
}

/// The terms of a kind in the order of the key: neighbours are written together.
fn sorted(kind: Kind, found: &[FoundRow]) -> Vec<TermRow<'_>> {
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        let account = row.account_id.as_str();
        rows.extend(kind.terms(row).into_iter().map(|term| TermRow { term, account }));
    }
    rows.sort_unstable();
    rows
}

/// Executes a statement for the terms of these kinds.
async fn for_each_term(
    connection: &mut Connection,
    company: CompanyId,
    found: &[FoundRow],
    kinds: &[Kind],
    text: &'static str,
) -> Result<(), StoreError> {
    for kind in kinds {
        for part in sorted(*kind, found).chunks(ROWS_AT_ONCE) {
            let rows = Rows::new(part)?;
            connection.query(text).bind(company).bind(kind.code()).bind(&rows).execute().await?;
        }
    }
    Ok(())
}

/// Removes by what of their customers these accounts are found: before the customers are called
/// otherwise, and [`make_for`] makes it anew.
pub(super) async fn remove_names(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<(), StoreError> {
    let found = found(connection, company, accounts).await?;
    for_each_term(
        connection,
        company,
        &found,
        &OF_CUSTOMER,
        "DELETE FROM account_term
          WHERE company = $1 AND kind = $2 AND (term, account) IN (
                SELECT term, account FROM {rows $3: term text, account text} AS old)",
    )
    .await
}

/// Makes what these accounts are found by.
pub(super) async fn make_for(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<(), StoreError> {
    let found = found(connection, company, accounts).await?;
    for_each_term(
        connection,
        company,
        &found,
        &KINDS,
        "INSERT INTO account_term (company, kind, term, account)
         SELECT $1, $2, term, account FROM {rows $3: term text, account text} AS new WHERE true
         ON CONFLICT DO NOTHING",
    )
    .await
}
