//! Looking for accounts. Each way in which an account may answer is a walk along an index that
//! ends as soon as the page is full; what the walks found is put into one order.

use async_trait::async_trait;
use domain::account::{AccountState, ContractStatus};
use domain::accounts::{SortBy, Wanted};
use domain::api::{AccountLine, AccountReply, AccountsReply, Centre, StaffReply};
use domain::staff::{StaffId, StaffMember, may_complete};
use domain::{AccountId, Date};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use super::{PostgresStore, account};
use crate::store::StoreError;
use crate::store::accounts::{
    Accounts, LAST, LISTED, LineRow, NAMES_MAX, NUMBERS_MAX, Place, SORTED_MAX, Search, is_listed,
    merge, page,
};
use crate::store::people::CompanyId;
use crate::store::stored;

#[async_trait]
impl Accounts for PostgresStore {
    async fn search(
        &self,
        company: CompanyId,
        search: &Search,
    ) -> Result<AccountsReply, StoreError> {
        let mut read = self.begin_read().await?;
        let mut walks = Walks { connection: &mut read, company, search, too_many_names: false };
        let (places, too_many_to_sort) = walks.find().await?;
        let too_many_names = walks.too_many_names;
        let shown = usize::try_from(search.limit)?;
        let more = places.len() > shown;
        let accounts: Vec<&str> =
            places.iter().take(shown).map(|place| place.account_id.as_str()).collect();
        let lines = lines(&mut read, company, &accounts, search.today).await?;
        read.commit().await?;
        Ok(page(lines, search, more, too_many_to_sort, too_many_names))
    }

    async fn account(
        &self,
        company: CompanyId,
        account: &AccountId,
        today: Date,
    ) -> Result<Option<AccountReply>, StoreError> {
        account::load(&mut *self.connections.acquire().await?, company, account, today).await
    }

    async fn centres(&self, company: CompanyId) -> Result<Vec<Centre>, StoreError> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT id, name FROM fulfilment_centre WHERE company = $1 ORDER BY name",
        )
        .bind(company.0)
        .fetch_all(&mut *self.connections.acquire().await?)
        .await?;
        Ok(rows.into_iter().map(|(id, name)| Centre { id, name }).collect())
    }

    async fn staff(&self, company: CompanyId) -> Result<StaffReply, StoreError> {
        let mut reader = self.connections.acquire().await?;
        let mut staff = staff(&mut reader, company).await?;
        staff.retain(|person| may_complete(person.role, false));
        Ok(StaffReply { staff })
    }
}

/// The company's people who may sign in, by name.
pub(super) async fn staff(
    connection: &mut PgConnection,
    company: CompanyId,
) -> Result<Vec<StaffMember>, StoreError> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT id, name, role FROM app_user
          WHERE company = $1 AND disabled_at IS NULL ORDER BY name, id",
    )
    .bind(company.0)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(id, name, role)| {
            let role = stored::role(&role)?;
            Ok(StaffMember { id: StaffId(id), name, role })
        })
        .collect()
}

