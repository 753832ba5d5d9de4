//! That accounts changed, for other systems: which since a cursor, and how they stand now.
//!
//! The rows of one transaction have one number, given under the lock of what is numbered within the
//! company, which holds until the commit: whoever has read up to a number has seen all that came before.

use std::collections::BTreeMap;

use domain::account::ContractStatus;
use domain::api::{ChangedAccount, ChangedContract, ChangesReply};
use domain::money::Balance;

use super::db::{Connection, Day, Rows};
use super::import::ended_here;
use super::{Store, StoreError, exactly, stored};
use crate::identity::CompanyId;

/// Up to where somebody has read: a number, and an account within its transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangesCursor {
    sequence: i64,
    account: String,
}

impl ChangesCursor {
    /// Reads one as [`ChangesReply::cursor`] writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let (sequence, account) = text.split_once('.')?;
        let sequence = sequence.parse().ok().filter(|sequence| *sequence >= 0)?;
        let well_formed = account.is_empty() || stored::account(account).is_ok();
        well_formed.then(|| Self { sequence, account: account.to_owned() })
    }

    fn write(&self) -> String {
        format!("{}.{}", self.sequence, self.account)
    }
}

/// Notes that accounts changed, each named once. What is numbered within the company is locked by whoever asks.
pub(super) async fn note<'a>(
    connection: &mut Connection,
    company: CompanyId,
    accounts: impl IntoIterator<Item = &'a str>,
) -> Result<(), StoreError> {
    let accounts = Vec::from_iter(accounts);
    if accounts.is_empty() {
        return Ok(());
    }
    let noted = connection
        .query(
            "INSERT INTO account_change (company, sequence, account)
             SELECT $1,
                    (SELECT coalesce(max(sequence), 0) + 1 FROM account_change WHERE company = $1),
                    value
               FROM {values $2: text} AS changed",
        )
        .bind(company)
        .bind(&Rows::new(&accounts)?)
        .execute()
        .await?;
    exactly("changes of accounts", accounts.len(), noted)
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    account_id: String,
    state: String,
    paid_until: Option<Day>,
    defaulted_on: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    account: String,
    contract_number: String,
    status: String,
    principal_balance: i64,
    fees_balance: i64,
    tax_balance: i64,
    loss_kind: Option<String>,
    loss_booked_on: Option<Day>,
}

impl ContractRow {
    fn into_api(self) -> Result<ChangedContract, StoreError> {
        let balance: Balance =
            stored::balance(self.principal_balance, self.fees_balance, self.tax_balance);
        Ok(ChangedContract {
            contract: self.contract_number,
            status: ContractStatus::from_code(&self.status)
                .ok_or_else(|| stored::unreadable("contract status", &self.status))?,
            balance,
            ended_here: ended_here(self.loss_kind.as_deref())?,
            ended_on: self.loss_booked_on.map(|day| day.0.to_string()),
        })
    }
}

impl Store {
    /// Accounts that changed since a cursor, each once and as it stands now, in the order in which they
    /// changed last: at most `limit`. None where nothing has come as far as the cursor: it is that of another
    /// database, or of this one before an older backup was restored.
    ///
    /// A change that is followed by another of the same account is left out. Whoever goes on from before it
    /// comes to the later one.
    pub async fn changes(
        &self,
        company: CompanyId,
        after: &ChangesCursor,
        limit: u32,
    ) -> Result<Option<ChangesReply>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let last: i64 = read
            .query("SELECT coalesce(max(sequence), 0) FROM account_change WHERE company = $1")
            .bind(company)
            .fetch_value()
            .await?;
        if after.sequence > last {
            return Ok(None);
        }
        let mut changes: Vec<(i64, String)> = read
            .query(
                "SELECT sequence, account FROM account_change AS changed
                  WHERE company = $1 AND (sequence, account) > ($2, $3)
                    AND NOT EXISTS (SELECT 1 FROM account_change AS later
                                     WHERE later.company = $1 AND later.account = changed.account
                                       AND later.sequence > changed.sequence)
                  ORDER BY sequence, account LIMIT $4",
            )
            .bind(company)
            .bind(after.sequence)
            .bind(after.account.as_str())
            .bind(i64::from(limit).saturating_add(1))
            .fetch_all()
            .await?;
        let limit = usize::try_from(limit)?;
        let more = changes.len() > limit;
        changes.truncate(limit);
        let cursor = changes.last().map_or_else(
            || after.clone(),
            |(sequence, account)| ChangesCursor { sequence: *sequence, account: account.clone() },
        );
        let accounts: Vec<&str> = changes.iter().map(|(_, account)| account.as_str()).collect();
        let accounts = standing(&mut read, company, &accounts).await?;
        Ok(Some(ChangesReply { accounts, cursor: cursor.write(), more }))
    }
}

/// How accounts stand now, in the order in which they are asked for.
async fn standing(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<Vec<ChangedAccount>, StoreError> {
    let asked = Rows::new(accounts)?;
    let rows: Vec<AccountRow> = connection
        .query(
            "SELECT account.account_id, account.state, account.paid_until, account.defaulted_on
               FROM {values $2: text} AS asked
              CROSS JOIN account
              WHERE account.company = $1 AND account.account_id = asked.value",
        )
        .bind(company)
        .bind(&asked)
        .fetch_all()
        .await?;
    let contracts: Vec<ContractRow> = connection
        .query(
            "SELECT contract.account, contract.contract_number, contract.status,
                    contract.principal_balance, contract.fees_balance, contract.tax_balance,
                    contract_loss.kind AS loss_kind, contract_loss.booked_on AS loss_booked_on
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               LEFT JOIN contract_loss ON contract_loss.contract = contract.id
              WHERE contract.company = $1 AND contract.account = asked.value
              ORDER BY contract.signed_on, contract.contract_number",
        )
        .bind(company)
        .bind(&asked)
        .fetch_all()
        .await?;
    let mut of_account: BTreeMap<String, Vec<ChangedContract>> = BTreeMap::new();
    for row in contracts {
        of_account.entry(row.account.clone()).or_default().push(row.into_api()?);
    }
    let mut found = rows
        .into_iter()
        .map(|row| {
            let contracts = of_account.remove(&row.account_id).unwrap_or_default();
            let changed = ChangedAccount {
                account: stored::account(&row.account_id)?,
                state: stored::account_state(&row.state)?,
                paid_until: row.paid_until.map(|day| day.0.to_string()),
                defaulted_on: row.defaulted_on.map(|day| day.0.to_string()),
                contracts,
            };
            Ok((row.account_id, changed))
        })
        .collect::<Result<BTreeMap<_, _>, StoreError>>()?;
    Ok(accounts.iter().filter_map(|account| found.remove(*account)).collect())
}
