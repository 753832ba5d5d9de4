//! Reading and correcting the journal.

mod correct;
mod entries;

pub use correct::CorrectionRefused;
pub use entries::JournalFilter;

use domain::api::LedgerAccountLine;
use domain::journal::LedgerAccount;

use super::db::Connection;
use super::{Store, StoreError, stored};
use crate::identity::CompanyId;

impl Store {
    /// The company's chart of accounts, in the order of a balance sheet.
    pub async fn ledger_accounts(
        &self,
        company: CompanyId,
    ) -> Result<Vec<LedgerAccountLine>, StoreError> {
        let mut connection = self.db.connection().await?;
        chart(&mut connection, company).await
    }
}

pub(super) async fn chart(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<LedgerAccountLine>, StoreError> {
    let rows: Vec<(String, String, String)> = connection
        .query("SELECT role, code, name FROM ledger_account WHERE company = $1")
        .bind(company)
        .fetch_all()
        .await?;
    let mut accounts = rows
        .into_iter()
        .map(|(role, code, name)| {
            Ok(LedgerAccountLine { role: ledger_account(&role)?, code, name })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    accounts.sort_by_key(|account| account.role);
    Ok(accounts)
}

fn ledger_account(code: &str) -> Result<LedgerAccount, StoreError> {
    LedgerAccount::from_code(code).ok_or_else(|| stored::unreadable("ledger account", code))
}
