//! A portfolio that comes from elsewhere, as rows: what `writeoff demo` makes up.

use domain::audit::{AuditAction, AuditResult};
use domain::journal::LedgerAccount;
use domain::money::AllocationOrder;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

pub use super::portfolio_money::{
    AgeingRow, DailyRunRow, EntryRow, LedgerAccountRow, LossRow, PartRow, PaymentRow, WriteOffRow,
};
pub use super::portfolio_rows::{
    AccountRow, ActionRow, AttemptRow, ContractRow, CustomerRow, HeldRow, HoldRow, LineRow,
    MoveRow, RepossessionRow, UnitRow, ValueRow,
};
pub use super::write_off_process::{MessageOfStory, Moment, ProcessStory, Step};

use super::db::{Connection, Rows};
use super::portfolio_money::{
    AGEING, DAILY_RUNS, LOSSES, PARTS, PAYMENTS, WRITE_OFF_CONTRACTS, WRITE_OFFS, insert_entries,
};
use super::portfolio_rows::{
    ACCOUNTS, ACTIONS, ATTEMPTS, CONTRACTS, CUSTOMERS, HELD, HELD_UNTIL, HOLDS, LINES, MOVES,
    REPOSSESSIONS, UNIT_TERMS, UNITS, VALUES,
};
use super::terms::{self, name_key};
use super::{Store, StoreError, audit, changes, companies, write_off_process};
use crate::audit_chain::{Actor, Event, Events};
use crate::identity::CompanyId;

/// An operating company to be.
#[derive(Clone, Debug)]
pub struct NewCompany<'a> {
    /// Short, for people and scripts.
    pub code: &'a str,
    pub name: &'a str,
    /// ISO 4217 code.
    pub currency: &'a str,
    /// Digits of the currency's minor unit.
    pub minor_digits: u8,
    /// IANA name.
    pub time_zone: &'a str,
    /// A younger default is marked as early.
    pub early_write_off_days: u32,
    /// Consecutive days late that make a default.
    pub default_after_days: u32,
    /// In which order payments are applied to components: `fees,tax,principal` and the like.
    pub allocation_order: AllocationOrder,
    /// Whether a late payment counts from its day.
    pub late_days_forgiven: bool,
    /// The hour of its day at which the daily run is made.
    pub daily_run_hour: u8,
    /// The chart of accounts: code and name of every role.
    pub ledger_accounts: &'a [(LedgerAccount, &'a str, &'a str)],
    /// Names of its fulfilment centres.
    pub centres: &'a [&'a str],
    /// Names of its products.
    pub products: &'a [&'a str],
}

/// A company with the numbers of what it has.
#[derive(Clone, Debug)]
pub struct CompanyKeys {
    /// The centres', in the order in which they were given, each with that of its location.
    pub centres: Vec<(i64, i64)>,
    /// The products', in the order in which they were given.
    pub products: Vec<i64>,
    /// Where stock comes from.
    pub supplier: i64,
    /// Where stock is that customers hold.
    pub customer: i64,
    /// Where stock is that is lost.
    pub lost: i64,
    /// The highest numbers so far: new rows follow on them.
    pub last: LastKeys,
}

/// The highest numbers that are taken.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct LastKeys {
    pub customer: i64,
    pub contract: i64,
    /// Of pending actions.
    pub action: i64,
    pub repossession: i64,
    pub payment: i64,
    /// Of write-off processes.
    pub process: i64,
}

/// A part of a company's portfolio, small enough to be written at once.
#[derive(Clone, Debug, Default)]
pub struct Portfolio {
    pub customers: Vec<CustomerRow>,
    pub accounts: Vec<AccountRow>,
    pub contracts: Vec<ContractRow>,
    /// Products held.
    pub held: Vec<HeldRow>,
    /// Stock moves.
    pub moves: Vec<MoveRow>,
    /// Pending actions, done ones too.
    pub actions: Vec<ActionRow>,
    /// Failed attempts.
    pub attempts: Vec<AttemptRow>,
    pub repossessions: Vec<RepossessionRow>,
    pub lines: Vec<LineRow>,
    /// Control units that were handed over.
    pub control_units: Vec<UnitRow>,
    pub payments: Vec<PaymentRow>,
    /// What payments went to.
    pub parts: Vec<PartRow>,
    /// Accounts for which no process is opened before a day.
    pub holds: Vec<HoldRow>,
    /// Write-off processes.
    pub processes: Vec<ProcessStory>,
    /// Repossessions that are write-offs.
    pub write_offs: Vec<WriteOffRow>,
    /// What was given up of contracts.
    pub losses: Vec<LossRow>,
    /// Entries of the journal, in the order of their numbers.
    pub entries: Vec<EntryRow>,
    /// How the portfolio stood on days of before.
    pub ageing: Vec<AgeingRow>,
    /// Daily runs of before.
    pub daily_runs: Vec<DailyRunRow>,
    /// What products are worth as they come back.
    pub values: Vec<ValueRow>,
}

