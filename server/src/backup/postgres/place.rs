//! A database as a place to restore into.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};

use crate::database_location::PostgresUrl;
use crate::store::StoreError;
use crate::store::postgres::{SERVER_ROLE, connect, server_version};

/// Why a database cannot be restored into, in a sentence.
type PlaceError = Box<dyn std::error::Error + Send + Sync>;

/// As long as a name may be, in bytes.
const NAME_BYTES_MAX: usize = 63;

/// Databases that are there to be connected to by whoever changes another one.
const OTHERS: [&str; 2] = ["postgres", "template1"];

/// Whether nothing is there that somebody made. What extensions brought along is nobody's.
const VACANT: &str = "
    SELECT NOT EXISTS (
               SELECT FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS (
                      SELECT FROM pg_depend
                       WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass
                         AND deptype = 'e'))
       AND NOT EXISTS (
               SELECT FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
                      SELECT FROM pg_depend
                       WHERE objid = pg_proc.oid AND classid = 'pg_proc'::regclass
                         AND deptype = 'e'))";

/// Removes what a backup of ours brings: tables, with what hangs on them, and functions.
const EMPTY: &str = "
    DO $$
    DECLARE made text;
    BEGIN
        FOR made IN
            SELECT oid::regclass FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
               AND oid NOT IN (SELECT objid FROM pg_depend
                                WHERE classid = 'pg_class'::regclass AND deptype = 'e')
        LOOP EXECUTE format('DROP TABLE %s CASCADE', made); END LOOP;
        FOR made IN
            SELECT oid::regprocedure FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace
               AND oid NOT IN (SELECT objid FROM pg_depend
                                WHERE classid = 'pg_proc'::regclass AND deptype = 'e')
        LOOP EXECUTE format('DROP FUNCTION %s CASCADE', made); END LOOP;
    END $$";

/// How many others are connected.
const OTHERS_CONNECTED: &str = "
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND backend_type = 'client backend'";

/// How long somebody may take to leave: the processes of connections that were closed.
const LEAVE_WAIT: Duration = Duration::from_secs(3);

/// How often to look meanwhile.
const LEAVE_LOOK: Duration = Duration::from_millis(100);

/// The database is in use.
const IN_USE: &str = "55006";

/// A database as a place to restore into.
#[derive(Debug)]
pub(super) struct Place {
    url: PostgresUrl,
    server_version: u32,
}

impl Place {
    /// The place, which must be there.
    pub(super) async fn of(url: &PostgresUrl) -> Result<Self, StoreError> {
        let mut connection = connect(url).await?;
        let server_version = server_version(&mut connection).await?;
        connection.close().await?;
        Ok(Self { url: url.clone(), server_version })
    }

    /// The major version of the server.
    pub(super) fn server_version(&self) -> u32 {
        self.server_version
    }

    /// Whether there is nothing in it but extensions: no table, no function.
    pub(super) async fn is_vacant(&self) -> Result<bool, StoreError> {
        let mut connection = connect(&self.url).await?;
        let vacant = sqlx::query_scalar(VACANT).fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok(vacant)
    }

