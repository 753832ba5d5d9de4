//! Looking for accounts, and everything about one.

use std::cmp::Ordering;

use async_trait::async_trait;
use domain::account::AccountState;
use domain::accounts::{Cursor, SortBy, Wanted, name_words, phone_key};
use domain::api::{AccountLine, AccountReply, AccountsReply, Centre, StaffReply};
use domain::bulk_write_off::days_between;
use domain::money::Money;
use domain::{AccountId, Date};
use serde::Deserialize;

use super::people::CompanyId;
use super::{StoreError, stored};

/// What is looked for, and which part of it.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was typed; everything where nothing was.
    pub wanted: Option<Wanted>,
    /// Only those in this state.
    pub state: Option<AccountState>,
    /// Only those of this fulfilment centre.
    pub centre: Option<i64>,
    /// Only those whose latest default was on that day or later.
    pub defaulted_from: Option<Date>,
    /// Only those whose latest default was on that day or earlier.
    pub defaulted_until: Option<Date>,
    /// The order.
    pub sort: SortBy,
    /// How many.
    pub limit: u32,
    /// Only what follows on this row.
    pub after: Option<Cursor>,
    /// Today in the company's time zone.
    pub today: Date,
}

impl Search {
    /// The states that are looked through, in the order in which they are listed.
    pub(super) fn states(&self) -> Vec<AccountState> {
        self.state.map_or_else(|| AccountState::ALL.to_vec(), |state| vec![state])
    }
}

/// Finding accounts and showing them.
#[async_trait]
pub trait Accounts {
    /// A page of the company's accounts that are looked for.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn search(
        &self,
        company: CompanyId,
        search: &Search,
    ) -> Result<AccountsReply, StoreError>;

    /// Everything about an account; none where the company has no such account.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn account(
        &self,
        company: CompanyId,
        account: &AccountId,
        today: Date,
    ) -> Result<Option<AccountReply>, StoreError>;

    /// The company's fulfilment centres, by name.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn centres(&self, company: CompanyId) -> Result<Vec<Centre>, StoreError>;

    /// The company's people who can have completed a repossession, by name.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn staff(&self, company: CompanyId) -> Result<StaffReply, StoreError>;
}

/// So many are sorted by something that no index of what was typed has: more would make people
/// wait, and nobody reads a thousand.
pub(super) const SORTED_MAX: usize = 1_000;

/// What the index says in whose order the accounts of a state are listed by their IDs. A write-off
/// leads from one of the other two states into the other: it does not touch that index.
pub(super) const LISTED: &str = "state NOT IN ('defaulted', 'inactive')";

/// Whether there is such an index for the accounts of a state.
pub(super) const fn is_listed(state: AccountState) -> bool {
    !matches!(state, AccountState::Defaulted | AccountState::Inactive)
}

/// So many words of names are looked through that begin with what was typed.
pub(super) const NAMES_MAX: usize = 32;

/// So many accounts are looked through whose phone or control unit begins with what was typed.
pub(super) const NUMBERS_MAX: usize = 200;

/// Comes after every text that begins with what it is put behind.
pub(super) const LAST: char = '\u{10ffff}';

/// Where an account stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, Deserialize)]
pub(super) struct Place {
    pub(super) account_id: String,
    pub(super) defaulted_on: Option<String>,
}

impl Place {
    pub(super) fn order(&self, other: &Self, sort: SortBy) -> Ordering {
        let by_id = self.account_id.cmp(&other.account_id);
        let without = self.defaulted_on.is_none().cmp(&other.defaulted_on.is_none());
        match sort {
            SortBy::Account => by_id,
            SortBy::LongestInDefault => {
                without.then_with(|| self.defaulted_on.cmp(&other.defaulted_on)).then(by_id)
            }
            SortBy::LatestDefault if self.defaulted_on.is_none() => without.then(by_id),
            SortBy::LatestDefault => without
                .then_with(|| other.defaulted_on.cmp(&self.defaulted_on))
                .then(by_id.reverse()),
        }
    }
}

impl From<&Cursor> for Place {
    fn from(cursor: &Cursor) -> Self {
        Self {
            account_id: cursor.account.to_string(),
            defaulted_on: cursor.defaulted_on.map(|day| day.to_string()),
        }
    }
}

/// Puts what was found in different ways into one order, each account once, and begins after the
/// cursor.
pub(super) fn merge(mut places: Vec<Place>, search: &Search) -> Vec<Place> {
    places.sort_by(|a, b| a.order(b, search.sort));
    places.dedup();
    if let Some(after) = &search.after {
        let after = Place::from(after);
        places.retain(|place| place.order(&after, search.sort).is_gt());
    }
    places
}

/// An account of a list as a query puts it.
#[derive(sqlx::FromRow, Deserialize)]
pub(super) struct LineRow {
    account_id: String,
    customer: String,
    phone: String,
    centre: String,
    state: String,
    defaulted_on: Option<String>,
    outstanding: i64,
    repossession_pending: bool,
}

impl LineRow {
    pub(super) fn into_api(self, today: Date) -> Result<AccountLine, StoreError> {
        let defaulted_on: Option<Date> =
            self.defaulted_on.as_deref().map(str::parse).transpose()?;
        Ok(AccountLine {
            account: stored::account(&self.account_id)?,
            customer: self.customer,
            phone: self.phone,
            centre: self.centre,
            state: stored::account_state(&self.state)?,
            defaulted_on,
            days_since_default: defaulted_on.map(|day| days_between(day, today)),
            outstanding: Money::from_minor(self.outstanding),
            repossession_pending: self.repossession_pending,
        })
    }
}

/// The page: one more was read than is shown where more follow.
pub(super) fn page(
    lines: Vec<AccountLine>,
    search: &Search,
    more: bool,
    too_many_to_sort: bool,
    too_many_names: bool,
) -> AccountsReply {
    let next = lines.last().filter(|_| more).map(|line| {
        let cursor = Cursor { defaulted_on: line.defaulted_on, account: line.account.clone() };
        cursor.to_string()
    });
    AccountsReply { today: search.today, accounts: lines, next, too_many_to_sort, too_many_names }
}

/// What an account is found by: kind, term, account.
pub(super) type TermRow = (&'static str, String, String);

/// The words of a name as they are looked through: a blank before each.
pub(super) fn name_key(name: &str) -> String {
    name_words(name).iter().fold(String::new(), |key, word| key + " " + word)
}

/// What an account is found by through its customer.
pub(super) fn terms(account: &str, name: &str, phone: &str) -> Vec<TermRow> {
    let mut words = name_words(name);
    words.sort_unstable();
    words.dedup();
    let mut terms: Vec<TermRow> =
        words.into_iter().map(|word| ("name", word, account.to_owned())).collect();
    terms.extend(phone_key(phone).map(|phone| ("phone", phone, account.to_owned())));
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_and_the_lists_agree_on_the_states() {
        for state in AccountState::ALL {
            let left_out = LISTED.contains(&format!("'{}'", state.code()));
            assert_eq!(is_listed(state), !left_out, "{state:?}");
        }
    }
}