impl NewCompany<'_> {
    /// What the audit log says of it.
    pub(super) fn added(&self, by: Actor, now: Timestamp) -> Result<Events, StoreError> {
        let detail = json!({
            "code": self.code,
            "name": self.name,
            "currency": self.currency,
            "time_zone": self.time_zone,
            "early_write_off_days": self.early_write_off_days,
            "default_after_days": self.default_after_days,
        });
        let event = Event::new(AuditAction::CompanyAdded, AuditResult::Done, &detail)?;
        Ok(Events { at: now, by, events: vec![event] })
    }
}

impl Portfolio {
    /// What the audit log says of taking it in: the command line did it. Repossessions that were
    /// taken in have no rows of their own, so their number matters to whoever checks the log.
    fn taken_in(&self, now: Timestamp) -> Result<Events, StoreError> {
        let detail = json!({
            "accounts": self.accounts.len(),
            "contracts": self.contracts.len(),
            "failed_attempts": self.attempts.len(),
            "repossessions": self.repossessions.len(),
            "write_off_processes": self.processes.len(),
            "write_offs": self.write_offs.len(),
            "payments": self.payments.len(),
            "journal_entries": self.entries.len(),
            "stock_moves": self.moves.len(),
        });
        let event = Event::new(AuditAction::PortfolioAdded, AuditResult::Done, &detail)?;
        Ok(Events { at: now, by: Actor::default(), events: vec![event] })
    }
}

