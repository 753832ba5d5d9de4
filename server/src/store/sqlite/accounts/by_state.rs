//! The accounts of a state: along an index that has them in order, or, for the states that a
//! write-off leads from and to, along the days of defaults, which no write-off has to change.

use domain::account::AccountState;
use domain::accounts::SortBy;
use sqlx::{QueryBuilder, Sqlite};

use super::{Walks, walk};
use crate::store::StoreError;
use crate::store::accounts::{LISTED, Place, SORTED_MAX};

/// The column of `default_day` that counts the accounts of a state, where there is one.
const fn counted(state: AccountState) -> Option<&'static str> {
    match state {
        AccountState::Defaulted => Some("defaulted"),
        AccountState::Inactive => Some("inactive"),
        _ => None,
    }
}

impl Walks<'_> {
    /// The accounts of a state in the order of their IDs: along the index of that order where
    /// there is one, or else all of them where there are few, or else along all accounts.
    pub(super) async fn of_state_by_account(
        &mut self,
        state: AccountState,
    ) -> Result<Vec<Place>, StoreError> {
        let Some(column) = counted(state) else {
            // Left alone, the planner walks along all accounts.
            let mut query = self.of_state(" INDEXED BY account_by_state", state);
            query.push(" AND ").push(LISTED);
            self.narrow(&mut query, false);
            self.follow(&mut query, "account_id");
            query.push(" ORDER BY account_id LIMIT ").push_bind(self.enough());
            return self.places(query).await;
        };
        if !self.are_few(state, column).await? {
            return self.by_account("").await;
        }
        let mut places = self.places(self.along_days(state, column)).await?;
        if !self.narrows_days() {
            places.extend(self.places(self.never_defaulted(state)).await?);
        }
        Ok(places)
    }

    /// Whether all accounts of a state can be sorted.
    async fn are_few(&mut self, state: AccountState, column: &str) -> Result<bool, StoreError> {
        let most = i64::try_from(SORTED_MAX)?;
        let mut query = QueryBuilder::<Sqlite>::new("SELECT coalesce(sum(");
        query.push(column).push("), 0) + (SELECT count(*) FROM (SELECT 1 FROM opened_account");
        query.push(" WHERE company = ").push_bind(self.company.0);
        query.push(" AND state = ").push_bind(state.code());
        query.push(" AND defaulted_on IS NULL LIMIT ").push_bind(most + 1);
        query.push(") AS one) <= ").push_bind(most);
        query.push(" FROM default_day WHERE company = ").push_bind(self.company.0);
        Ok(query.build_query_scalar().fetch_one(&mut *self.connection).await?)
    }

    /// Along the accounts of a state in the order of their latest default; those that never
    /// defaulted come last.
    pub(super) async fn by_default(
        &mut self,
        state: AccountState,
    ) -> Result<Vec<Place>, StoreError> {
        let limit = i64::from(self.search.limit) + 1;
        let cursor = self.search.after.as_ref().map(Place::from);
        let mut places: Vec<Place> = match &cursor {
            Some(Place { defaulted_on: None, .. }) => Vec::new(),
            cursor => {
                let (mut query, day) = if let Some(column) = counted(state) {
                    (self.along_days(state, column), "day.day")
                } else {
                    let mut query = self.of_state("", state);
                    query.push(" AND ").push(LISTED).push(" AND defaulted_on IS NOT NULL");
                    self.narrow(&mut query, false);
                    (query, "defaulted_on")
                };
                self.order_by(&mut query, day, cursor.as_ref());
                query.push(" LIMIT ").push_bind(limit);
                self.places(query).await?
            }
        };
        if !self.narrows_days() && places.len() < usize::try_from(limit)? {
            let mut query = self.never_defaulted(state);
            if let Some(Place { account_id, defaulted_on: None }) = cursor {
                query.push(" AND account_id > ").push_bind(account_id);
            }
            query.push(" ORDER BY account_id LIMIT ").push_bind(limit);
            places.extend(self.places(query).await?);
        }
        Ok(places)
    }

    /// Puts a walk into the order of defaults, after the cursor.
    fn order_by(&self, query: &mut QueryBuilder<Sqlite>, day: &str, cursor: Option<&Place>) {
        let (beyond, direction) = match self.search.sort {
            SortBy::LatestDefault => ("<", " DESC"),
            _ => (">", ""),
        };
        if let Some(Place { account_id, defaulted_on: Some(last) }) = cursor {
            // The first column alone is what the index is entered by.
            query.push(" AND ").push(day).push(" ").push(beyond).push("= ");
            query.push_bind(last.clone());
            query.push(" AND (").push(day).push(", account.account_id) ").push(beyond).push(" (");
            query.push_bind(last.clone()).push(", ").push_bind(account_id.clone()).push(")");
        }
        query.push(" ORDER BY ").push(day).push(direction);
        query.push(", account.account_id").push(direction);
    }

    /// Along the days that have accounts of that state, and on each along those who defaulted
    /// then, each of which is looked at as it stands now. Left alone, the planner begins at the
    /// accounts or walks along all of them.
    fn along_days(&self, state: AccountState, column: &str) -> QueryBuilder<Sqlite> {
        let mut query = walk(
            "SELECT opened.account_id, opened.defaulted_on FROM default_day AS day
              CROSS JOIN opened_account AS opened INDEXED BY account_ever_defaulted
                 ON opened.company = +day.company AND opened.defaulted_on = +day.day
              CROSS JOIN account
                 ON account.company = opened.company AND account.account_id = opened.account_id
              WHERE day.company = ",
        );
        query.push_bind(self.company.0).push(" AND day.").push(column).push(" > 0");
        query.push(" AND +account.state = ").push_bind(state.code());
        self.narrow_centre(&mut query);
        self.narrow_days(&mut query, "day.day");
        query
    }

    /// The accounts of a state that never defaulted.
    fn never_defaulted(&self, state: AccountState) -> QueryBuilder<Sqlite> {
        let mut query = self.of_state("", state);
        query.push(" AND defaulted_on IS NULL");
        self.narrow(&mut query, false);
        query
    }

    /// The accounts whose rows say that state, along that index.
    fn of_state(&self, index: &str, state: AccountState) -> QueryBuilder<Sqlite> {
        let mut query = walk("SELECT account_id, defaulted_on FROM opened_account AS account");
        query.push(index).push(" WHERE company = ").push_bind(self.company.0);
        query.push(" AND state = ").push_bind(state.code());
        query
    }

    fn narrows_days(&self) -> bool {
        self.search.defaulted_from.or(self.search.defaulted_until).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::accounts::is_listed;

    #[test]
    fn the_states_without_an_index_are_those_that_days_count() {
        for state in AccountState::ALL {
            assert_eq!(counted(state).is_none(), is_listed(state), "{state:?}");
        }
    }
}
