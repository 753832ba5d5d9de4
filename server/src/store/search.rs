//! Looking for accounts. Each way in which an account may match is a walk along an index that ends as
//! soon as the page is full; what the walks found is put into one order.

use std::cmp::Ordering;

use domain::Date;
use domain::account::AccountState;
use domain::accounts::{AccountQuery, Cursor, SortBy};
use domain::api::AccountsReply;

use super::db::{Connection, Day, Query};
use super::{Store, StoreError, accounts};
use crate::identity::CompanyId;

/// What is looked for, and which part of it.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was typed; everything where nothing was.
    pub wanted: Option<AccountQuery>,
    /// Only those in this state.
    pub state: Option<AccountState>,
    /// Only those of this fulfilment centre.
    pub centre: Option<i64>,
    /// Only those whose latest default was on that day or later.
    pub defaulted_from: Option<Date>,
    /// Only those whose latest default was on that day or earlier.
    pub defaulted_until: Option<Date>,
    pub sort: SortBy,
    /// How many.
    pub limit: u32,
    /// Only what follows on this row.
    pub after: Option<Cursor>,
    /// Today in the company's time zone.
    pub today: Date,
}

/// How many accounts are sorted by something that no index of what was typed has: more would make
/// people wait, and nobody reads a thousand.
const SORTED_MAX: usize = 1_000;

/// How many words of names are looked up that begin with what was typed.
const NAMES_MAX: usize = 32;

/// How many accounts are looked up whose phone or control unit begins with what was typed.
const NUMBERS_MAX: i64 = 200;

/// Comes after every text that begins with what it is appended to.
const LAST: char = '\u{10ffff}';

/// The account of a term. `CROSS JOIN` has `SQLite` begin with the term, also before it knows how
/// large the tables are.
const TERM_OF_ACCOUNT: &str = " WHERE account.company = account_term.company
    AND account.account_id = account_term.account";

impl Store {
    /// A page of the company's accounts that are looked for.
    pub async fn search(
        &self,
        company: CompanyId,
        search: &Search,
    ) -> Result<AccountsReply, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut walks = Walks { connection: &mut read, company, search, too_many_names: false };
        let (places, too_many_to_sort) = walks.find().await?;
        let too_many_names = walks.too_many_names;
        let shown = usize::try_from(search.limit)?;
        // One more was read than is shown where more follow.
        let more = places.len() > shown;
        let shown: Vec<&str> =
            places.iter().take(shown).map(|place| place.account_id.as_str()).collect();
        let accounts = accounts::lines(&mut read, company, &shown, search.today).await?;
        let next = accounts.last().filter(|_| more).map(|line| {
            let cursor = Cursor { defaulted_on: line.defaulted_on, account: line.account.clone() };
            cursor.to_string()
        });
        Ok(AccountsReply { today: search.today, accounts, next, too_many_to_sort, too_many_names })
    }
}

/// Where an account stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
struct Place {
    account_id: String,
    defaulted_on: Option<Day>,
}

impl Place {
    fn order(&self, other: &Self, sort: SortBy) -> Ordering {
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
        Self { account_id: cursor.account.to_string(), defaulted_on: cursor.defaulted_on.map(Day) }
    }
}

/// Puts what was found in different ways into one order, each account once, and begins after the
/// cursor.
fn merge(mut places: Vec<Place>, search: &Search) -> Vec<Place> {
    places.sort_by(|a, b| a.order(b, search.sort));
    places.dedup();
    if let Some(after) = &search.after {
        let after = Place::from(after);
        places.retain(|place| place.order(&after, search.sort).is_gt());
    }
    places
}

/// Walks along indexes within one read.
struct Walks<'a> {
    connection: &'a mut Connection,
    company: CompanyId,
    search: &'a Search,
    too_many_names: bool,
}

