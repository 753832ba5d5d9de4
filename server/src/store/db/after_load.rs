//! What a database needs after many rows were loaded.

use super::Db;
use super::connection::Connection;
use crate::store::StoreError;

impl Connection {
    /// Numbers that came with loaded rows are taken: new ones follow on them. `SQLite` numbers new
    /// rows after the largest by itself.
    pub(in crate::store) async fn sequences_follow_on(&mut self) -> Result<(), StoreError> {
        if let Self::Postgres(_) = self {
            self.query(
                "SELECT setval('customer_id_seq', max(id)) FROM customer
                  UNION ALL SELECT setval('contract_id_seq', max(id)) FROM contract
                  UNION ALL SELECT setval('pending_action_id_seq', max(id)) FROM pending_action
                  UNION ALL SELECT setval('repossession_id_seq', max(id)) FROM repossession
                  UNION ALL SELECT setval('payment_id_seq', max(id)) FROM payment
                  UNION ALL SELECT setval('journal_entry_id_seq', max(id)) FROM journal_entry
                  UNION ALL SELECT setval('write_off_settings_id_seq', max(id))
                              FROM write_off_settings
                  UNION ALL SELECT setval('account_hold_id_seq', max(id)) FROM account_hold
                  UNION ALL SELECT setval('write_off_process_id_seq', max(id))
                              FROM write_off_process
                  UNION ALL SELECT setval('process_history_id_seq', max(id)) FROM process_history
                  UNION ALL SELECT setval('referral_id_seq', max(id)) FROM referral
                  UNION ALL SELECT setval('message_id_seq', max(id)) FROM message",
            )
            .execute()
            .await?;
        }
        Ok(())
    }
}

impl Db {
    /// Has the planner learn how large the tables are. `PostgreSQL` does so by itself a minute later,
    /// and until then plans for empty tables. Only the owner may ask for it; for others it does
    /// nothing, and they wait that minute. `SQLite` plans without statistics here, so that plans are
    /// the same in every database.
    pub(in crate::store) async fn gather_statistics(&self) -> Result<(), StoreError> {
        if let Self::Sqlite(_) = self {
            return Ok(());
        }
        let mut write = self.begin_write().await?;
        for statement in ["SET LOCAL ROLE NONE", "SET LOCAL statement_timeout = 0", "ANALYZE"] {
            write.query(statement).execute().await?;
        }
        write.commit().await
    }
}
