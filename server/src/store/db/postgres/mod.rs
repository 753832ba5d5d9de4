//! `PostgreSQL`, for several servers on one database.

pub(in crate::store) mod connections;
pub(in crate::store) mod leader;
pub(in crate::store) mod schema;
pub(in crate::store) mod verify;

use sqlx::postgres::PgConnection;

use self::connections::Connections;
use crate::database_location::PostgresUrl;
use crate::store::StoreError;

pub use self::connections::CONNECTIONS_DEFAULT;
pub use self::schema::migrate;
pub use self::verify::Moment;

/// The role that every connection of a server acts as. It may not change what is append-only.
pub const SERVER_ROLE: &str = "writeoff_server";

#[derive(Debug)]
pub(in crate::store) struct PostgresDb {
    pub(super) connections: Connections,
}

impl PostgresDb {
    /// Connects to whichever of the servers takes writes, and brings its schema up to date as the
    /// owner, where it is older than this release.
    pub(super) async fn open(
        url: &PostgresUrl,
        owner: Option<&PostgresUrl>,
        connections_max: u32,
    ) -> Result<Self, StoreError> {
        schema::bring_up_to_date(url, owner).await?;
        let connections = Connections::open(url.servers()?, connections_max).await?;
        Ok(Self { connections })
    }

    /// A connection leads to a server that takes writes, or there is none.
    pub(super) async fn ready(&self) -> Result<(), StoreError> {
        let mut connection = self.connections.acquire().await?;
        schema::check(&mut connection).await
    }
}

/// A connection to the server that takes writes.
pub async fn connect(url: &PostgresUrl) -> Result<PgConnection, StoreError> {
    Ok(leader::find(&url.servers()?).await?.connection)
}

/// The major version of the server.
pub async fn server_version(connection: &mut PgConnection) -> Result<u32, StoreError> {
    let question = "SELECT current_setting('server_version_num')::int / 10000";
    let version: i32 = sqlx::query_scalar(question).fetch_one(connection).await?;
    Ok(version.try_into()?)
}
