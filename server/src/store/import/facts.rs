//! What a company has, as far as the rows of an import depend on it.

use std::collections::BTreeSet;

use domain::import::facts::{ProductFact, StaffDetails, StaffFact};
use domain::import::{Facts, Keys, Terms};
use domain::money::{Currency, Money};
use domain::payments::Channel;
use domain::repossession::ProductCondition;
use domain::role::Role;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::{facts_of_accounts, facts_of_payments};
use crate::clock::date_in;
use crate::identity::{CompanyId, UserId};
use crate::store::db::{Connection, Rows};
use crate::store::{Store, StoreError, stored};

/// How many keys a statement is given: a hundred thousand at once would be a parameter of megabytes.
const KEYS_AT_ONCE: usize = 10_000;

impl Store {
    /// What the company has of what rows name, from one moment.
    pub async fn import_facts(
        &self,
        company: CompanyId,
        keys: &Keys,
        importer: Option<UserId>,
    ) -> Result<Facts, StoreError> {
        let mut read = self.db.begin_read().await?;
        let accounts = accounts_of(&mut read, company, keys).await?;
        load(&mut read, company, keys, &accounts, importer).await
    }

    /// By what the company's imports are judged now.
    pub async fn import_terms(
        &self,
        company: CompanyId,
        now: Timestamp,
    ) -> Result<Terms, StoreError> {
        terms(&mut self.db.connection().await?, company, now).await
    }
}

/// Keys as parameters of statements, some at a time.
pub(super) fn chunks<T: Serialize>(
    keys: &[T],
) -> impl Iterator<Item = Result<Rows, StoreError>> + use<'_, T> {
    keys.chunks(KEYS_AT_ONCE).map(Rows::new)
}

pub(super) async fn terms(
    connection: &mut Connection,
    company: CompanyId,
    now: Timestamp,
) -> Result<Terms, StoreError> {
    #[derive(sqlx::FromRow)]
    struct TermsRow {
        currency: String,
        minor_digits: i64,
        time_zone: String,
        default_after_days: i64,
    }
    let row: TermsRow = connection
        .query(
            "SELECT currency, minor_digits, time_zone, default_after_days
               FROM operating_company WHERE id = $1",
        )
        .bind(company)
        .fetch_one()
        .await?;
    Ok(Terms {
        today: date_in(&TimeZone::get(&row.time_zone)?, now),
        currency: Currency { code: row.currency, minor_digits: row.minor_digits.try_into()? },
        default_after_days: row.default_after_days.try_into()?,
    })
}

/// The accounts that rows are about: those that are named, and those of contracts and units that are.
/// Only imports note contracts and units, and those of a company come one after the other: what is
/// found here is so until the end of the transaction.
pub(super) async fn accounts_of(
    connection: &mut Connection,
    company: CompanyId,
    keys: &Keys,
) -> Result<BTreeSet<String>, StoreError> {
    let mut accounts: BTreeSet<String> = keys.accounts.iter().map(ToString::to_string).collect();
    for asked in chunks(&keys.contracts) {
        let found: Vec<String> = connection
            .query(
                "SELECT contract.account
                   FROM {values $2: text} AS asked
                  CROSS JOIN contract
                  WHERE contract.company = $1 AND contract.contract_number = asked.value",
            )
            .bind(company)
            .bind(&asked?)
            .fetch_scalars()
            .await?;
        accounts.extend(found);
    }
    for asked in chunks(&keys.units) {
        let found: Vec<String> = connection
            .query(
                "SELECT contract.account
                   FROM {values $2: text} AS asked
                  CROSS JOIN control_unit
                   JOIN contract ON contract.id = control_unit.contract
                  WHERE control_unit.company = $1 AND control_unit.cu_number = asked.value",
            )
            .bind(company)
            .bind(&asked?)
            .fetch_scalars()
            .await?;
        accounts.extend(found);
    }
    Ok(accounts)
}

/// What stands under these accounts, and everything that rows name.
pub(super) async fn load(
    connection: &mut Connection,
    company: CompanyId,
    keys: &Keys,
    accounts: &BTreeSet<String>,
    importer: Option<UserId>,
) -> Result<Facts, StoreError> {
    let centres = connection
        .query("SELECT name FROM fulfilment_centre WHERE company = $1 ORDER BY name")
        .bind(company)
        .fetch_scalars()
        .await?;
    let importer = who_imports(connection, importer).await?;
    let mut facts = Facts {
        centres,
        products: products(connection, company).await?,
        debt_classes: debt_classes(connection, company).await?,
        channels: channels(connection, company).await?,
        staff: staff(connection, company, &keys.user_names).await?,
        importer: importer.as_ref().map(|importer| importer.user_name_key.clone()),
        by_program: importer.is_some_and(|importer| importer.is_program),
        admins: admins(connection, company).await?,
        paying: facts_of_payments::load(connection, company, keys).await?,
        ..Facts::default()
    };
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    facts_of_accounts::load(connection, company, keys, &accounts, &mut facts).await?;
    Ok(facts)
}

