//! What a company has, as rows that could be brought in again: by the fields of each kind, written as a file
//! would have them.

use std::collections::BTreeMap;

use domain::api::PortfolioRowsReply;
use domain::import::{Field, Kind};
use domain::journal::export::decimal;
use domain::money::{Currency, Money};
use domain::role::Role;

use crate::identity::CompanyId;
use crate::store::db::{Connection, Day};
use crate::store::{Store, StoreError};

/// A row by its fields.
type Fields = BTreeMap<Field, String>;

/// A row with the place after which the next one follows.
type Placed = (String, Fields);

/// Which rows.
struct Page<'a> {
    company: CompanyId,
    after: &'a str,
    limit: i64,
    currency: &'a Currency,
}

impl Store {
    /// Rows of a kind in the order of their keys, after a place where one is given.
    pub async fn portfolio_rows(
        &self,
        company: CompanyId,
        currency: &Currency,
        kind: Kind,
        after: Option<&str>,
        limit: u32,
    ) -> Result<PortfolioRowsReply, StoreError> {
        let mut connection = self.db.begin_read().await?;
        let page = Page {
            company,
            after: after.unwrap_or_default(),
            // One more than asked for tells whether there are more.
            limit: i64::from(limit).saturating_add(1),
            currency,
        };
        let mut rows = match kind {
            Kind::Centres => centres(&mut connection, &page).await?,
            Kind::Products => products(&mut connection, &page).await?,
            Kind::Staff => staff(&mut connection, &page).await?,
            Kind::Accounts => accounts(&mut connection, &page).await?,
            Kind::Contracts => contracts(&mut connection, &page).await?,
            Kind::Units => units(&mut connection, &page).await?,
            Kind::Payments => payments(&mut connection, &page).await?,
        };
        let limit = usize::try_from(limit)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_after = rows.last().filter(|_| more).map(|(place, _)| place.clone());
        Ok(PortfolioRowsReply { rows: rows.into_iter().map(|(_, row)| row).collect(), next_after })
    }
}

fn fields<const N: usize>(fields: [(Field, String); N]) -> Fields {
    fields.into_iter().collect()
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.0.to_string()).unwrap_or_default()
}

impl Page<'_> {
    fn amount(&self, minor: i64) -> String {
        decimal(Money::from_minor(minor), self.currency.minor_digits)
    }
}

async fn centres(connection: &mut Connection, page: &Page<'_>) -> Result<Vec<Placed>, StoreError> {
    let names: Vec<String> = connection
        .query(
            "SELECT name FROM fulfilment_centre
              WHERE company = $1 AND name > $2 ORDER BY name LIMIT $3",
        )
        .bind(page.company)
        .bind(page.after)
        .bind(page.limit)
        .fetch_scalars()
        .await?;
    Ok(names.into_iter().map(|name| (name.clone(), fields([(Field::Name, name)]))).collect())
}

async fn products(connection: &mut Connection, page: &Page<'_>) -> Result<Vec<Placed>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct ProductRow {
        name: String,
        as_new: Option<i64>,
        used: Option<i64>,
        damaged: Option<i64>,
        unusable: Option<i64>,
    }
    let rows: Vec<ProductRow> = connection
        .query(
            "SELECT name,
                    (SELECT amount FROM product_value
                      WHERE product = product.id AND product_condition = 'as_new') AS as_new,
                    (SELECT amount FROM product_value
                      WHERE product = product.id AND product_condition = 'used') AS used,
                    (SELECT amount FROM product_value
                      WHERE product = product.id AND product_condition = 'damaged') AS damaged,
                    (SELECT amount FROM product_value
                      WHERE product = product.id AND product_condition = 'unusable') AS unusable
               FROM product WHERE company = $1 AND name > $2 ORDER BY name LIMIT $3",
        )
        .bind(page.company)
        .bind(page.after)
        .bind(page.limit)
        .fetch_all()
        .await?;
    let value = |value: Option<i64>| value.map(|minor| page.amount(minor)).unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| {
            let row_fields = fields([
                (Field::Name, row.name.clone()),
                (Field::ValueAsNew, value(row.as_new)),
                (Field::ValueUsed, value(row.used)),
                (Field::ValueDamaged, value(row.damaged)),
                (Field::ValueUnusable, value(row.unusable)),
            ]);
            (row.name, row_fields)
        })
        .collect())
}

async fn staff(connection: &mut Connection, page: &Page<'_>) -> Result<Vec<Placed>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct PersonRow {
        user_name_key: String,
        user_name: String,
        name: String,
        role: String,
        centre: Option<String>,
        mail: String,
    }
    let rows: Vec<PersonRow> = connection
        .query(
            "SELECT user_name_key, user_name, app_user.name, role, fulfilment_centre.name AS centre,
                    mail
               FROM app_user
               LEFT JOIN fulfilment_centre ON fulfilment_centre.id = app_user.centre
              WHERE app_user.company = $1 AND user_name_key > $2 AND role <> $4
              ORDER BY user_name_key LIMIT $3",
        )
        .bind(page.company)
        .bind(page.after)
        .bind(page.limit)
        .bind(Role::Integration.code())
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let row_fields = fields([
                (Field::UserName, row.user_name),
                (Field::Name, row.name),
                (Field::Role, row.role),
                (Field::Centre, row.centre.unwrap_or_default()),
                (Field::Mail, row.mail),
            ]);
            (row.user_name_key, row_fields)
        })
        .collect())
}

