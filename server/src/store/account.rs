//! An account's page: everything about one account, from one moment.

use std::collections::BTreeMap;

use domain::account::{ContractId, ContractStatus, ProductId};
use domain::account_history::history;
use domain::actions::{ActionStatus, ActionType};
use domain::api::{AccountReply, ActionRecord, Centre, ContractProduct, ContractRecord, Customer};
use domain::bulk_write_off::days_between;
use domain::money::{Balance, Money};
use domain::{AccountId, Date};

use super::db::{Connection, Day, Instant};
use super::{Store, StoreError, facts, payments, records, stored};
use crate::identity::CompanyId;

/// How many payments are shown, the latest: three months of daily ones.
const PAYMENTS_MAX: u32 = 100;

/// How many attempts are shown, the latest: nobody makes more.
const ATTEMPTS_MAX: i64 = 100;

/// How many other accounts of a customer are named.
const OTHERS_MAX: i64 = 50;

impl Store {
    /// Everything about an account; none where the company has no such account.
    pub async fn account(
        &self,
        company: CompanyId,
        account: &AccountId,
        today: Date,
    ) -> Result<Option<AccountReply>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let found = facts::load(&mut read, company, std::slice::from_ref(account)).await?;
        let Some(facts) = found.into_iter().next().map(|stored| stored.facts) else {
            return Ok(None);
        };
        let mut page = Page { connection: &mut read, company, account };
        let row = page.account().await?;
        let losses = page.losses().await?;
        let mut reply = AccountReply {
            today,
            account: account.clone(),
            state: facts.standing.state,
            paid_until: row.paid_until.map(|day| day.0),
            credit: Money::from_minor(row.credit),
            deposit: Money::from_minor(row.deposit),
            lost: losses.lost(),
            recovered: losses.recovered(),
            days_since_default: facts.standing.defaulted_on.map(|day| days_between(day, today)),
            other_accounts: page.other_accounts(row.customer_id).await?,
            customer: Customer { name: row.customer, class: row.class, phone: row.phone },
            centre: Centre { id: row.centre_id, name: row.centre },
            channels: payments::channels(page.connection, company).await?,
            balance: facts.standing.balance(),
            contracts: page.contracts().await?,
            payments: payments::of_account(page.connection, company, account, PAYMENTS_MAX).await?,
            payments_in_all: page.payments_in_all().await?,
            actions: page.actions().await?,
            failed_attempts_since_default: facts.failed_attempts,
            attempts: records::attempts(page.connection, company, account, None, ATTEMPTS_MAX)
                .await?,
            repossessions: records::repossessions(page.connection, company, account).await?,
            history: Vec::new(),
            standing: facts.standing,
        };
        reply.history = history(&reply);
        Ok(Some(reply))
    }
}

/// The statements of an account's page, within one read.
struct Page<'a> {
    connection: &'a mut Connection,
    company: CompanyId,
    account: &'a AccountId,
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    paid_until: Option<Day>,
    credit: i64,
    deposit: i64,
    customer_id: i64,
    customer: String,
    class: String,
    phone: String,
    centre_id: i64,
    centre: String,
}

#[derive(sqlx::FromRow)]
struct LossesRow {
    principal: i64,
    fees: i64,
    tax: i64,
    recovered_principal: i64,
    recovered_fees: i64,
    recovered_tax: i64,
}

impl LossesRow {
    const fn lost(&self) -> Balance {
        stored::balance(self.principal, self.fees, self.tax)
    }

    const fn recovered(&self) -> Balance {
        stored::balance(self.recovered_principal, self.recovered_fees, self.recovered_tax)
    }
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    id: i64,
    status: String,
    write_off_debt_class: String,
    signed_on: Day,
    price: i64,
    daily_rate: i64,
    paid: i64,
    principal_balance: i64,
    fees_balance: i64,
    tax_balance: i64,
}

/// Where a product is that came to the customer: still there, back, or lost.
#[derive(sqlx::FromRow)]
struct MovedRow {
    contract: i64,
    product: i64,
    name: String,
    held: i64,
    returned: i64,
    lost: i64,
}

