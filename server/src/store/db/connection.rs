//! A connection to either database, in a transaction or not.

use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::{Database, Postgres, Sqlite, Transaction};

use super::query::Query;
use crate::store::StoreError;

/// A connection to either database. A transaction that is dropped is rolled back.
#[derive(Debug)]
pub enum Connection {
    Sqlite(Held<Sqlite>),
    Postgres(Held<Postgres>),
}

/// How a connection is held.
#[derive(Debug)]
pub enum Held<DB: Database> {
    Pooled(PoolConnection<DB>),
    Transaction(Transaction<'static, DB>),
    /// One of no pool: of a command that only reads.
    Single(DB::Connection),
}

impl Connection {
    /// A statement, to be bound and executed. The text is that of both databases ([`super::text`]).
    pub(in crate::store) fn query(&mut self, text: &'static str) -> Query<'_> {
        Query::new(self, text)
    }

    pub(in crate::store) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(Held::Transaction(transaction)) => transaction.commit().await?,
            Self::Postgres(Held::Transaction(transaction)) => transaction.commit().await?,
            Self::Sqlite(_) | Self::Postgres(_) => (),
        }
        Ok(())
    }

    pub(in crate::store) async fn rollback(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(Held::Transaction(transaction)) => transaction.rollback().await?,
            Self::Postgres(Held::Transaction(transaction)) => transaction.rollback().await?,
            Self::Sqlite(_) | Self::Postgres(_) => (),
        }
        Ok(())
    }
}

impl<DB: Database> Deref for Held<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Pooled(connection) => connection,
            Self::Transaction(transaction) => transaction,
            Self::Single(connection) => connection,
        }
    }
}

impl<DB: Database> DerefMut for Held<DB> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            Self::Pooled(connection) => connection,
            Self::Transaction(transaction) => transaction,
            Self::Single(connection) => connection,
        }
    }
}