    /// Removes everything from it again but extensions.
    pub(super) async fn empty(&self) -> Result<(), StoreError> {
        let mut connection = connect(&self.url).await?;
        sqlx::raw_sql(EMPTY).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// That nobody else is connected to it. Whoever is about to leave has a moment.
    pub(super) async fn check_unused(&self) -> Result<(), PlaceError> {
        let mut connection = connect(&self.url).await?;
        let begun = Instant::now();
        let others = loop {
            let others: i64 =
                sqlx::query_scalar(OTHERS_CONNECTED).fetch_one(&mut connection).await?;
            if others == 0 || begun.elapsed() > LEAVE_WAIT {
                break others;
            }
            tokio::time::sleep(LEAVE_LOOK).await;
        };
        connection.close().await?;
        if others == 0 { Ok(()) } else { Err(self.in_use()) }
    }

    /// Makes an empty database of the same kind, on the same servers.
    pub(super) async fn make_beside(&self) -> Result<PostgresUrl, PlaceError> {
        let name = name_of(&self.url.database(), &format!("_restoring_{}", std::process::id()));
        let mut connection = connect(&self.url).await?;
        let (encoding, collate, ctype): (String, String, String) = sqlx::query_as(
            "SELECT pg_encoding_to_char(encoding)::text, quote_literal(datcollate),
                    quote_literal(datctype)
               FROM pg_database WHERE datname = current_database()",
        )
        .fetch_one(&mut connection)
        .await?;
        let create = format!(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE {collate} \
             LC_CTYPE {ctype}",
            quoted(&name)
        );
        let made = sqlx::query(AssertSqlSafe(create)).execute(&mut connection).await;
        connection.close().await?;
        made.map_err(|error| {
            format!("a database to restore into cannot be made beside {}: {error}", self.url)
        })?;
        Ok(self.url.of_database(&name))
    }

    /// Removes a database that was made beside this one.
    pub(super) async fn remove(&self, beside: &PostgresUrl) -> Result<(), StoreError> {
        let mut connection = connect(&self.url).await?;
        let drop = format!("DROP DATABASE IF EXISTS {}", quoted(&beside.database()));
        sqlx::query(AssertSqlSafe(drop)).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// Gives this database another name, and its own to the one beside it, both at once; says the
    /// other name.
    ///
    /// # Errors
    ///
    /// When somebody is connected to either. Both have their names then.
    pub(super) async fn replace(
        &self,
        beside: &PostgresUrl,
        now: Timestamp,
    ) -> Result<String, PlaceError> {
        let own = self.url.database();
        let when = now.strftime("%Y%m%dt%H%M%Sz");
        let aside = name_of(&own, &format!("_before_restore_{when}"));
        let renames = format!(
            "BEGIN; ALTER DATABASE {} RENAME TO {}; ALTER DATABASE {} RENAME TO {}; COMMIT",
            quoted(&own),
            quoted(&aside),
            quoted(&beside.database()),
            quoted(&own)
        );
        let mut connection = self.connect_elsewhere().await?;
        let done = sqlx::raw_sql(AssertSqlSafe(renames)).execute(&mut connection).await;
        connection.close().await?;
        match done {
            Ok(_) => Ok(aside),
            Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(IN_USE) => {
                Err(self.in_use())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A connection to the same servers that does not keep this database from being renamed.
    async fn connect_elsewhere(&self) -> Result<PgConnection, StoreError> {
        let mut last = StoreError::Unreachable(None);
        for name in OTHERS {
            match connect(&self.url.of_database(name)).await {
                Ok(connection) => return Ok(connection),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn in_use(&self) -> PlaceError {
        format!("{} is in use: stop its servers first", self.url).into()
    }
}

/// Makes the role that servers act as, where the cluster has none yet: what is restored grants
/// rights to it.
///
/// # Errors
///
/// When there is none and the login may not make one.
pub(super) async fn ensure_server_role(url: &PostgresUrl) -> Result<(), PlaceError> {
    let mut connection = connect(url).await?;
    let there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)")
        .bind(SERVER_ROLE)
        .fetch_one(&mut connection)
        .await?;
    if !there {
        let create = format!("CREATE ROLE {SERVER_ROLE} NOLOGIN");
        sqlx::query(AssertSqlSafe(create.clone())).execute(&mut connection).await.map_err(
            |error| {
                format!("there is no role {SERVER_ROLE}; as an administrator: {create} ({error})")
            },
        )?;
    }
    Ok(connection.close().await?)
}

/// A name with something behind it, cut so that the whole is a name.
fn name_of(name: &str, behind: &str) -> String {
    let room = NAME_BYTES_MAX.saturating_sub(behind.len());
    let end = (0..=room.min(name.len())).rev().find(|end| name.is_char_boundary(*end));
    format!("{}{behind}", name.get(..end.unwrap_or_default()).unwrap_or_default())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_something_behind_it_is_a_name() {
        assert_eq!(name_of("writeoff", "_aside"), "writeoff_aside");
        let long = name_of(&"é".repeat(40), "_aside");
        assert_eq!(long, format!("{}_aside", "é".repeat(28)));
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
    }
}