#[derive(sqlx::FromRow)]
struct UnitRow {
    contract: i64,
    cu_number: String,
}

#[derive(sqlx::FromRow)]
struct ActionRow {
    id: i64,
    r#type: String,
    status: String,
    defaulted_on: Day,
    created_at: Instant,
    done_at: Option<Instant>,
    task: Option<String>,
    process: Option<i64>,
}

impl Page<'_> {
    async fn account(&mut self) -> Result<AccountRow, StoreError> {
        self.connection
            .query(
                "SELECT account.paid_until, account.credit, account.deposit,
                        customer.id AS customer_id, customer.name AS customer,
                        customer.class, customer.phone, fulfilment_centre.id AS centre_id,
                        fulfilment_centre.name AS centre
                   FROM account
                   JOIN customer ON customer.id = account.customer
                   JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
                  WHERE account.company = $1 AND account.account_id = $2",
            )
            .bind(self.company)
            .bind(self.account.as_str())
            .fetch_one()
            .await
    }

    /// What was given up of the account's contracts, and what was recovered of it.
    async fn losses(&mut self) -> Result<LossesRow, StoreError> {
        self.connection
            .query(
                "SELECT CAST(coalesce(sum(principal), 0) AS bigint) AS principal,
                        CAST(coalesce(sum(fees), 0) AS bigint) AS fees,
                        CAST(coalesce(sum(tax), 0) AS bigint) AS tax,
                        CAST(coalesce(sum(recovered_principal), 0) AS bigint) AS recovered_principal,
                        CAST(coalesce(sum(recovered_fees), 0) AS bigint) AS recovered_fees,
                        CAST(coalesce(sum(recovered_tax), 0) AS bigint) AS recovered_tax
                   FROM contract
                   JOIN contract_loss ON contract_loss.contract = contract.id
                  WHERE contract.company = $1 AND contract.account = $2",
            )
            .bind(self.company)
            .bind(self.account.as_str())
            .fetch_one()
            .await
    }

    /// The customer's other accounts.
    async fn other_accounts(&mut self, customer: i64) -> Result<Vec<AccountId>, StoreError> {
        let others: Vec<String> = self
            .connection
            .query(
                "SELECT account_id FROM account
                  WHERE customer = $1 AND company = $2 AND account_id <> $3
                  ORDER BY account_id LIMIT $4",
            )
            .bind(customer)
            .bind(self.company)
            .bind(self.account.as_str())
            .bind(OTHERS_MAX)
            .fetch_scalars()
            .await?;
        others.iter().map(|other| stored::account(other)).collect()
    }

    /// The contracts with their products and control units.
    async fn contracts(&mut self) -> Result<Vec<ContractRecord>, StoreError> {
        let rows: Vec<ContractRow> = self
            .connection
            .query(
                "SELECT id, status, write_off_debt_class, signed_on, price, daily_rate, paid,
                        principal_balance, fees_balance, tax_balance
                   FROM contract WHERE company = $1 AND account = $2 ORDER BY id",
            )
            .bind(self.company)
            .bind(self.account.as_str())
            .fetch_all()
            .await?;
        let mut contracts = rows
            .into_iter()
            .map(|row| Ok((row.id, row.into_api()?)))
            .collect::<Result<BTreeMap<_, _>, StoreError>>()?;
        for row in self.moved().await? {
            if let Some(contract) = contracts.get_mut(&row.contract) {
                contract.products.push(row.into_api()?);
            }
        }
        for row in self.units().await? {
            if let Some(contract) = contracts.get_mut(&row.contract) {
                contract.cu_numbers.push(row.cu_number);
            }
        }
        Ok(contracts.into_values().collect())
    }

    async fn moved(&mut self) -> Result<Vec<MovedRow>, StoreError> {
        self.connection
            .query(
                "SELECT moved.contract, moved.product, product.name,
                        CAST(sum(moved.held) AS bigint) AS held,
                        CAST(sum(moved.returned) AS bigint) AS returned,
                        CAST(sum(moved.lost) AS bigint) AS lost
                   FROM (SELECT contract.id AS contract, product, quantity AS held, 0 AS returned,
                                0 AS lost
                           FROM contract
                           JOIN held_product ON held_product.contract = contract.id
                          WHERE contract.company = $1 AND contract.account = $2
                         UNION ALL
                         SELECT line.contract, line.product, 0, line.returned,
                                line.held - line.returned
                           FROM repossession
                           JOIN repossession_line AS line ON line.repossession = repossession.id
                          WHERE repossession.company = $1 AND repossession.account = $2) AS moved
                   JOIN product ON product.id = moved.product
                  GROUP BY moved.contract, moved.product, product.name
                  ORDER BY moved.contract, moved.product",
            )
            .bind(self.company)
            .bind(self.account.as_str())
            .fetch_all()
            .await
    }

    async fn units(&mut self) -> Result<Vec<UnitRow>, StoreError> {
        self.connection
            .query(
                "SELECT control_unit.contract, control_unit.cu_number
                   FROM contract
                   JOIN control_unit ON control_unit.contract = contract.id
                  WHERE contract.company = $1 AND contract.account = $2
                  ORDER BY control_unit.contract, control_unit.cu_number",
            )
            .bind(self.company)
            .bind(self.account.as_str())
            .fetch_all()
            .await
    }

    async fn payments_in_all(&mut self) -> Result<u32, StoreError> {
        let count: i64 = self
            .connection
            .query(
                "SELECT count(*) FROM payment WHERE company = $1 AND account = $2
                        AND reverses IS NULL",
            )
            .bind(self.company)
            .bind(self.account.as_str())
            .fetch_value()
            .await?;
        Ok(count.try_into()?)
    }

    async fn actions(&mut self) -> Result<Vec<ActionRecord>, StoreError> {
        let rows: Vec<ActionRow> = self
            .connection
            .query(
                "SELECT id, type, status, defaulted_on, created_at, done_at, text AS task, process
                   FROM pending_action
                   LEFT JOIN process_task ON process_task.action = pending_action.id
                  WHERE company = $1 AND account = $2 ORDER BY id DESC",
            )
            .bind(self.company)
            .bind(self.account.as_str())
            .fetch_all()
            .await?;
        rows.into_iter().map(ActionRow::into_api).collect()
    }
}

