//! Looking for accounts. Each way in which an account may answer is a walk along an index that
//! ends as soon as the page is full; what the walks found is put into one order.

mod by_state;

use async_trait::async_trait;
use domain::account::ContractStatus;
use domain::accounts::{SortBy, Wanted};
use domain::api::{AccountLine, AccountReply, AccountsReply, Centre, StaffReply};
use domain::staff::{StaffId, StaffMember, may_complete};
use domain::{AccountId, Date};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::{SqliteStore, account};
use crate::store::StoreError;
use crate::store::accounts::{
    Accounts, LAST, LineRow, NAMES_MAX, NUMBERS_MAX, Place, SORTED_MAX, Search, merge, page,
};
use crate::store::people::CompanyId;
use crate::store::rows::Rows;
use crate::store::stored;

#[async_trait]
impl Accounts for SqliteStore {
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
        account::load(&self.readers, company, account, today).await
    }

    async fn centres(&self, company: CompanyId) -> Result<Vec<Centre>, StoreError> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT id, name FROM fulfilment_centre WHERE company = ?1 ORDER BY name",
        )
        .bind(company.0)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|(id, name)| Centre { id, name }).collect())
    }

    async fn staff(&self, company: CompanyId) -> Result<StaffReply, StoreError> {
        let mut reader = self.readers.acquire().await?;
        let mut staff = staff(&mut reader, company).await?;
        staff.retain(|person| may_complete(person.role, false));
        Ok(StaffReply { staff })
    }
}

/// The company's people who may sign in, by name.
pub(super) async fn staff(
    connection: &mut SqliteConnection,
    company: CompanyId,
) -> Result<Vec<StaffMember>, StoreError> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT id, name, role FROM app_user
          WHERE company = ?1 AND disabled_at IS NULL ORDER BY name, id",
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
    connection: &'a mut SqliteConnection,
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

    /// What a walk finds, in any order.
    async fn places(&mut self, mut walk: QueryBuilder<Sqlite>) -> Result<Vec<Place>, StoreError> {
        walk.push(")");
        let found: Rows = walk.build_query_scalar().fetch_one(&mut *self.connection).await?;
        found.read()
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
        let mut query = walk("SELECT account_id, defaulted_on FROM account WHERE company = ");
        query.push_bind(self.company.0);
        if !prefix.is_empty() {
            query.push(" AND account_id >= ").push_bind(prefix.to_owned());
            query.push(" AND account_id < ").push_bind(format!("{prefix}{LAST}"));
        }
        self.narrow(&mut query, true);
        self.follow(&mut query, "account_id");
        query.push(" ORDER BY account_id LIMIT ").push_bind(self.enough());
        self.places(query).await
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
        let mut query = walk("");
        for (index, name) in names.into_iter().enumerate() {
            query.push(if index == 0 { "" } else { " UNION ALL " });
            query.push(
                "SELECT * FROM (SELECT account_id, defaulted_on FROM account_term
                  CROSS JOIN account ON account.company = account_term.company
                   AND account.account_id = account_term.account",
            );
            if !others.is_empty() {
                query.push(" CROSS JOIN customer ON customer.id = account.customer");
            }
            query.push(" WHERE account_term.kind = 'name' AND account_term.company = ");
            query.push_bind(self.company.0).push(" AND term = ").push_bind(name);
            for word in &others {
                // Words are letters and digits: none of them means anything in a pattern.
                query.push(" AND name_key LIKE ").push_bind(format!("% {word}%"));
            }
            self.narrow(&mut query, true);
            self.follow(&mut query, "account_term.account");
            query.push(" ORDER BY account_term.account LIMIT ").push_bind(self.enough()).push(")");
        }
        self.places(query).await
    }

    /// The words of names that begin with that, from one to the next, so that it does not matter
    /// how many have each.
    async fn names(&mut self, prefix: &str) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar(
            "WITH RECURSIVE name (term) AS (
                 SELECT (SELECT min(term) FROM account_term
                          WHERE company = ?1 AND kind = 'name' AND term >= ?2 AND term < ?3)
                 UNION ALL
                 SELECT (SELECT min(next.term) FROM account_term AS next
                          WHERE next.company = ?1 AND next.kind = 'name'
                            AND next.term > name.term AND next.term < ?3)
                   FROM name WHERE name.term IS NOT NULL)
             SELECT term FROM name WHERE term IS NOT NULL LIMIT ?4",
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
        let mut query = walk(
            "SELECT account_id, defaulted_on FROM account_term
              CROSS JOIN account ON account.company = account_term.company
               AND account.account_id = account_term.account
              WHERE account_term.company = ",
        );
        query.push_bind(self.company.0).push(" AND kind = ").push_bind(kind.to_owned());
        query.push(" AND term >= ").push_bind(number.to_owned());
        query.push(" AND term < ").push_bind(format!("{number}{LAST}"));
        self.narrow(&mut query, true);
        query.push(" ORDER BY term, account_term.account LIMIT ");
        query.push_bind(i64::try_from(NUMBERS_MAX)?);
        self.places(query).await
    }

    /// The filters. The signs keep the walk on the index that it is on.
    fn narrow(&self, query: &mut QueryBuilder<Sqlite>, with_state: bool) {
        if let (Some(state), true) = (self.search.state, with_state) {
            query.push(" AND +account.state = ").push_bind(state.code());
        }
        self.narrow_centre(query);
        self.narrow_days(query, "account.defaulted_on");
    }

    fn narrow_centre(&self, query: &mut QueryBuilder<Sqlite>) {
        if let Some(centre) = self.search.centre {
            query.push(" AND +account.centre = ").push_bind(centre);
        }
    }

    /// The days of the latest default, in that column.
    fn narrow_days(&self, query: &mut QueryBuilder<Sqlite>, column: &str) {
        if let Some(from) = self.search.defaulted_from {
            query.push(" AND ").push(column).push(" >= ").push_bind(from.to_string());
        }
        if let Some(until) = self.search.defaulted_until {
            query.push(" AND ").push(column).push(" <= ").push_bind(until.to_string());
        }
    }

    /// Begins a walk in account order after the cursor.
    fn follow(&self, query: &mut QueryBuilder<Sqlite>, column: &str) {
        if let (Some(after), SortBy::Account) = (&self.search.after, self.search.sort) {
            query.push(" AND ").push(column).push(" > ").push_bind(after.account.to_string());
        }
    }
}