/// Walks along indexes within one read.
struct Walks<'a> {
    connection: &'a mut PgConnection,
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
                places = match search.state {
                    Some(state) => self.of_state_by_account(state).await?,
                    None => self.by_account("").await?,
                };
            } else {
                for state in search.states() {
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

    /// Along the accounts in the order of their IDs.
    async fn by_account(&mut self, prefix: &str) -> Result<Vec<Place>, StoreError> {
        let mut query = QueryBuilder::<Postgres>::new(
            "SELECT account_id, defaulted_on::text FROM account WHERE company = ",
        );
        query.push_bind(self.company.0);
        if !prefix.is_empty() {
            query.push(" AND account_id >= ").push_bind(prefix.to_owned());
            query.push(" AND account_id < ").push_bind(format!("{prefix}{LAST}"));
        }
        self.narrow(&mut query, true);
        self.follow(&mut query, "account_id");
        query.push(" ORDER BY account_id LIMIT ").push_bind(self.enough());
        Ok(query.build_query_as().fetch_all(&mut *self.connection).await?)
    }

    /// The accounts of a state in the order of their IDs: along the index of that order where
    /// there is one, or else all of them where there are few, or else along all accounts.
    async fn of_state_by_account(&mut self, state: AccountState) -> Result<Vec<Place>, StoreError> {
        let mut query = self.of_state(state);
        self.narrow(&mut query, false);
        if is_listed(state) {
            query.push(" AND ").push(LISTED);
            self.follow(&mut query, "account_id");
            query.push(" ORDER BY account_id LIMIT ").push_bind(self.enough());
        } else if !self.are_few(state).await? {
            return self.by_account("").await;
        }
        Ok(query.build_query_as().fetch_all(&mut *self.connection).await?)
    }

    /// Whether all accounts of a state can be sorted.
    async fn are_few(&mut self, state: AccountState) -> Result<bool, StoreError> {
        let most = i64::try_from(SORTED_MAX)?;
        let mut query = QueryBuilder::<Postgres>::new("SELECT count(*) <= ");
        query.push_bind(most).push(" FROM (");
        query.push("SELECT 1 FROM account WHERE company = ").push_bind(self.company.0);
        query.push(" AND state = ").push_bind(state.code());
        query.push(" LIMIT ").push_bind(most + 1).push(") AS one");
        Ok(query.build_query_scalar().fetch_one(&mut *self.connection).await?)
    }

    /// Along the accounts of a state in the order of their latest default; those that never
    /// defaulted come last.
    async fn by_default(&mut self, state: AccountState) -> Result<Vec<Place>, StoreError> {
        let (after, comparison, direction) = match self.search.sort {
            SortBy::LatestDefault => (" < (", " ORDER BY defaulted_on DESC, account_id DESC", "<"),
            _ => (" > (", " ORDER BY defaulted_on, account_id", ">"),
        };
        let limit = i64::from(self.search.limit) + 1;
        let mut query = self.of_state(state);
        query.push(" AND defaulted_on IS NOT NULL");
        self.narrow(&mut query, false);
        let cursor = self.search.after.as_ref().map(Place::from);
        let mut places: Vec<Place> = match &cursor {
            Some(Place { defaulted_on: None, .. }) => Vec::new(),
            cursor => {
                if let Some(Place { account_id, defaulted_on: Some(day) }) = cursor {
                    // The first column alone is what the index is entered by.
                    query.push(" AND defaulted_on ").push(direction).push("= ");
                    query.push_bind(day.clone()).push("::date");
                    query.push(" AND (defaulted_on, account_id)").push(after);
                    query
                        .push_bind(day.clone())
                        .push("::date, ")
                        .push_bind(account_id.clone())
                        .push(")");
                }
                query.push(comparison).push(" LIMIT ").push_bind(limit);
                query.build_query_as().fetch_all(&mut *self.connection).await?
            }
        };
        let narrowed = self.search.defaulted_from.or(self.search.defaulted_until).is_some();
        if !narrowed && places.len() < usize::try_from(limit)? {
            let mut query = self.of_state(state);
            query.push(" AND defaulted_on IS NULL");
            self.narrow(&mut query, false);
            if let Some(Place { account_id, defaulted_on: None }) = cursor {
                query.push(" AND account_id > ").push_bind(account_id);
            }
            query.push(" ORDER BY account_id LIMIT ").push_bind(limit);
            let rest: Vec<Place> = query.build_query_as().fetch_all(&mut *self.connection).await?;
            places.extend(rest);
        }
        Ok(places)
    }

    fn of_state(&self, state: AccountState) -> QueryBuilder<Postgres> {
        let mut query = QueryBuilder::<Postgres>::new(
            "SELECT account_id, defaulted_on::text FROM account WHERE company = ",
        );
        query.push_bind(self.company.0).push(" AND state = ").push_bind(state.code());
        query
    }

    /// Along the accounts that have a word of a name: the longest that was typed, which the fewest
    /// have; the others are looked for in the names that were found.
    async fn by_name(&mut self, wanted: &Wanted) -> Result<Vec<Place>, StoreError> {
        let longest = wanted.name_words.iter().max_by_key(|word| word.len());
        let Some(longest) = longest else { return Ok(Vec::new()) };
        let mut names = self.names(longest).await?;
        if names.len() > NAMES_MAX {
            self.too_many_names = true;
            names.truncate(NAMES_MAX);
        }
        let others: Vec<&String> =
            wanted.name_words.iter().filter(|word| *word != longest).collect();
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = QueryBuilder::<Postgres>::new("SELECT place.* FROM unnest(");
        query.push_bind(names).push(
            ") AS name (term)
              CROSS JOIN LATERAL (
                    SELECT account_id, defaulted_on::text FROM account_term
                      JOIN account ON account.company = account_term.company
                       AND account.account_id = account_term.account",
        );
        if !others.is_empty() {
            query.push(" JOIN customer ON customer.id = account.customer");
        }
        query.push(" WHERE account_term.kind = 'name' AND account_term.term = name.term");
        query.push(" AND account_term.company = ").push_bind(self.company.0);
        for word in &others {
            // Words are letters and digits: none of them means anything in a pattern.
            query.push(" AND name_key LIKE ").push_bind(format!("% {word}%"));
        }
        self.narrow(&mut query, true);
        self.follow(&mut query, "account_term.account");
        query.push(" ORDER BY account_term.account LIMIT ").push_bind(self.enough());
        query.push(") AS place");
        Ok(query.build_query_as().fetch_all(&mut *self.connection).await?)
    }

    /// The words of names that begin with that, from one to the next, so that it does not matter
    /// how many have each.
    async fn names(&mut self, prefix: &str) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar(
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
        .bind(self.company.0)
        .bind(prefix)
        .bind(format!("{prefix}{LAST}"))
        .bind(i64::try_from(NAMES_MAX)? + 1)
        .fetch_all(&mut *self.connection)
        .await?)
    }

    /// Along the numbers of phones or control units that begin with that.
    async fn by_number(&mut self, kind: &str, number: &str) -> Result<Vec<Place>, StoreError> {
        let mut query = QueryBuilder::<Postgres>::new(
            "SELECT account_id, defaulted_on::text FROM account_term
              JOIN account ON account.company = account_term.company
               AND account.account_id = account_term.account
              WHERE account_term.company = ",
        );
        query.push_bind(self.company.0).push(" AND kind = ").push_bind(kind.to_owned());
        query.push(" AND term >= ").push_bind(number.to_owned());
        query.push(" AND term < ").push_bind(format!("{number}{LAST}"));
        self.narrow(&mut query, true);
        query.push(" ORDER BY term, account_term.account LIMIT ");
        query.push_bind(i64::try_from(NUMBERS_MAX)?);
        Ok(query.build_query_as().fetch_all(&mut *self.connection).await?)
    }

    /// The filters.
    fn narrow(&self, query: &mut QueryBuilder<Postgres>, with_state: bool) {
        if let (Some(state), true) = (self.search.state, with_state) {
            query.push(" AND account.state = ").push_bind(state.code());
        }
        if let Some(centre) = self.search.centre {
            query.push(" AND account.centre = ").push_bind(centre);
        }
        if let Some(from) = self.search.defaulted_from {
            query.push(" AND account.defaulted_on >= ").push_bind(from.to_string()).push("::date");
        }
        if let Some(until) = self.search.defaulted_until {
            query.push(" AND account.defaulted_on <= ").push_bind(until.to_string()).push("::date");
        }
    }

    /// Begins a walk in account order after the cursor.
    fn follow(&self, query: &mut QueryBuilder<Postgres>, column: &str) {
        if let (Some(after), SortBy::Account) = (&self.search.after, self.search.sort) {
            query.push(" AND ").push(column).push(" > ").push_bind(after.account.to_string());
        }
    }
}

/// The accounts as they are listed, in the order in which they are asked for.
async fn lines(
    connection: &mut PgConnection,
    company: CompanyId,
    accounts: &[&str],
    today: Date,
) -> Result<Vec<AccountLine>, StoreError> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "SELECT account.account_id, customer.name AS customer, customer.phone,
                fulfilment_centre.name AS centre, account.state, account.defaulted_on::text,
                (SELECT coalesce(sum(principal_balance + fees_balance + tax_balance), 0)::bigint
                   FROM contract
                  WHERE contract.company = account.company
                    AND contract.account = account.account_id AND status = $3) AS outstanding,
                EXISTS (SELECT 1 FROM pending_action
                         WHERE pending_action.company = account.company
                           AND pending_action.account = account.account_id
                           AND type = 'repossession' AND status = 'pending')
                    AS repossession_pending
           FROM unnest($2) WITH ORDINALITY AS asked (account, place)
           JOIN account ON account.company = $1 AND account.account_id = asked.account
           JOIN customer ON customer.id = account.customer
           JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
          ORDER BY asked.place",
    )
    .bind(company.0)
    .bind(accounts)
    .bind(ContractStatus::Active.code())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|row| row.into_api(today)).collect()
}
