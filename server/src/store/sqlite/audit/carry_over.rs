//! Carrying the rows of an earlier version's log over into the chains.

use domain::AccountId;
use domain::audit::{AuditAction, AuditResult};
use serde_json::json;
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::append;
use crate::audit::{By, Event, Events, Origin};
use crate::store::people::UserId;
use crate::store::{StoreError, instant, stored};

/// A row of the log as an earlier version kept it.
#[derive(sqlx::FromRow)]
struct Earlier {
    at: String,
    app_user: i64,
    user_name: String,
    role: String,
    subject: String,
    detail: String,
}

/// Begins the chain of every company that was there before there were chains: with what the log of
/// the earlier version holds, and with how many repossessions no row tells of. A chain that has
/// begun is left alone; one of a company that was added since begins with that.
pub(in crate::store::sqlite) async fn carry_over(
    connection: &mut SqliteConnection,
) -> Result<(), StoreError> {
    let companies: Vec<i64> =
        sqlx::query_scalar("SELECT company FROM audit_chain WHERE company > 0 AND sequence = 0")
            .fetch_all(&mut *connection)
            .await?;
    for company in companies {
        begin(connection, company).await?;
    }
    Ok(())
}

async fn begin(connection: &mut SqliteConnection, company: i64) -> Result<(), StoreError> {
    // The database's own time, as in its list of migrations.
    let (now, repossessions): (String, i64) = sqlx::query_as(
        "SELECT strftime('%Y-%m-%dT%H:%M:%fZ'),
                (SELECT count(*) FROM repossession WHERE company = ?1)",
    )
    .bind(company)
    .fetch_one(&mut *connection)
    .await?;
    let rows: Vec<Earlier> = sqlx::query_as(
        "SELECT at, app_user, user_name, audit_event.role, subject, detail
           FROM audit_event JOIN app_user ON app_user.id = audit_event.app_user
          WHERE audit_event.company = ?1 ORDER BY audit_event.id",
    )
    .bind(company)
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        append(connection, company, row.into_events()?).await?;
    }
    let detail = json!({ "repossessions": repossessions });
    let event = Event::new(AuditAction::ChainBegun, AuditResult::Done, &detail)?;
    let events = Events { at: instant::from_text(&now)?, by: By::default(), events: vec![event] };
    append(connection, company, events).await?;
    Ok(())
}

impl Earlier {
    /// An earlier version wrote down bulk write-offs and nothing else.
    fn into_events(self) -> Result<Events, StoreError> {
        let role = stored::role(&self.role)?;
        let operation = Uuid::parse_str(&self.subject)
            .map_err(|error| StoreError::Unreadable(format!("the id of an operation: {error}")))?;
        let by = By {
            user: Some(UserId(self.app_user)),
            user_name: Some(self.user_name),
            role: Some(role),
            origin: Origin::default(),
        };
        let event = Event {
            action: AuditAction::BulkWriteOff,
            account: None::<AccountId>,
            operation: Some(operation),
            result: AuditResult::Done,
            detail: self.detail,
        };
        Ok(Events { at: instant::from_text(&self.at)?, by, events: vec![event] })
    }
}
