//! Numbers for new rows that refer to each other: drawn before the rows are written.

use crate::store::StoreError;

use super::connection::Connection;

/// A table whose rows are numbered.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum Numbered {
    Customer,
    Contract,
    Repossession,
    JournalEntry,
    Payment,
    PendingAction,
    WriteOffProcess,
    ProcessHistory,
}

impl Connection {
    /// Numbers for so many new rows. On `SQLite` they follow on the largest under the writer's lock;
    /// on `PostgreSQL`, where several servers draw at once, they come from the table's sequence.
    pub(in crate::store) async fn new_ids(
        &mut self,
        table: Numbered,
        count: usize,
    ) -> Result<Vec<i64>, StoreError> {
        let count = i64::try_from(count)?;
        match self {
            Self::Sqlite(_) => {
                let last: i64 = self
                    .query(match table {
                        Numbered::Customer => "SELECT coalesce(max(id), 0) FROM customer",
                        Numbered::Contract => "SELECT coalesce(max(id), 0) FROM contract",
                        Numbered::Repossession => "SELECT coalesce(max(id), 0) FROM repossession",
                        Numbered::JournalEntry => "SELECT coalesce(max(id), 0) FROM journal_entry",
                        Numbered::Payment => "SELECT coalesce(max(id), 0) FROM payment",
                        Numbered::PendingAction => {
                            "SELECT coalesce(max(id), 0) FROM pending_action"
                        }
                        Numbered::WriteOffProcess => {
                            "SELECT coalesce(max(id), 0) FROM write_off_process"
                        }
                        Numbered::ProcessHistory => {
                            "SELECT coalesce(max(id), 0) FROM process_history"
                        }
                    })
                    .fetch_value()
                    .await?;
                Ok((last + 1..=last + count).collect())
            }
            Self::Postgres(_) => {
                self.query("SELECT nextval($1::regclass) FROM generate_series(1, $2)")
                    .bind(match table {
                        Numbered::Customer => "customer_id_seq",
                        Numbered::Contract => "contract_id_seq",
                        Numbered::Repossession => "repossession_id_seq",
                        Numbered::JournalEntry => "journal_entry_id_seq",
                        Numbered::Payment => "payment_id_seq",
                        Numbered::PendingAction => "pending_action_id_seq",
                        Numbered::WriteOffProcess => "write_off_process_id_seq",
                        Numbered::ProcessHistory => "process_history_id_seq",
                    })
                    .bind(count)
                    .fetch_scalars()
                    .await
            }
        }
    }
}
