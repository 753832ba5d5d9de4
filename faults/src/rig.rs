//! Everything that a command needs to break something.

use std::path::Path;

use tempfile::TempDir;

use crate::Result;
use crate::arguments::Arguments;
use crate::client::{Client, Credentials};
use crate::database::{Database, Kind, Template};
use crate::server::{Program, Server};

/// A program, a portfolio to copy, and somebody who may write it off.
#[derive(Debug)]
pub(crate) struct Rig {
    pub(crate) program: Program,
    pub(crate) kind: Kind,
    pub(crate) template: Template,
    pub(crate) admin: Credentials,
    pub(crate) seed: u64,
    // Last, so that it is removed after everything that uses it.
    folder: TempDir,
}

/// A server on a database of its own, and somebody who is signed in.
#[derive(Debug)]
pub(crate) struct Life {
    pub(crate) server: Server,
    pub(crate) database: Database,
    pub(crate) client: Client,
    /// Accounts that may be written off, in no order.
    pub(crate) accounts: Vec<String>,
}

impl Rig {
    pub(crate) fn new(arguments: &Arguments) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("writeoff-faults-").tempdir()?;
        let program = Program::new(&arguments.server, folder.path())?;
        let template = Template::make(&program, folder.path(), arguments.fault.accounts())?;
        let admin = first_admin(&template.printed)?;
        Ok(Self {
            program,
            kind: arguments.database,
            template,
            admin,
            seed: arguments.seed,
            folder,
        })
    }

    /// A folder of the command's own.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Chances that are the same for the same seed.
    pub(crate) fn rng(&self) -> fastrand::Rng {
        fastrand::Rng::with_seed(self.seed)
    }

    /// A server on a new copy of the portfolio, which replaces the last one.
    pub(crate) fn life(&self, rng: &mut fastrand::Rng) -> Result<Life> {
        self.life_in(&self.folder.path().join("life"), rng)
    }

    /// The same in a folder that is said.
    pub(crate) fn life_in(&self, folder: &Path, rng: &mut fastrand::Rng) -> Result<Life> {
        let database = self.template.copy_to(folder)?;
        let mut sql = database.sql()?;
        let mut accounts = sql.texts(
            "SELECT account_id FROM account
              WHERE company = (SELECT min(id) FROM operating_company) AND state = 'defaulted'
                AND EXISTS (SELECT 1 FROM contract WHERE contract.company = account.company
                               AND contract.account = account.account_id AND status = 'active')
              ORDER BY account_id",
        )?;
        sql.close()?;
        rng.shuffle(&mut accounts);
        let server = self.program.serve(&database.address, &[])?;
        let client = Client::sign_in(&server.origin, &self.admin)?;
        Ok(Life { server, database, client, accounts })
    }
}

/// The first of `sign in as NAME with PASSWORD (Admin, COMPANY)`, which is the first company's.
fn first_admin(printed: &str) -> Result<Credentials> {
    printed
        .lines()
        .find_map(|line| {
            let (user, rest) = line.strip_prefix("sign in as ")?.split_once(" with ")?;
            let (password, role) = rest.split_once(' ')?;
            role.starts_with("(Admin,")
                .then(|| Credentials { user: user.to_owned(), password: password.to_owned() })
        })
        .ok_or_else(|| "the demonstration has no Admin".into())
}
