//! Accounts as they are listed, and what forms and filters offer: fulfilment centres, staff.

use std::collections::BTreeMap;

use domain::Date;
use domain::account::outstanding;
use domain::api::{AccountLine, Centre, StaffReply};
use domain::bulk_write_off::days_between;
use domain::staff::{StaffId, StaffMember, may_complete};

use super::db::{Connection, Day, Rows};
use super::{Store, StoreError, of_accounts, stored};
use crate::identity::CompanyId;

impl Store {
    /// The company's fulfilment centres, by name.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn centres(&self, company: CompanyId) -> Result<Vec<Centre>, StoreError> {
        #[derive(sqlx::FromRow)]
        struct CentreRow {
            id: i64,
            name: String,
        }
        let rows: Vec<CentreRow> = self
            .db
            .connection()
            .await?
            .query("SELECT id, name FROM fulfilment_centre WHERE company = $1 ORDER BY name")
            .bind(company)
            .fetch_all()
            .await?;
        Ok(rows.into_iter().map(|row| Centre { id: row.id, name: row.name }).collect())
    }

    /// The company's people who can have completed a repossession, by name.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn staff(&self, company: CompanyId) -> Result<StaffReply, StoreError> {
        let mut staff = staff(&mut self.db.connection().await?, company).await?;
        staff.retain(|person| may_complete(person.role, false));
        Ok(StaffReply { staff })
    }
}

/// The company's people who may sign in, by name.
pub(super) async fn staff(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<StaffMember>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct StaffRow {
        id: i64,
        name: String,
        role: String,
    }
    let rows: Vec<StaffRow> = connection
        .query(
            "SELECT id, name, role FROM app_user
              WHERE company = $1 AND disabled_at IS NULL ORDER BY name, id",
        )
        .bind(company)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let role = stored::role(&row.role)?;
            Ok(StaffMember { id: StaffId(row.id), name: row.name, role })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct LineRow {
    account_id: String,
    customer: String,
    phone: String,
    centre: String,
    state: String,
    defaulted_on: Option<Day>,
    pending_action: Option<i64>,
}

/// The accounts as they are listed, in the order in which they are asked for.
pub(super) async fn lines(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
    today: Date,
) -> Result<Vec<AccountLine>, StoreError> {
    let rows: Vec<LineRow> = connection
        .query(
            "SELECT account.account_id, customer.name AS customer, customer.phone,
                    fulfilment_centre.name AS centre, account.state, account.defaulted_on,
                    pending_action.id AS pending_action
               FROM {values $2: text} AS asked
              CROSS JOIN account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
               LEFT JOIN pending_action ON pending_action.company = account.company
                AND pending_action.account = account.account_id
                AND pending_action.type = 'repossession'
                AND pending_action.status = 'pending'
              WHERE account.company = $1 AND account.account_id = asked.value",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .fetch_all()
        .await?;
    let contracts = of_accounts::without_products(connection, company, accounts).await?;
    let mut lines = rows
        .into_iter()
        .map(|row| {
            let defaulted_on = row.defaulted_on.map(|day| day.0);
            let contracts = contracts.get(&row.account_id).map(Vec::as_slice).unwrap_or_default();
            let line = AccountLine {
                account: stored::account(&row.account_id)?,
                customer: row.customer,
                phone: row.phone,
                centre: row.centre,
                state: stored::account_state(&row.state)?,
                defaulted_on,
                days_since_default: defaulted_on.map(|day| days_between(day, today)),
                outstanding: outstanding(contracts),
                repossession_pending: row.pending_action.is_some(),
            };
            Ok((row.account_id, line))
        })
        .collect::<Result<BTreeMap<_, _>, StoreError>>()?;
    Ok(accounts.iter().filter_map(|account| lines.remove(*account)).collect())
}