impl ContractRow {
    fn into_api(self) -> Result<ContractRecord, StoreError> {
        Ok(ContractRecord {
            id: ContractId(self.id),
            status: ContractStatus::from_code(&self.status)
                .ok_or_else(|| stored::unreadable("contract status", &self.status))?,
            write_off_debt_class: self.write_off_debt_class,
            signed_on: self.signed_on.0,
            price: Money::from_minor(self.price),
            daily_rate: Money::from_minor(self.daily_rate),
            paid: Money::from_minor(self.paid),
            balance: Balance {
                principal: Money::from_minor(self.principal_balance),
                fees: Money::from_minor(self.fees_balance),
                tax: Money::from_minor(self.tax_balance),
            },
            cu_numbers: Vec::new(),
            products: Vec::new(),
        })
    }
}

impl MovedRow {
    fn into_api(self) -> Result<ContractProduct, StoreError> {
        Ok(ContractProduct {
            product: ProductId(self.product),
            name: self.name,
            delivered: (self.held + self.returned + self.lost).try_into()?,
            held: self.held.try_into()?,
            returned: self.returned.try_into()?,
            lost: self.lost.try_into()?,
        })
    }
}

impl ActionRow {
    fn into_api(self) -> Result<ActionRecord, StoreError> {
        Ok(ActionRecord {
            number: self.id,
            kind: ActionType::from_code(&self.r#type)
                .ok_or_else(|| stored::unreadable("action type", &self.r#type))?,
            status: ActionStatus::from_code(&self.status)
                .ok_or_else(|| stored::unreadable("action status", &self.status))?,
            task: self.task,
            process: self.process,
            defaulted_on: self.defaulted_on.0,
            created_at: self.created_at.to_string(),
            done_at: self.done_at.map(|at| at.to_string()),
        })
    }
}
