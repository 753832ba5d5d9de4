//! A company's settings, read.

use std::collections::BTreeMap;

use domain::api::{
    CentreSetting, CompanySettings, LedgerAccountSetting, ProductSetting, ProductValue,
};
use domain::journal::LedgerAccount;
use domain::money::{AllocationOrder, Money};
use domain::repossession::ProductCondition;

use super::holidays;
use crate::identity::CompanyId;
use crate::store::db::Connection;
use crate::store::{StoreError, payments, stored};

#[derive(sqlx::FromRow)]
struct CompanyRow {
    name: String,
    code: String,
    currency: String,
    time_zone: String,
    default_after_days: i64,
    early_write_off_days: i64,
    late_days_forgiven: bool,
    daily_run_hour: i64,
    allocation_order: String,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    id: i64,
    name: String,
}

#[derive(sqlx::FromRow)]
struct ValueRow {
    product: i64,
    product_condition: String,
    amount: i64,
}

#[derive(sqlx::FromRow)]
struct LedgerAccountRow {
    role: String,
    code: String,
    name: String,
}

/// Everything that is set up, each list in the order of its numbers.
pub(super) async fn load(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<CompanySettings, StoreError> {
    let row: CompanyRow = connection
        .query(
            "SELECT name, code, currency, time_zone, default_after_days, early_write_off_days,
                    late_days_forgiven, daily_run_hour, allocation_order
               FROM operating_company WHERE id = $1",
        )
        .bind(company)
        .fetch_one()
        .await?;
    let order = AllocationOrder::parse(&row.allocation_order)
        .ok_or_else(|| stored::unreadable("allocation order", &row.allocation_order))?;
    let centres: Vec<NamedRow> = connection
        .query("SELECT id, name FROM fulfilment_centre WHERE company = $1 ORDER BY id")
        .bind(company)
        .fetch_all()
        .await?;
    Ok(CompanySettings {
        name: row.name,
        code: row.code,
        currency: row.currency,
        time_zone: row.time_zone,
        default_after_days: row.default_after_days.try_into()?,
        early_write_off_days: row.early_write_off_days.try_into()?,
        late_days_forgiven: row.late_days_forgiven,
        daily_run_hour: row.daily_run_hour.try_into()?,
        allocation_order: order,
        channels: payments::channels(connection, company).await?,
        centres: centres
            .into_iter()
            .map(|NamedRow { id, name }| CentreSetting { id: Some(id), name })
            .collect(),
        products: products(connection, company).await?,
        chart: chart(connection, company).await?,
        holidays: holidays::load(connection, company).await?,
    })
}

async fn products(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<ProductSetting>, StoreError> {
    let rows: Vec<NamedRow> = connection
        .query("SELECT id, name FROM product WHERE company = $1 ORDER BY id")
        .bind(company)
        .fetch_all()
        .await?;
    let values: Vec<ValueRow> = connection
        .query(
            "SELECT product, product_condition, amount
               FROM product JOIN product_value ON product_value.product = product.id
              WHERE product.company = $1",
        )
        .bind(company)
        .fetch_all()
        .await?;
    let mut of_product: BTreeMap<i64, Vec<ProductValue>> = BTreeMap::new();
    for row in values {
        let condition = ProductCondition::from_code(&row.product_condition)
            .ok_or_else(|| stored::unreadable("condition", &row.product_condition))?;
        let value = ProductValue { condition, value: Money::from_minor(row.amount) };
        of_product.entry(row.product).or_default().push(value);
    }
    let product = |NamedRow { id, name }| {
        let mut values = of_product.remove(&id).unwrap_or_default();
        values.sort_by_key(|one| one.condition);
        ProductSetting { id: Some(id), name, values }
    };
    Ok(rows.into_iter().map(product).collect())
}

async fn chart(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<LedgerAccountSetting>, StoreError> {
    let rows: Vec<LedgerAccountRow> = connection
        .query("SELECT role, code, name FROM ledger_account WHERE company = $1")
        .bind(company)
        .fetch_all()
        .await?;
    let mut chart = rows
        .into_iter()
        .map(|LedgerAccountRow { role, code, name }| {
            let role = LedgerAccount::from_code(&role)
                .ok_or_else(|| stored::unreadable("ledger account", &role))?;
            Ok(LedgerAccountSetting { role, code, name })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    chart.sort_by_key(|one| one.role);
    Ok(chart)
}