impl Walks<'_> {
    /// One more than the page has, where there are so many; and whether there are more than can be
    /// sorted.
    async fn find(&mut self) -> Result<(Vec<Place>, bool), StoreError> {
        let search = self.search;
        let mut places = Vec::new();
        let Some(wanted) = &search.wanted else {
            if search.sort == SortBy::Account {
                places = self.by_account("").await?;
            } else {
                let states =
                    search.state.map_or_else(|| AccountState::ALL.to_vec(), |one| vec![one]);
                for state in states {
                    places.extend(self.by_default(state).await?);
                }
            }
            return Ok((merge(places, search), false));
        };
        if let Some(prefix) = &wanted.account_prefix {
            places.extend(self.by_account(prefix).await?);
        }
        places.extend(self.by_name(wanted).await?);
        for (kind, number) in [("phone", &wanted.phone), ("cu_number", &wanted.cu_number)] {
            if let Some(number) = number {
                places.extend(self.by_number(kind, number).await?);
            }
        }
        let too_many = search.sort != SortBy::Account && places.len() > SORTED_MAX;
        if too_many {
            places.sort_by(|a, b| a.order(b, SortBy::Account));
            places.truncate(SORTED_MAX);
        }
        Ok((merge(places, search), too_many))
    }

    /// How many places a walk in account order has to find: where they are sorted otherwise
    /// afterwards, as many as are sorted.
    fn enough(&self) -> i64 {
        if self.search.sort == SortBy::Account {
            i64::from(self.search.limit) + 1
        } else {
            i64::try_from(SORTED_MAX).unwrap_or(i64::MAX) + 1
        }
    }

    /// Along the accounts in the order of their IDs; of one state along the index of that state.
    async fn by_account(&mut self, prefix: &str) -> Result<Vec<Place>, StoreError> {
        let (company, search, enough) = (self.company, self.search, self.enough());
        let mut query =
            self.connection.query("SELECT account_id, defaulted_on FROM account WHERE company = ");
        query.push_bind(company);
        if !prefix.is_empty() {
            query.push(" AND account_id >= ").push_bind(prefix);
            query.push(" AND account_id < ").push_bind(format!("{prefix}{LAST}"));
        }
        narrow(&mut query, search, true);
        follow(&mut query, search, "account_id");
        query.push(" ORDER BY account_id LIMIT ").push_bind(enough);
        query.fetch_all().await
    }

    /// Along the accounts of a state in the order of their latest default; those that never
    /// defaulted come last.
    async fn by_default(&mut self, state: AccountState) -> Result<Vec<Place>, StoreError> {
        let search = self.search;
        let limit = i64::from(search.limit) + 1;
        let cursor = search.after.as_ref().map(Place::from);
        let after_those_with_a_default =
            cursor.as_ref().is_some_and(|place| place.defaulted_on.is_none());
        let mut places = Vec::new();
        if !after_those_with_a_default {
            let (comparison, order) = match search.sort {
                SortBy::LatestDefault => ("<", " ORDER BY defaulted_on DESC, account_id DESC"),
                _ => (">", " ORDER BY defaulted_on, account_id"),
            };
            let mut query = self.of_state(state);
            query.push(" AND defaulted_on IS NOT NULL");
            narrow(&mut query, search, false);
            if let Some(Place { account_id, defaulted_on: Some(day) }) = &cursor {
                // The first column alone is what the index is entered by.
                query.push(" AND defaulted_on ").push(comparison).push("= ").push_bind(*day);
                query.push(" AND (defaulted_on, account_id) ").push(comparison).push(" (");
                query.push_bind(*day).push(", ").push_bind(account_id.as_str()).push(")");
            }
            query.push(order).push(" LIMIT ").push_bind(limit);
            places = query.fetch_all().await?;
        }
        let narrowed = search.defaulted_from.or(search.defaulted_until).is_some();
        if !narrowed && places.len() < usize::try_from(limit)? {
            let mut query = self.of_state(state);
            query.push(" AND defaulted_on IS NULL");
            narrow(&mut query, search, false);
            if let Some(Place { account_id, defaulted_on: None }) = &cursor {
                query.push(" AND account_id > ").push_bind(account_id.as_str());
            }
            query.push(" ORDER BY account_id LIMIT ").push_bind(limit);
            places.extend(query.fetch_all::<Place>().await?);
        }
        Ok(places)
    }

    fn of_state(&mut self, state: AccountState) -> Query<'_> {
        let company = self.company;
        let mut query =
            self.connection.query("SELECT account_id, defaulted_on FROM account WHERE company = ");
        query.push_bind(company).push(" AND state = ").push_bind(state.code());
        query
    }

    /// Along the accounts that have a word of a name: the longest that was typed, which the fewest
    /// have; the others are looked for in the names that were found.
    async fn by_name(&mut self, wanted: &AccountQuery) -> Result<Vec<Place>, StoreError> {
        let longest = wanted.name_words.iter().max_by_key(|word| word.len());
        let Some(longest) = longest else { return Ok(Vec::new()) };
        let mut names = self.names(longest).await?;
        if names.len() > NAMES_MAX {
            self.too_many_names = true;
            names.truncate(NAMES_MAX);
        }
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let others: Vec<&String> =
            wanted.name_words.iter().filter(|word| *word != longest).collect();
        let (company, search, enough) = (self.company, self.search, self.enough());
        let mut query = self.connection.query("");
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                query.push(" UNION ALL ");
            }
            query.push("SELECT * FROM (SELECT account_id, defaulted_on FROM account_term");
            query.push(" CROSS JOIN account");
            if !others.is_empty() {
                query.push(" CROSS JOIN customer");
            }
            query.push(TERM_OF_ACCOUNT).push(" AND account_term.kind = 'name'");
            if !others.is_empty() {
                query.push(" AND customer.id = account.customer");
            }
            query.push(" AND account_term.term = ");
            query.push_bind(name.as_str());
            query.push(" AND account_term.company = ").push_bind(company);
            for word in &others {
                // Words are letters and digits: none of them means anything in a pattern.
                query.push(" AND name_key LIKE ").push_bind(format!("% {word}%"));
            }
            narrow(&mut query, search, true);
            follow(&mut query, search, "account_term.account");
            query.push(" ORDER BY account_term.account LIMIT ").push_bind(enough);
            query.push(&format!(") AS place_{index}"));
        }
        query.fetch_all().await
    }

    /// The words of names that begin with that, from one to the next, so that it does not matter
    /// how many have each.
    async fn names(&mut self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.connection
            .query(
                "WITH RECURSIVE name (term) AS (
                     SELECT (SELECT min(term) FROM account_term
                              WHERE company = $1 AND kind = 'name' AND term >= $2 AND term < $3)
                     UNION ALL
                     SELECT (SELECT min(next.term) FROM account_term AS next
                              WHERE next.company = $1 AND next.kind = 'name'
                                AND next.term > name.term AND next.term < $3)
                       FROM name WHERE name.term IS NOT NULL)
                 SELECT term FROM name WHERE term IS NOT NULL LIMIT $4",
            )
            .bind(self.company)
            .bind(prefix)
            .bind(format!("{prefix}{LAST}"))
            .bind(i64::try_from(NAMES_MAX)? + 1)
            .fetch_scalars()
            .await
    }

    /// Along the numbers of phones or control units that begin with that.
    async fn by_number(&mut self, kind: &str, number: &str) -> Result<Vec<Place>, StoreError> {
        let (company, search) = (self.company, self.search);
        let mut query = self
            .connection
            .query("SELECT account_id, defaulted_on FROM account_term CROSS JOIN account");
        query.push(TERM_OF_ACCOUNT).push(" AND account_term.company = ");
        query.push_bind(company).push(" AND kind = ").push_bind(kind);
        query.push(" AND term >= ").push_bind(number);
        query.push(" AND term < ").push_bind(format!("{number}{LAST}"));
        narrow(&mut query, search, true);
        query.push(" ORDER BY term, account_term.account LIMIT ").push_bind(NUMBERS_MAX);
        query.fetch_all().await
    }
}

/// The filters. Only those that are set stand in the statement, so that an index can serve it.
fn narrow(query: &mut Query<'_>, search: &Search, with_state: bool) {
    if let (Some(state), true) = (search.state, with_state) {
        query.push(" AND account.state = ").push_bind(state.code());
    }
    if let Some(centre) = search.centre {
        query.push(" AND account.centre = ").push_bind(centre);
    }
    if let Some(from) = search.defaulted_from {
        query.push(" AND account.defaulted_on >= ").push_bind(Day(from));
    }
    if let Some(until) = search.defaulted_until {
        query.push(" AND account.defaulted_on <= ").push_bind(Day(until));
    }
}

/// Begins a walk in account order after the cursor.
fn follow(query: &mut Query<'_>, search: &Search, column: &str) {
    if let (Some(after), SortBy::Account) = (&search.after, search.sort) {
        query.push(" AND ").push(column).push(" > ").push_bind(after.account.as_str());
    }
}
