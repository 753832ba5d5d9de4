//! Which of several servers takes writes.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::store::StoreError;

/// How long a server has to answer to being connected to. One that is gone without a word would
/// keep its successor from being found.
const CONNECT_WAIT: Duration = Duration::from_secs(2);

/// A connection to the server that takes writes, and how it was made.
#[derive(Debug)]
pub(super) struct Leader {
    pub(super) connection: PgConnection,
    pub(super) options: PgConnectOptions,
}

/// Looks for the server that takes writes, in the order in which they are named.
pub(super) async fn find(servers: &[PgConnectOptions]) -> Result<Leader, StoreError> {
    let mut last = sqlx::Error::Configuration("no server is named".into());
    for options in servers {
        let found = tokio::time::timeout(CONNECT_WAIT, connect(options)).await;
        match found {
            Ok(Ok(Some(connection))) => return Ok(Leader { connection, options: options.clone() }),
            Ok(Ok(None)) => {
                last = sqlx::Error::Io(std::io::Error::other("the server is a replica"));
            }
            Ok(Err(error)) => last = error,
            Err(_) => last = sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()),
        }
    }
    Err(StoreError::Unreachable(Some(last)))
}

/// A connection, if the server takes writes.
async fn connect(options: &PgConnectOptions) -> Result<Option<PgConnection>, sqlx::Error> {
    let mut connection = options.connect().await?;
    if takes_writes(&mut connection).await? {
        return Ok(Some(connection));
    }
    connection.close().await?;
    Ok(None)
}

/// Whether what is connected to takes writes: a replica does not, nor a leader that has been
/// demoted.
pub(super) async fn takes_writes(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT NOT pg_is_in_recovery()").fetch_one(connection).await
}