/// Begins a walk with a query of places, which [`Walks::places`] ends.
fn walk(query: &str) -> QueryBuilder<Sqlite> {
    let mut walk =
        QueryBuilder::new("SELECT json_group_array(json_array(account_id, defaulted_on)) FROM (");
    walk.push(query);
    walk
}

/// The accounts as they are listed, in the order in which they are asked for.
async fn lines(
    connection: &mut SqliteConnection,
    company: CompanyId,
    accounts: &[&str],
    today: Date,
) -> Result<Vec<AccountLine>, StoreError> {
    let rows: Rows = sqlx::query_scalar(
        "SELECT json_group_array(json_array(
                account.account_id, customer.name, customer.phone, fulfilment_centre.name,
                account.state, account.defaulted_on,
                (SELECT coalesce(sum(principal_balance + fees_balance + tax_balance), 0)
                   FROM contract
                  WHERE contract.company = account.company
                    AND contract.account = account.account_id AND status = ?3),
                json(iif(EXISTS (SELECT 1 FROM pending_action
                         WHERE pending_action.company = account.company
                           AND pending_action.account = account.account_id
                           AND type = 'repossession' AND status = 'pending'),
                     'true', 'false'))) ORDER BY asked.key)
           FROM json_each(?2) AS asked
          CROSS JOIN account ON account.company = ?1 AND account.account_id = asked.value
           JOIN customer ON customer.id = account.customer
           JOIN fulfilment_centre ON fulfilment_centre.id = account.centre",
    )
    .bind(company.0)
    .bind(serde_json::to_string(accounts)?)
    .bind(ContractStatus::Active.code())
    .fetch_one(connection)
    .await?;
    rows.read_as(|row: LineRow| row.into_api(today))
}
