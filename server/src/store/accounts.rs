//! Accounts as they are listed, and what forms and filters offer: fulfilment centres, staff.

use std::collections::BTreeMap;

use domain::Date;
use domain::account::outstanding;
use domain::api::{AccountLine, Centre, StaffReply};
use domain::bulk_write_off::days_between;
use domain::staff::{StaffId, StaffMember, may_complete};

use super::db::Connection;
use super::{Store, StoreError, of_accounts, stored};
use crate::identity::CompanyId;

impl Store {
    /// The company's fulfilment centres, by name.
    pub async fn centres(&self, company: CompanyId) -> Result<Vec<Centre>, StoreError> {
        let mut connection = self.db.connection().await?;
        let centres: Vec<(i64, String)> = connection
            .query("SELECT id, name FROM fulfilment_centre WHERE company = $1 ORDER BY name")
            .bind(company)
            .fetch_all()
            .await?;
        Ok(centres.into_iter().map(|(id, name)| Centre { id, name }).collect())
    }

    /// The company's people who can have completed a repossession, by name.
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
              WHERE company = $1 AND disabled_at IS NULL AND role <> 'integration' ORDER BY name, id",
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

/// The accounts as they are listed, in the order in which they are asked for.
pub(super) async fn lines(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
    today: Date,
) -> Result<Vec<AccountLine>, StoreError> {
    let rows = of_accounts::accounts(connection, company, accounts).await?;
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
