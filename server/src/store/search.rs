//! Looking for accounts. Where something was typed, each way in which an account may match is a walk
//! along an index; what the walks found is counted and put into one order. Everything, and what
//! filters leave of it, is walked page by page.

use std::cmp::{Ordering, Reverse};

use domain::Date;
use domain::account::AccountState;
use domain::accounts::{AccountQuery, Cursor, MATCHES_MAX, SortBy};
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

/// Comes after every text that begins with what it is appended to.
const LAST: char = '\u{10ffff}';

impl Store {
    /// A page of the company's accounts that are looked for, and how many there are.
    pub async fn search(
        &self,
        company: CompanyId,
        search: &Search,
    ) -> Result<AccountsReply, StoreError> {
        let mut read = self.db.begin_read().await?;
        let mut walks = Walks { connection: &mut read, company, search };
        let Found { places, matches, more_matches } = match &search.wanted {
            Some(wanted) => walks.named(wanted).await?,
            None => walks.everything().await?,
        };
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
        Ok(AccountsReply { today: search.today, accounts, next, matches, more_matches })
    }
}

/// What a search has found.
struct Found {
    /// Those that follow on the cursor: at least one more than the page has, where there are so many.
    places: Vec<Place>,
    /// At most [`MATCHES_MAX`], wherever the page begins.
    matches: u32,
    more_matches: bool,
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

/// Puts what was found in different ways into one order, each account once.
fn merge(mut places: Vec<Place>, sort: SortBy) -> Vec<Place> {
    places.sort_by(|a, b| a.order(b, sort));
    places.dedup();
    places
}

/// Those that follow on the cursor.
fn after(mut places: Vec<Place>, search: &Search) -> Vec<Place> {
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
}

impl Walks<'_> {
    /// Whatever was typed may be found in several ways: all of them are looked through, so that what
    /// is found can be counted and sorted.
    async fn named(&mut self, wanted: &AccountQuery) -> Result<Found, StoreError> {
        // The fewest names have the longest word; the others are looked for in those names.
        let mut words: Vec<&String> = wanted.name_words.iter().collect();
        words.sort_by_key(|word| Reverse(word.len()));
        let most = usize::try_from(MATCHES_MAX)?;
        let (mut places, mut more_matches) = (Vec::new(), false);
        for (kind, term) in [
            ("id", wanted.id.as_ref()),
            ("id_ending", wanted.id_ending.as_ref()),
            ("name", words.first().copied()),
            ("phone", wanted.phone.as_ref()),
            ("phone_ending", wanted.phone_ending.as_ref()),
            ("cu_number", wanted.cu_number.as_ref()),
        ] {
            let Some(term) = term else { continue };
            let other_words = if kind == "name" { words.get(1..).unwrap_or_default() } else { &[] };
            let found = self.by_term(kind, term, other_words).await?;
            more_matches |= found.len() > most;
            places.extend(found);
        }
        let mut places = merge(places, self.search.sort);
        more_matches |= places.len() > most;
        places.truncate(most);
        let matches = u32::try_from(places.len())?;
        Ok(Found { places: after(places, self.search), matches, more_matches })
    }

    /// Everything that the filters leave, a page of it.
    async fn everything(&mut self) -> Result<Found, StoreError> {
        let search = self.search;
        let mut places = Vec::new();
        if search.sort == SortBy::Account {
            places = self.by_account().await?;
        } else {
            let states = search.state.map_or_else(|| AccountState::ALL.to_vec(), |one| vec![one]);
            for state in states {
                places.extend(self.by_default(state).await?);
            }
        }
        let places = after(merge(places, search.sort), search);
        let counted = self.count().await?;
        let matches = counted.min(MATCHES_MAX);
        Ok(Found { places, matches, more_matches: counted > MATCHES_MAX })
    }

    /// How many accounts the filters leave, at most one more than are counted.
    async fn count(&mut self) -> Result<u32, StoreError> {
        let (company, search) = (self.company, self.search);
        let mut query = self
            .connection
            .query("SELECT count(*) FROM (SELECT account_id FROM account WHERE company = ");
        query.push_bind(company);
        narrow(&mut query, search, true);
        query.push(" LIMIT ").push_bind(i64::from(MATCHES_MAX) + 1).push(") AS found");
        Ok(u32::try_from(query.fetch_value::<i64>().await?)?)
    }

    /// Along the accounts in the order of their IDs; of one state along the index of that state.
    async fn by_account(&mut self) -> Result<Vec<Place>, StoreError> {
        let (company, search) = (self.company, self.search);
        let mut query =
            self.connection.query("SELECT account_id, defaulted_on FROM account WHERE company = ");
        query.push_bind(company);
        narrow(&mut query, search, true);
        if let Some(after) = &search.after {
            query.push(" AND account_id > ").push_bind(after.account.as_str());
        }
        query.push(" ORDER BY account_id LIMIT ").push_bind(i64::from(search.limit) + 1);
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

    /// Along what accounts are found by that begins with that, one more than are counted. The names
    /// of their customers have the other words, too.
    async fn by_term(
        &mut self,
        kind: &str,
        term: &str,
        other_words: &[&String],
    ) -> Result<Vec<Place>, StoreError> {
        let (company, search) = (self.company, self.search);
        // `CROSS JOIN` has `SQLite` begin with the term, also before it knows how large the tables
        // are.
        let mut query = self.connection.query(
            "SELECT account_id, defaulted_on FROM account_term
              CROSS JOIN account CROSS JOIN customer
              WHERE account.company = account_term.company
                AND account.account_id = account_term.account AND customer.id = account.customer",
        );
        query.push(" AND account_term.company = ").push_bind(company);
        query.push(" AND kind = ").push_bind(kind);
        query.push(" AND term >= ").push_bind(term);
        query.push(" AND term < ").push_bind(format!("{term}{LAST}"));
        for word in other_words {
            // Words are letters and digits: none of them means anything in a pattern.
            query.push(" AND name_key LIKE ").push_bind(format!("% {word}%"));
        }
        narrow(&mut query, search, true);
        query.push(" ORDER BY term, account_term.account LIMIT ");
        query.push_bind(i64::from(MATCHES_MAX) + 1);
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
