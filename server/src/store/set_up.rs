//! Setting up an empty database, and how far that has come.

use domain::api::FirstSteps;
use domain::money::AllocationOrder;
use domain::role::Role;
use domain::set_up::NewCompany;
use jiff::Timestamp;
use uuid::Uuid;

use super::db::{Connection, Instant};
use super::links::{self, NewLink};
use super::people::NewUser;
use super::sessions::{self, NewSession, TokenHash};
use super::write_off_process::{Changed, replace_settings};
use super::{Store, StoreError, audit, companies, people, portfolio};
use crate::audit_chain::{Actor, Events};
use crate::clock::date_in;
use crate::identity::{CompanyId, Person};

/// The hour of its day at which a company's daily run is made, where nobody says otherwise.
const DAILY_RUN_HOUR: u8 = 2;

/// The first Admin of a company.
#[derive(Clone, Debug)]
pub struct FirstAdmin {
    /// What the person is known by.
    pub id: Uuid,
    pub password_hash: String,
    /// The session that begins with it. The user in it does not count.
    pub session: NewSession,
}

/// What becomes of links that were made before and work still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OlderLinks {
    /// Several servers may begin on one database, each with a link of its own.
    Work,
    StopWorking,
}

/// The result of adding a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddCompanyResult {
    Added,
    /// Another company has the name or the code.
    Taken,
}

impl Store {
    /// Makes a link that sets an empty database up. Says whether the database is empty: otherwise there is no link.
    pub async fn make_set_up_link(
        &self,
        link: &NewLink,
        older: OlderLinks,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut write = self.db.begin_write().await?;
        lock(&mut write).await?;
        write
            .query(
                "DELETE FROM one_time_link WHERE purpose = 'set_up' AND (expires_at <= $1 OR $2)",
            )
            .bind(Instant(now))
            .bind(older == OlderLinks::StopWorking)
            .execute()
            .await?;
        let made = write
            .query(
                "INSERT INTO one_time_link (token_sha256, purpose, app_user, created_at, expires_at)
                 SELECT $1, 'set_up', NULL, $2, $3
                  WHERE NOT EXISTS (SELECT 1 FROM operating_company)",
            )
            .bind(link.token.as_slice())
            .bind(Instant(now))
            .bind(Instant(link.expires_at))
            .execute()
            .await?;
        write.commit().await?;
        Ok(made == 1)
    }

    /// Makes the first company with its Admin, who is signed in then. None where the link does not work.
    pub async fn set_up(
        &self,
        link: &TokenHash,
        new: &NewCompany,
        admin: FirstAdmin,
    ) -> Result<Option<Person>, StoreError> {
        let FirstAdmin { id, password_hash, session } = admin;
        let now = session.now;
        let mut write = self.db.begin_write().await?;
        lock(&mut write).await?;
        let found = links::find(&mut write, link, now).await?;
        if found.is_none_or(|found| found.person.is_some()) {
            return Ok(None);
        }
        write.query("DELETE FROM one_time_link WHERE purpose = 'set_up'").execute().await?;
        let by = Actor { origin: session.origin.clone(), ..Actor::default() };
        let company = add(&mut write, new, by.clone(), now).await?;
        let user = NewUser {
            user_name: new.user_name.clone(),
            name: new.admin.clone(),
            role: Role::Admin,
            password_hash,
        };
        let added = people::insert_user(&mut write, company, id, &user, now).await?;
        let Some(added) = added else { return Ok(None) };
        let events = Events { by, ..user.added(added, now)? };
        audit::append(&mut write, company.0, events).await?;
        let session = NewSession { user: added, ..session };
        let opened = sessions::open(&mut write, &session).await?;
        write.commit().await?;
        Ok(opened)
    }

    /// Adds a company: the command line does it. It has no people yet.
    pub async fn add_new_company(
        &self,
        new: &NewCompany,
        now: Timestamp,
    ) -> Result<AddCompanyResult, StoreError> {
        let mut write = self.db.begin_write().await?;
        lock(&mut write).await?;
        let taken: i64 = write
            .query("SELECT count(*) FROM operating_company WHERE code = $1 OR name = $2")
            .bind(new.code.as_str())
            .bind(new.name.as_str())
            .fetch_value()
            .await?;
        if taken > 0 {
            return Ok(AddCompanyResult::Taken);
        }
        write.query("DELETE FROM one_time_link WHERE purpose = 'set_up'").execute().await?;
        add(&mut write, new, Actor::default(), now).await?;
        write.commit().await?;
        Ok(AddCompanyResult::Added)
    }

    /// How far setting up has come.
    pub async fn first_steps(&self, company: CompanyId) -> Result<FirstSteps, StoreError> {
        #[derive(sqlx::FromRow)]
        struct Row {
            centres: i64,
            products: i64,
            people: i64,
            accounts: bool,
        }
        let row: Row = self
            .db
            .connection()
            .await?
            .query(
                "SELECT (SELECT count(*) FROM fulfilment_centre WHERE company = $1) AS centres,
                        (SELECT count(*) FROM product WHERE company = $1) AS products,
                        (SELECT count(*) FROM app_user
                          WHERE company = $1 AND role <> 'integration') AS people,
                        EXISTS (SELECT 1 FROM account WHERE company = $1) AS accounts",
            )
            .bind(company)
            .fetch_one()
            .await?;
        Ok(FirstSteps {
            centres: row.centres.try_into()?,
            products: row.products.try_into()?,
            people: row.people.try_into()?,
            accounts: row.accounts,
        })
    }
}

/// Companies are added one after the other.
async fn lock(connection: &mut Connection) -> Result<(), StoreError> {
    connection.lock_name("companies", "").await
}

/// Adds a company with what it begins with.
async fn add(
    connection: &mut Connection,
    new: &NewCompany,
    by: Actor,
    now: Timestamp,
) -> Result<CompanyId, StoreError> {
    let chart = new.chart();
    let row = portfolio::NewCompany {
        code: &new.code,
        name: &new.name,
        currency: &new.currency.code,
        minor_digits: new.currency.minor_digits,
        time_zone: &new.time_zone,
        early_write_off_days: new.early_write_off_days,
        default_after_days: new.default_after_days,
        allocation_order: AllocationOrder::default(),
        late_days_forgiven: false,
        daily_run_hour: DAILY_RUN_HOUR,
        ledger_accounts: &chart,
        centres: &[],
        products: &[],
    };
    let company = companies::insert(connection, &row).await?;
    let zone = jiff::tz::TimeZone::get(&new.time_zone)?;
    let changed = Changed {
        company: CompanyId(company),
        today: date_in(&zone, now),
        now: Instant(now),
        by: None,
    };
    replace_settings(connection, changed, 0, &new.write_off_settings()).await?;
    audit::append(connection, company, row.added(by, now)?).await?;
    Ok(CompanyId(company))
}
