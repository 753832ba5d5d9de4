//! `PostgreSQL`, for several servers on one database.
//!
//! Every write is a transaction at `READ COMMITTED` that locks what it is about, always in the same
//! order: what the whole request stands for, then accounts by their key, then what is numbered
//! within the company. What is read after a lock was taken is what stands there, so nothing rests
//! on the serializable level. What the database gives up on, a deadlock or a lost connection, is
//! tried again a few times with the same id.

mod account;
mod accounts;
mod actions;
mod apply;
mod audit;
mod bulk_write_off;
mod connections;
mod facts;
mod failed_attempts;
mod health;
mod leader;
mod locks;
mod notifications;
mod operation;
mod people;
mod place;
mod portfolio;
mod recorded;
mod repossession;
mod schema;
mod sessions;
mod settle;
mod terms;
mod tries;
mod verify;

use sqlx::{Postgres, Transaction};

use self::connections::Connections;
use self::tries::Tries;
use super::location::PostgresUrl;
use super::{Store, StoreError};
use crate::ids::IdSource;

pub use self::audit::audit_snapshot;
pub use self::connections::CONNECTIONS_DEFAULT;
pub use self::place::{Place, ensure_server_role};
pub use self::schema::migrate;
pub use self::verify::Moment;

/// The role that every connection of a server acts as. It may not change what is append-only.
pub const SERVER_ROLE: &str = "writeoff_server";

/// The store on `PostgreSQL`.
#[derive(Debug)]
pub struct PostgresStore {
    connections: Connections,
    ids: IdSource,
}

impl Store for PostgresStore {}

impl PostgresStore {
    /// Connects to whichever of the servers takes writes, and brings its schema up to date as the
    /// owner, where it is older than this release. A newer one is as good: releases only add.
    ///
    /// # Errors
    ///
    /// When no server takes writes, or the schema is older and may not be changed.
    pub async fn open(
        url: &PostgresUrl,
        owner: Option<&PostgresUrl>,
        connections_max: u32,
        ids: &IdSource,
    ) -> Result<Self, StoreError> {
        schema::bring_up_to_date(url, owner).await?;
        let connections = Connections::open(url.servers()?, connections_max).await?;
        let store = Self { connections, ids: ids.clone() };
        terms::make_missing(&store).await?;
        Ok(store)
    }

    /// Begins a write. What it locks is locked until it ends.
    async fn begin_write(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        self.connections.begin(None).await
    }

    /// Begins a read: everything in it sees the same moment.
    async fn begin_read(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        self.connections.begin(Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")).await
    }

    /// The tries that one write has.
    fn tries(&self) -> Tries<'_> {
        Tries::new(&self.ids, &self.connections)
    }
}