async fn products(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<ProductFact>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct ValueRow {
        name: String,
        as_new_told: Option<i64>,
        used_told: Option<i64>,
        damaged_told: Option<i64>,
        unusable_told: Option<i64>,
        product_condition: Option<String>,
        amount: Option<i64>,
    }
    let rows: Vec<ValueRow> = connection
        .query(
            "SELECT product.name, as_new_told, used_told, damaged_told, unusable_told,
                    product_condition, amount
               FROM product
               LEFT JOIN product_value ON product_value.product = product.id
              WHERE product.company = $1 ORDER BY product.name, product_condition",
        )
        .bind(company)
        .fetch_all()
        .await?;
    let mut products: Vec<ProductFact> = Vec::new();
    for row in rows {
        let value = match (&row.product_condition, row.amount) {
            (Some(code), Some(amount)) => {
                let condition = ProductCondition::from_code(code)
                    .ok_or_else(|| stored::unreadable("condition", code))?;
                Some((condition, Money::from_minor(amount)))
            }
            _ => None,
        };
        match products.last_mut() {
            Some(last) if last.name == row.name => last.values.extend(value),
            _ => products.push(ProductFact {
                name: row.name,
                values: Vec::from_iter(value),
                told: [
                    (ProductCondition::AsNew, row.as_new_told),
                    (ProductCondition::Used, row.used_told),
                    (ProductCondition::Damaged, row.damaged_told),
                    (ProductCondition::Unusable, row.unusable_told),
                ]
                .into_iter()
                .filter_map(|(condition, told)| Some((condition, Money::from_minor(told?))))
                .collect(),
            }),
        }
    }
    Ok(products)
}

/// The debt class of a contract of which nothing else is said, where the company has it.
const DEBT_CLASS: &str = "standard";

/// The company's debt classes, the default first.
async fn debt_classes(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<(String, String)>, StoreError> {
    connection
        .query(
            "SELECT code, name FROM debt_class WHERE company = $1
              ORDER BY CASE WHEN code = $2 THEN 0 ELSE 1 END, code",
        )
        .bind(company)
        .bind(DEBT_CLASS)
        .fetch_all()
        .await
}

async fn channels(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<Channel>, StoreError> {
    let codes: Vec<String> = connection
        .query("SELECT channel FROM payment_channel WHERE company = $1")
        .bind(company)
        .fetch_scalars()
        .await?;
    Ok(Channel::ALL
        .iter()
        .copied()
        .filter(|channel| codes.iter().any(|code| code == channel.code()))
        .collect())
}

#[derive(sqlx::FromRow)]
struct StaffRow {
    user_name_key: String,
    company: CompanyId,
    name: String,
    role: String,
    centre: Option<String>,
    mail: String,
    disabled: bool,
    has_access: bool,
    decided_by_admin: bool,
}

/// People by user name, of this company and of others.
async fn staff(
    connection: &mut Connection,
    company: CompanyId,
    user_names: &[String],
) -> Result<Vec<StaffFact>, StoreError> {
    let rows: Vec<StaffRow> = connection
        .query(
            "SELECT user_name_key, app_user.company, app_user.name, role,
                    fulfilment_centre.name AS centre, mail, disabled_at IS NOT NULL AS disabled,
                    password_hash IS NOT NULL OR link.app_user IS NOT NULL AS has_access,
                    decided_by_admin
               FROM {values $1: text} AS asked
              CROSS JOIN app_user
               LEFT JOIN fulfilment_centre ON fulfilment_centre.id = app_user.centre
               LEFT JOIN one_time_link AS link ON link.app_user = app_user.id
              WHERE app_user.user_name_key = asked.value ORDER BY user_name_key",
        )
        .bind(&Rows::new(user_names)?)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let role = stored::role(&row.role)?;
            // A program is nobody whom a row of staff could mean.
            let person =
                (row.company == company && role != Role::Integration).then_some(StaffDetails {
                    name: row.name,
                    role,
                    centre: row.centre,
                    mail: row.mail,
                    disabled: row.disabled,
                    has_access: row.has_access,
                    decided_by_admin: row.decided_by_admin,
                });
            Ok(StaffFact { user_name: row.user_name_key, person })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct ImporterRow {
    user_name_key: String,
    is_program: bool,
}

/// Who imports; nobody of the command line.
async fn who_imports(
    connection: &mut Connection,
    user: Option<UserId>,
) -> Result<Option<ImporterRow>, StoreError> {
    let Some(user) = user else { return Ok(None) };
    connection
        .query("SELECT user_name_key, role = $2 AS is_program FROM app_user WHERE id = $1")
        .bind(user)
        .bind(Role::Integration.code())
        .fetch_optional()
        .await
}

async fn admins(connection: &mut Connection, company: CompanyId) -> Result<u32, StoreError> {
    let admins: i64 = connection
        .query(
            "SELECT count(*) FROM app_user
              WHERE company = $1 AND role = $2 AND disabled_at IS NULL
                AND password_hash IS NOT NULL",
        )
        .bind(company)
        .bind(Role::Admin.code())
        .fetch_value()
        .await?;
    Ok(admins.try_into()?)
}
