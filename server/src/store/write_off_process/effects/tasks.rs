//! Events that give somebody something to do.

use domain::AccountId;
use domain::write_off_process::activator::Doing;
use serde::Serialize;

use super::{Outcome, Work};
use crate::store::daily_run::OfDay;
use crate::store::db::{Connection, Numbered, Rows};
use crate::store::{StoreError, exactly};

#[derive(Serialize)]
struct TaskRow<'a> {
    action: i64,
    account: &'a AccountId,
    since: String,
    process: i64,
    sequence: u32,
    text: &'a str,
}

/// Tasks stand among the actions.
pub(super) async fn give(
    connection: &mut Connection,
    of: OfDay,
    work: &Work<'_>,
) -> Result<(), StoreError> {
    let tasks: Vec<(&Outcome<'_>, u32, &str)> = work
        .effects()
        .filter_map(|(one, sequence, does)| match does {
            Doing::Task(text) => Some((one, sequence, text.as_str())),
            _ => None,
        })
        .collect();
    if tasks.is_empty() {
        return Ok(());
    }
    let ids = connection.new_ids(Numbered::PendingAction, tasks.len()).await?;
    let rows: Vec<TaskRow<'_>> = std::iter::zip(ids, tasks)
        .map(|(action, (one, sequence, text))| {
            let standing = &one.facts.facts.standing;
            let since = standing.defaulted_on.unwrap_or(of.day);
            let (account, process) = (&one.before.account, one.before.id);
            TaskRow { action, account, since: since.to_string(), process, sequence, text }
        })
        .collect();
    let json = &Rows::new(&rows)?;
    let inserted = connection
        .query(
            "INSERT INTO pending_action (id, company, account, type, status, defaulted_on,
                                         created_at)
             SELECT action, $1, account, 'task', 'pending', since, $2
               FROM {rows $3: action int, account text, since date} AS new",
        )
        .bind(of.company)
        .bind(of.now)
        .bind(json)
        .execute()
        .await?;
    exactly("tasks", rows.len(), inserted)?;
    let inserted = connection
        .query(
            "INSERT INTO process_task (action, process, sequence, text)
             SELECT action, process, sequence, text
               FROM {rows $1: action int, process int, sequence int, text text} AS new",
        )
        .bind(json)
        .execute()
        .await?;
    exactly("tasks of processes", rows.len(), inserted)
}
