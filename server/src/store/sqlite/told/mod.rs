//! What is told by one row and read from it by all others: what repossessions and write-offs say of
//! actions, products, contracts and accounts; and the counts of the days along which accounts and
//! actions are listed.

mod by_repossessions;
mod by_write_offs;

use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, SqliteConnection};

use super::MIGRATIONS;
use crate::store::invariants::{DAYS_AS_COUNTED, ask};

/// Two accounts in default, one of which has lost its action, one that was repossessed and one that
/// is inactive and never defaulted.
const PORTFOLIO: &str = "
    INSERT INTO operating_company VALUES (1, 'KE', 'Kenya', 'KES', 2, 'Africa/Nairobi', 90, 30);
    INSERT INTO fulfilment_centre VALUES (1, 1, 'Kisumu');
    INSERT INTO app_user VALUES (1, 1, 'a', 'a', 'A', 'admin', '$argon2id$', '2026-01-01T00:00:00.000Z', NULL);
    INSERT INTO customer VALUES (1, 1, 'Achieng', 'residential', '', ' achieng');
    INSERT INTO product VALUES (1, 1, 'Lamp'), (2, 1, 'Panel');
    INSERT INTO account VALUES
        (1, 'A', 1, 1, 'defaulted', NULL, '2026-01-01'), (1, 'B', 1, 1, 'defaulted', NULL, '2026-01-01'),
        (1, 'C', 1, 1, 'inactive', NULL, '2026-02-01'), (1, 'D', 1, 1, 'inactive', NULL, NULL);
    INSERT INTO contract
    SELECT column1, 1, column2, column3, '', '2025-01-01', 0, 0, 0, 0, 0
      FROM (VALUES (1, 'A', 'active'), (2, 'B', 'active'), (3, 'C', 'terminated'));
    INSERT INTO held_product VALUES (1, 1, 1), (1, 2, 3), (2, 1, 1);
    INSERT INTO pending_action (id, company, account, type, status, defaulted_on, created_at, done_at) VALUES
        (1, 1, 'A', 'repossession', 'pending', '2026-01-01', '2026-01-01T00:00:00.000Z', NULL),
        (3, 1, 'C', 'repossession', 'done', '2026-02-01', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z');
    INSERT INTO repossession (id, company, account, repossessed_on, completed_by, cu_number,
                              product_condition, pending_action, recorded_at, recorded_by)
    VALUES
        (1, 1, 'C', '2026-03-01', 1, NULL, 'used', 3, '2026-03-01T00:00:00.000Z', 1);
    INSERT INTO repossession_line VALUES (1, 3, 1, 1, 1);";

async fn run(connection: &mut SqliteConnection, statements: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(statements.to_owned())).execute(connection).await.map(drop)
}

/// A database of that version or the latest, with the portfolio.
async fn filled(version: i64) -> SqliteConnection {
    let mut connection = SqliteConnectOptions::new().in_memory(true).connect().await.unwrap();
    let until: Vec<_> =
        MIGRATIONS.iter().filter(|migration| migration.version <= version).cloned().collect();
    let migrator = Migrator { migrations: until.into(), ..Migrator::DEFAULT };
    migrator.run(&mut connection).await.unwrap();
    run(&mut connection, PORTFOLIO).await.unwrap();
    connection
}

async fn texts(connection: &mut SqliteConnection, query: &'static str) -> Vec<String> {
    sqlx::query_scalar(query).fetch_all(connection).await.unwrap()
}

async fn assert_counted(connection: &mut SqliteConnection, after: &str) {
    let found = ask(connection, &DAYS_AS_COUNTED).await.unwrap();
    assert_eq!(found.violations, 0, "{after}: {found:?}");
    assert!(found.checked > 0, "{after}");
}