impl Store {
    /// Whether nobody works here yet: there is no operating company.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let mut connection = self.db.connection().await?;
        let companies: i64 =
            connection.query("SELECT count(*) FROM operating_company").fetch_value().await?;
        Ok(companies == 0)
    }

    /// Adds a company with its centres, products and locations; says its number.
    pub async fn add_company(
        &self,
        new: &NewCompany<'_>,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let mut write = self.db.begin_write().await?;
        let company = companies::insert(&mut write, new).await?;
        audit::append(&mut write, company, new.added(Actor::default(), now)?).await?;
        write.commit().await?;
        Ok(company)
    }

    /// The numbers of what a company has.
    pub async fn company_keys(&self, company: i64) -> Result<CompanyKeys, StoreError> {
        let mut read = self.db.begin_read().await?;
        let locations: Vec<LocationRow> = read
            .query("SELECT id, kind, centre FROM location WHERE company = $1 ORDER BY centre, id")
            .bind(company)
            .fetch_all()
            .await?;
        let of_kind = |kind| {
            let found = locations.iter().find(|location| location.kind == kind);
            found
                .map(|location| location.id)
                .ok_or_else(|| StoreError::Unreadable(format!("no location of kind `{kind}`")))
        };
        let (supplier, customer, lost) =
            (of_kind("supplier")?, of_kind("customer")?, of_kind("lost")?);
        let centres =
            locations.iter().filter_map(|location| Some((location.centre?, location.id))).collect();
        let products = read
            .query("SELECT id FROM product WHERE company = $1 ORDER BY id")
            .bind(company)
            .fetch_scalars()
            .await?;
        let highest: LastKeys = read
            .query(
                "SELECT (SELECT coalesce(max(id), 0) FROM customer) AS customer,
                        (SELECT coalesce(max(id), 0) FROM contract) AS contract,
                        (SELECT coalesce(max(id), 0) FROM pending_action) AS action,
                        (SELECT coalesce(max(id), 0) FROM repossession) AS repossession,
                        (SELECT coalesce(max(id), 0) FROM payment) AS payment,
                        (SELECT coalesce(max(id), 0) FROM write_off_process) AS process",
            )
            .fetch_one()
            .await?;
        Ok(CompanyKeys { centres, products, supplier, customer, lost, last: highest })
    }

    /// Adds a part of a company's portfolio.
    pub async fn add_portfolio(
        &self,
        company: i64,
        part: &Portfolio,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        let to = &mut write;
        let customers: Vec<FoundCustomer<'_>> = part
            .customers
            .iter()
            .map(|row| FoundCustomer { row, name_key: name_key(&row.name) })
            .collect();
        insert(to, company, CUSTOMERS, &customers).await?;
        insert(to, company, ACCOUNTS, &part.accounts).await?;
        insert(to, company, CONTRACTS, &part.contracts).await?;
        insert(to, company, HELD, &part.held).await?;
        insert(to, company, ACTIONS, &part.actions).await?;
        insert(to, company, ATTEMPTS, &part.attempts).await?;
        insert(to, company, REPOSSESSIONS, &part.repossessions).await?;
        insert(to, company, LINES, &part.lines).await?;
        insert(to, company, MOVES, &part.moves).await?;
        insert(to, company, UNITS, &part.control_units).await?;
        insert(to, company, UNIT_TERMS, &part.control_units).await?;
        insert(to, company, HOLDS, &part.holds).await?;
        insert(to, company, HELD_UNTIL, &part.holds).await?;
        write_off_process::tell(to, CompanyId(company), &part.processes).await?;
        insert(to, company, WRITE_OFFS, &part.write_offs).await?;
        insert(to, company, WRITE_OFF_CONTRACTS, &part.losses).await?;
        insert(to, company, LOSSES, &part.losses).await?;
        insert(to, company, PAYMENTS, &part.payments).await?;
        insert(to, company, PARTS, &part.parts).await?;
        insert_entries(to, company, &part.entries).await?;
        insert(to, company, AGEING, &part.ageing).await?;
        insert(to, company, DAILY_RUNS, &part.daily_runs).await?;
        insert(to, company, VALUES, &part.values).await?;
        let accounts: Vec<&str> = part.accounts.iter().map(|row| row.account_id.as_str()).collect();
        terms::make_for(to, CompanyId(company), &accounts).await?;
        changes::note(to, CompanyId(company), accounts).await?;
        to.sequences_follow_on().await?;
        audit::append(to, company, part.taken_in(now)?).await?;
        write.commit().await?;
        self.db.committed();
        Ok(())
    }

    /// Adds stock moves and counts everything at centres and lost by the moves. What has moved
    /// before must not have been counted yet.
    pub async fn count_stock(
        &self,
        company: i64,
        last: &Portfolio,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        insert(&mut write, company, MOVES, &last.moves).await?;
        write
            .query(
                "INSERT INTO stock (location, product, quantity)
                 SELECT location.id, moved.product, CAST(sum(moved.quantity) AS bigint)
                   FROM (SELECT to_location AS location, product, quantity
                           FROM stock_move WHERE company = $1
                         UNION ALL
                         SELECT from_location, product, -quantity
                           FROM stock_move WHERE company = $1) AS moved
                   JOIN location ON location.id = moved.location
                    AND location.kind IN ('fulfilment_centre', 'lost')
                  GROUP BY location.id, moved.product",
            )
            .bind(company)
            .execute()
            .await?;
        audit::append(&mut write, company, last.taken_in(now)?).await?;
        write.commit().await?;
        self.db.gather_statistics().await
    }
}

#[derive(sqlx::FromRow)]
struct LocationRow {
    id: i64,
    kind: String,
    centre: Option<i64>,
}

#[derive(Serialize)]
struct FoundCustomer<'a> {
    #[serde(flatten)]
    row: &'a CustomerRow,
    name_key: String,
}

/// Inserts rows of a company: `$1` is the company, `$2` the rows.
pub(super) async fn insert<T: Serialize>(
    connection: &mut Connection,
    company: i64,
    statement: &'static str,
    rows: &[T],
) -> Result<(), StoreError> {
    connection.query(statement).bind(company).bind(&Rows::new(rows)?).execute().await?;
    Ok(())
}