async fn accounts(connection: &mut Connection, page: &Page<'_>) -> Result<Vec<Placed>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct AccountRow {
        account_id: String,
        customer: String,
        customer_number: Option<String>,
        class: String,
        phone: String,
        mail: String,
        centre: String,
        paid_until: Option<Day>,
        defaulted_on: Option<Day>,
    }
    let rows: Vec<AccountRow> = connection
        .query(
            "SELECT account_id, customer.name AS customer, customer_number, class, phone, mail,
                    fulfilment_centre.name AS centre, paid_until,
                    CASE WHEN state = 'defaulted' THEN defaulted_on END AS defaulted_on
               FROM account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
              WHERE account.company = $1 AND account_id > $2 ORDER BY account_id LIMIT $3",
        )
        .bind(page.company)
        .bind(page.after)
        .bind(page.limit)
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let row_fields = fields([
                (Field::Account, row.account_id.clone()),
                (Field::Customer, row.customer),
                (Field::Centre, row.centre),
                (Field::Phone, row.phone),
                (Field::Mail, row.mail),
                (Field::Class, row.class),
                (Field::CustomerNumber, row.customer_number.unwrap_or_default()),
                (Field::PaidUntil, day(row.paid_until)),
                (Field::DefaultedOn, day(row.defaulted_on)),
            ]);
            (row.account_id, row_fields)
        })
        .collect())
}

async fn contracts(
    connection: &mut Connection,
    page: &Page<'_>,
) -> Result<Vec<Placed>, StoreError> {
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
    }
    let rows: Vec<ContractRow> = connection
        .query(
            "SELECT contract_number, account, status, write_off_debt_class, signed_on, price,
                    daily_rate, paid, principal_balance, fees_balance, tax_balance
               FROM contract
              WHERE company = $1 AND contract_number > $2 ORDER BY contract_number LIMIT $3",
        )
        .bind(page.company)
        .bind(page.after)
        .bind(page.limit)
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let row_fields = fields([
                (Field::Contract, row.contract_number.clone()),
                (Field::Account, row.account),
                (Field::Status, row.status),
                (Field::DebtClass, row.write_off_debt_class),
                (Field::SignedOn, day(Some(row.signed_on))),
                (Field::Price, page.amount(row.price)),
                (Field::DailyRate, page.amount(row.daily_rate)),
                (Field::Paid, page.amount(row.paid)),
                (Field::Principal, page.amount(row.principal_balance)),
                (Field::Fees, page.amount(row.fees_balance)),
                (Field::Tax, page.amount(row.tax_balance)),
            ]);
            (row.contract_number, row_fields)
        })
        .collect())
}

/// What customers hold: a row for each serial that is noted, and one for what has none.
async fn units(connection: &mut Connection, page: &Page<'_>) -> Result<Vec<Placed>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct UnitRow {
        contract_number: String,
        product: String,
        cu_number: String,
        quantity: i64,
    }
    let (contract, product, serial): (String, String, String) =
        serde_json::from_str(page.after).unwrap_or_default();
    let rows: Vec<UnitRow> = connection
        .query(
            "SELECT contract_number, product, cu_number, quantity FROM (
                 SELECT contract.contract_number, product.name AS product, control_unit.cu_number,
                        1 AS quantity
                   FROM contract
                   JOIN control_unit ON control_unit.contract = contract.id
                   JOIN held_product ON held_product.contract = contract.id
                    AND held_product.product = control_unit.product
                   JOIN product ON product.id = control_unit.product
                  WHERE contract.company = $1 AND contract.contract_number >= $2
                 UNION ALL
                 SELECT contract.contract_number, product.name, '',
                        held_product.quantity
                        - (SELECT count(*) FROM control_unit
                            WHERE control_unit.contract = contract.id
                              AND control_unit.product = held_product.product)
                   FROM contract
                   JOIN held_product ON held_product.contract = contract.id
                   JOIN product ON product.id = held_product.product
                  WHERE contract.company = $1 AND contract.contract_number >= $2) AS held
              WHERE quantity > 0 AND (contract_number, product, cu_number) > ($2, $3, $4)
              ORDER BY contract_number, product, cu_number LIMIT $5",
        )
        .bind(page.company)
        .bind(contract)
        .bind(product)
        .bind(serial)
        .bind(page.limit)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let place =
                serde_json::to_string(&(&row.contract_number, &row.product, &row.cu_number))?;
            let row_fields = fields([
                (Field::Contract, row.contract_number),
                (Field::Product, row.product),
                (Field::Quantity, row.quantity.to_string()),
                (Field::CuNumber, row.cu_number),
            ]);
            Ok((place, row_fields))
        })
        .collect()
}

async fn payments(connection: &mut Connection, page: &Page<'_>) -> Result<Vec<Placed>, StoreError> {
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
            "SELECT payment_id, account, paid_on, amount, channel
               FROM payment
              WHERE company = $1 AND payment_id > $2 AND reverses IS NULL
              ORDER BY payment_id LIMIT $3",
        )
        .bind(page.company)
        .bind(page.after)
        .bind(page.limit)
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let row_fields = fields([
                (Field::Payment, row.payment_id.clone()),
                (Field::Account, row.account),
                (Field::PaidOn, day(Some(row.paid_on))),
                (Field::Amount, page.amount(row.amount)),
                (Field::Channel, row.channel),
            ]);
            (row.payment_id, row_fields)
        })
        .collect())
}
