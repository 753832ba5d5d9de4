//! What a write locks, always in this order: the id of the request or the company's people, the user,
//! the accounts by their key, what is numbered within the company, the head of the audit chain.
//!
//! A lock holds until the transaction ends. On `SQLite` there is nothing to do: a write has the
//! whole database.

use std::collections::BTreeSet;

use domain::AccountId;

use super::connection::Connection;
use super::text::Rows;
use crate::identity::{CompanyId, UserId};
use crate::store::StoreError;

impl Connection {
    /// Locks a name, whether or not there is anything of that name yet.
    pub(in crate::store) async fn lock_name(
        &mut self,
        kind: &str,
        name: &str,
    ) -> Result<(), StoreError> {
        if let Self::Postgres(_) = self {
            self.query("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended($1, 0))")
                .bind(format!("{kind} {name}"))
                .execute()
                .await?;
        }
        Ok(())
    }

    /// Locks a user against being changed.
    pub(in crate::store) async fn lock_user(&mut self, user: UserId) -> Result<(), StoreError> {
        if let Self::Postgres(_) = self {
            self.query("SELECT 1 FROM app_user WHERE id = $1 FOR SHARE")
                .bind(user)
                .execute()
                .await?;
        }
        Ok(())
    }

    /// Locks accounts, and with them everything that is theirs. Two operations on the same accounts
    /// wait for each other, never for ever.
    pub(in crate::store) async fn lock_accounts(
        &mut self,
        company: CompanyId,
        accounts: &[AccountId],
    ) -> Result<(), StoreError> {
        if let Self::Postgres(_) = self {
            let asked: BTreeSet<&str> = accounts.iter().map(AccountId::as_str).collect();
            self.query(
                "SELECT count(*) FROM (
                     SELECT 1 FROM account WHERE company = $1 AND account_id IN {values $2: text}
                      ORDER BY account_id FOR NO KEY UPDATE) AS locked",
            )
            .bind(company)
            .bind(&Rows::new(&Vec::from_iter(asked))?)
            .execute()
            .await?;
        }
        Ok(())
    }

    /// Locks what is numbered within the company, and its stock.
    pub(in crate::store) async fn lock_numbers(
        &mut self,
        company: CompanyId,
    ) -> Result<(), StoreError> {
        if let Self::Postgres(_) = self {
            self.query("SELECT 1 FROM operating_company WHERE id = $1 FOR NO KEY UPDATE")
                .bind(company)
                .execute()
                .await?;
        }
        Ok(())
    }

    /// Locks the head of an audit chain.
    pub(in crate::store) async fn lock_chain(&mut self, company: i64) -> Result<(), StoreError> {
        if let Self::Postgres(_) = self {
            self.query("SELECT 1 FROM audit_chain WHERE company = $1 FOR NO KEY UPDATE")
                .bind(company)
                .execute()
                .await?;
        }
        Ok(())
    }
}
