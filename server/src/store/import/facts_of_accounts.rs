//! Everything of accounts on which the rows of an import depend, and what else they name by number.

use std::collections::BTreeMap;

use domain::account::ContractStatus;
use domain::import::facts::{
    AccountFact, AsTold, ContractFact, CustomerDetails, CustomerFact, EndedHere, HeldFact,
    PaymentFact, UnitFact,
};
use domain::import::{Facts, Keys};
use domain::money::Money;
use domain::payments::{Channel, LossKind, PaymentId};
use domain::repossession::CuNumber;

use super::facts::chunks;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Rows};
use crate::store::{StoreError, stored};

/// Adds what the company has under these accounts, and of what is named itself: accounts, customers and
/// payments. A row that names a contract alone depends on nothing of its account.
pub(super) async fn load(
    connection: &mut Connection,
    company: CompanyId,
    keys: &Keys,
    accounts: &[&str],
    facts: &mut Facts,
) -> Result<(), StoreError> {
    for asked in chunks(accounts) {
        let asked = asked?;
        facts.contracts.extend(load_contracts(connection, company, &asked).await?);
        facts.units.extend(load_units(connection, company, &asked).await?);
        facts.held.extend(load_held(connection, company, &asked).await?);
    }
    for asked in chunks(&keys.accounts) {
        facts.accounts.extend(load_accounts(connection, company, &asked?).await?);
    }
    for asked in chunks(&keys.customer_numbers) {
        facts.customers.extend(load_customers(connection, company, &asked?).await?);
    }
    for asked in chunks(&keys.payments) {
        facts.payments.extend(load_payments(connection, company, &asked?).await?);
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct CustomerRow {
    customer_number: Option<String>,
    name: String,
    class: String,
    phone: String,
    mail: String,
}

impl CustomerRow {
    fn into_domain(self) -> CustomerDetails {
        CustomerDetails {
            number: self.customer_number,
            name: self.name,
            class: self.class,
            phone: self.phone,
            mail: self.mail,
        }
    }
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    account_id: String,
    #[sqlx(flatten)]
    customer: CustomerRow,
    centre: String,
    state: String,
    paid_until: Option<Day>,
    paid_until_told: Option<Day>,
    defaulted_on: Option<Day>,
    repossession_pending: bool,
    has_payments: bool,
}

async fn load_accounts(
    connection: &mut Connection,
    company: CompanyId,
    asked: &Rows,
) -> Result<Vec<AccountFact>, StoreError> {
    let rows: Vec<AccountRow> = connection
        .query(
            "SELECT account.account_id, customer.customer_number, customer.name, customer.class,
                    customer.phone, customer.mail, fulfilment_centre.name AS centre, account.state,
                    account.paid_until, account.paid_until_told, account.defaulted_on,
                    EXISTS (SELECT 1 FROM pending_action AS pending
                             WHERE pending.company = $1 AND pending.account = account.account_id
                               AND pending.type = 'repossession' AND pending.status = 'pending')
                    AS repossession_pending,
                    EXISTS (SELECT 1 FROM payment
                             WHERE payment.company = $1 AND payment.account = account.account_id)
                    AS has_payments
               FROM {values $2: text} AS asked
              CROSS JOIN account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
              WHERE account.company = $1 AND account.account_id = asked.value",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AccountFact {
                account: stored::account(&row.account_id)?,
                customer: row.customer.into_domain(),
                centre: row.centre,
                state: stored::account_state(&row.state)?,
                paid_until: row.paid_until.map(|day| day.0),
                paid_until_told: row.paid_until_told.map(|day| day.0),
                defaulted_on: row.defaulted_on.map(|day| day.0),
                repossession_pending: row.repossession_pending,
                has_payments: row.has_payments,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    contract_number: String,
    account: String,
    status: String,
    write_off_debt_class: String,
    signed_on: Day,
    price: i64,
    daily_rate: i64,
    paid: i64,
    principal_balance: i64,
    fees_balance: i64,
    tax_balance: i64,
    status_told: Option<String>,
    principal_told: Option<i64>,
    fees_told: Option<i64>,
    tax_told: Option<i64>,
    paid_told: Option<i64>,
    loss_kind: Option<String>,
    in_process: bool,
}

impl ContractRow {
    fn into_domain(self) -> Result<ContractFact, StoreError> {
        let status_told = self.status_told.as_deref().map(contract_status).transpose()?;
        let told = (self.principal_told, self.fees_told, self.tax_told, self.paid_told);
        let told = match (status_told, told) {
            (Some(status), (Some(principal), Some(fees), Some(tax), Some(paid))) => Some(AsTold {
                status,
                balance: stored::balance(principal, fees, tax),
                paid: Money::from_minor(paid),
            }),
            _ => None,
        };
        Ok(ContractFact {
            account: stored::account(&self.account)?,
            status: contract_status(&self.status)?,
            debt_class: self.write_off_debt_class,
            signed_on: self.signed_on.0,
            price: Money::from_minor(self.price),
            daily_rate: Money::from_minor(self.daily_rate),
            paid: Money::from_minor(self.paid),
            balance: stored::balance(self.principal_balance, self.fees_balance, self.tax_balance),
            told,
            ended_here: ended_here(self.loss_kind.as_deref())?,
            in_process: self.in_process,
            number: self.contract_number,
        })
    }
}

fn contract_status(code: &str) -> Result<ContractStatus, StoreError> {
    ContractStatus::from_code(code).ok_or_else(|| stored::unreadable("contract status", code))
}

/// How a contract was ended here, by the kind of what was given up of it.
pub(in crate::store) fn ended_here(
    loss_kind: Option<&str>,
) -> Result<Option<EndedHere>, StoreError> {
    loss_kind
        .map(|code| match LossKind::from_code(code) {
            Some(LossKind::WriteOff) => Ok(EndedHere::WrittenOff),
            Some(LossKind::Repossession) => Ok(EndedHere::Repossessed),
            None => Err(stored::unreadable("kind of loss", code)),
        })
        .transpose()
}

async fn load_contracts(
    connection: &mut Connection,
    company: CompanyId,
    asked: &Rows,
) -> Result<Vec<ContractFact>, StoreError> {
    let rows: Vec<ContractRow> = connection
        .query(
            "SELECT contract.contract_number, contract.account, contract.status,
                    contract.write_off_debt_class, contract.signed_on, contract.price,
                    contract.daily_rate, contract.paid, contract.principal_balance,
                    contract.fees_balance, contract.tax_balance, contract.status_told,
                    contract.principal_told,
                    contract.fees_told, contract.tax_told, contract.paid_told,
                    contract_loss.kind AS loss_kind,
                    EXISTS (SELECT 1 FROM process_contract AS link
                             WHERE link.contract = contract.id AND link.ended IS NULL) AS in_process
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               LEFT JOIN contract_loss ON contract_loss.contract = contract.id
              WHERE contract.company = $1 AND contract.account = asked.value
              ORDER BY contract.id",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    rows.into_iter().map(ContractRow::into_domain).collect()
}

async fn load_units(
    connection: &mut Connection,
    company: CompanyId,
    asked: &Rows,
) -> Result<Vec<UnitFact>, StoreError> {
    let rows: Vec<(String, String, String)> = connection
        .query(
            "SELECT control_unit.cu_number, contract.contract_number, product.name
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               JOIN control_unit ON control_unit.contract = contract.id
               JOIN product ON product.id = control_unit.product
              WHERE contract.company = $1 AND contract.account = asked.value
              ORDER BY contract.contract_number, control_unit.cu_number",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|(cu_number, contract, product)| {
            let cu_number = CuNumber::parse(&cu_number)
                .map_err(|_| stored::unreadable("CU number", &cu_number))?;
            Ok(UnitFact { cu_number, contract, product })
        })
        .collect()
}

async fn load_held(
    connection: &mut Connection,
    company: CompanyId,
    asked: &Rows,
) -> Result<Vec<HeldFact>, StoreError> {
    let rows: Vec<(String, String, i64)> = connection
        .query(
            "SELECT contract.contract_number, product.name, held_product.quantity
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               JOIN held_product ON held_product.contract = contract.id
               JOIN product ON product.id = held_product.product
              WHERE contract.company = $1 AND contract.account = asked.value
              ORDER BY contract.contract_number, product.name",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|(contract, product, quantity)| {
            Ok(HeldFact { contract, product, quantity: quantity.try_into()? })
        })
        .collect()
}

async fn load_customers(
    connection: &mut Connection,
    company: CompanyId,
    asked: &Rows,
) -> Result<Vec<CustomerFact>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct NumberedRow {
        id: i64,
        #[sqlx(flatten)]
        customer: CustomerRow,
        account_id: Option<String>,
    }
    let rows: Vec<NumberedRow> = connection
        .query(
            "SELECT customer.id, customer.customer_number, customer.name, customer.class,
                    customer.phone, customer.mail, account.account_id
               FROM {values $2: text} AS asked
              CROSS JOIN customer
               LEFT JOIN account ON account.customer = customer.id
              WHERE customer.company = $1 AND customer.customer_number = asked.value
              ORDER BY customer.customer_number, account.account_id",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    let mut customers: BTreeMap<i64, CustomerFact> = BTreeMap::new();
    for row in rows {
        let account = row.account_id.as_deref().map(stored::account).transpose()?;
        customers
            .entry(row.id)
            .or_insert_with(|| CustomerFact {
                customer: row.customer.into_domain(),
                accounts: Vec::new(),
            })
            .accounts
            .extend(account);
    }
    Ok(customers.into_values().collect())
}

async fn load_payments(
    connection: &mut Connection,
    company: CompanyId,
    asked: &Rows,
) -> Result<Vec<PaymentFact>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct PaymentRow {
        payment_id: String,
        account: String,
        paid_on: Day,
        amount: i64,
        channel: String,
    }
    let rows: Vec<PaymentRow> = connection
        .query(
            "SELECT payment.payment_id, payment.account, payment.paid_on, payment.amount,
                    payment.channel
               FROM {values $2: text} AS asked
              CROSS JOIN payment
              WHERE payment.company = $1 AND payment.payment_id = asked.value
                AND payment.reverses IS NULL
              ORDER BY payment.payment_id",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PaymentFact {
                payment: PaymentId::parse(&row.payment_id)
                    .map_err(|_| stored::unreadable("payment", &row.payment_id))?,
                account: stored::account(&row.account)?,
                paid_on: row.paid_on.0,
                amount: Money::from_minor(row.amount),
                channel: Channel::from_code(&row.channel)
                    .ok_or_else(|| stored::unreadable("channel", &row.channel))?,
            })
        })
        .collect()
}
