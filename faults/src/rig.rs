//! Everything that a command needs to break something.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tempfile::TempDir;

use crate::Result;
use crate::arguments::Arguments;
use crate::client::Client;
use crate::database::{Database, Home, Plan};
use crate::server::{Program, Server};
use crate::sql::Kind;

/// A program, and portfolios to copy.
#[derive(Debug)]
pub(crate) struct Rig {
    pub(crate) program: Program,
    pub(crate) kind: Kind,
    accounts: u32,
    seed: u64,
    // Last, so that it is removed after everything that uses it.
    folder: TempDir,
}

/// A server on a database of its own, and somebody who is signed in.
#[derive(Debug)]
pub(crate) struct ServerRun {
    pub(crate) server: Server,
    pub(crate) database: Database,
    pub(crate) client: Client,
    /// Accounts that may be written off, in no order.
    pub(crate) accounts: Vec<String>,
}

/// The first company's accounts that may be written off, in no order.
pub(crate) fn eligible(database: &Database, rng: &mut fastrand::Rng) -> Result<Vec<String>> {
    let mut sql = database.sql()?;
    let mut accounts = sql.texts(
        "SELECT CAST(account_id AS text) FROM account
          WHERE company = (SELECT min(id) FROM operating_company) AND state = 'defaulted'
            AND EXISTS (SELECT 1 FROM contract WHERE contract.company = account.company
                           AND contract.account = account.account_id AND status = 'active')
          ORDER BY account_id",
    )?;
    sql.close()?;
    rng.shuffle(&mut accounts);
    Ok(accounts)
}

impl Rig {
    pub(crate) fn new(arguments: &Arguments) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("writeoff-faults-").tempdir()?;
        // PostgreSQL runs as somebody else, and must get to its own folder in it.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
        let program = Program::new(&arguments.server, folder.path())?;
        let accounts = arguments.accounts();
        Ok(Self { program, kind: arguments.database, accounts, seed: arguments.seed, folder })
    }

    /// A folder of the command's own.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// How many accounts a portfolio has.
    pub(crate) fn accounts(&self) -> u32 {
        self.accounts
    }

    /// Chances that are the same for the same seed.
    pub(crate) fn rng(&self) -> fastrand::Rng {
        fastrand::Rng::with_seed(self.seed)
    }

    /// How a place for databases is usually made.
    pub(crate) fn plan(&self) -> Plan<'static> {
        Plan { kind: self.kind, accounts: self.accounts, wal: None, settings: &[] }
    }

    /// A place for databases on this machine's own disk.
    pub(crate) fn home(&self) -> Result<Home> {
        self.home_in(&self.folder.path().join("home"), &self.plan())
    }

    /// A place for databases in that folder.
    pub(crate) fn home_in(&self, folder: &Path, plan: &Plan<'_>) -> Result<Home> {
        Home::make(&self.program, folder, plan)
    }

    /// A server on a new copy of the portfolio, which replaces the last one.
    pub(crate) fn life(&self, home: &Home, rng: &mut fastrand::Rng) -> Result<ServerRun> {
        let database = home.new_database()?;
        let accounts = eligible(&database, rng)?;
        let server = self.program.serve(&database.address, &[])?;
        let client = Client::sign_in(&server.origin, &home.admin)?;
        Ok(ServerRun { server, database, client, accounts })
    }
}
