//! The databases that a server runs on: filled once, copied for each use.

use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::Result;
use crate::client::Credentials;
use crate::postgres::Cluster;
use crate::server::Program;
use crate::sql::{Kind, Sql};

/// A place for databases, with a filled one that nobody uses: others are made from it.
#[derive(Debug)]
pub(crate) struct Home {
    place: Place,
    /// Where the filled one is, as `--database` takes it.
    pub(crate) template: String,
    /// The first company's Admin.
    pub(crate) admin: Credentials,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Cluster { cluster: RefCell<Cluster>, made: Cell<u32> },
}

/// How a place is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) kind: Kind,
    pub(crate) accounts: u32,
    /// Where `PostgreSQL` writes its log, if not beside the data.
    pub(crate) wal: Option<&'a Path>,
    /// Settings of `PostgreSQL` that are not the usual ones.
    pub(crate) settings: &'a [&'a str],
}

impl Home {
    /// Makes it in that folder and fills a database with a demonstration portfolio.
    pub(crate) fn make(program: &Program, folder: &Path, plan: &Plan<'_>) -> Result<Self> {
        let (place, address) = match plan.kind {
            Kind::Sqlite => {
                let path = folder.join("template.db");
                (Place::Folder(folder.to_owned()), path.display().to_string())
            }
            Kind::Postgres => {
                let cluster = Cluster::make(&folder.join("pg"), plan.wal, plan.settings)?;
                let mut sql = Sql::open(plan.kind, &cluster.url("postgres"))?;
                sql.execute("CREATE DATABASE template")?;
                sql.close()?;
                let address = cluster.url("template");
                (Place::Cluster { cluster: RefCell::new(cluster), made: Cell::new(0) }, address)
            }
        };
        let accounts = plan.accounts.to_string();
        let words = ["demo", "--accounts", &accounts, "--seed", "1", "--database", &address];
        // The files to upload are written where this runs, or beside the file.
        let printed = program.run_well(&words)?;
        Ok(Self { place, template: address, admin: first_admin(&printed)? })
    }

    /// The files to upload: beside the database, or else in the folder where programs run.
    pub(crate) fn uploads(&self, runs_in: &Path) -> PathBuf {
        match &self.place {
            Place::Folder(folder) => folder.join("uploads"),
            Place::Cluster { .. } => runs_in.join("uploads"),
        }
    }

    /// A new database like the filled one, in the place of the last.
    pub(crate) fn new_database(&self) -> Result<Database> {
        match &self.place {
            Place::Folder(folder) => copy(folder),
            Place::Cluster { cluster, made } => {
                let cluster = cluster.borrow();
                let number = made.replace(made.get() + 1);
                let mut sql = Sql::open(Kind::Postgres, &cluster.url("postgres"))?;
                if let Some(last) = number.checked_sub(1) {
                    sql.execute(&format!("DROP DATABASE IF EXISTS life_{last} WITH (FORCE)"))?;
                }
                sql.execute(&format!("CREATE DATABASE life_{number} TEMPLATE template"))?;
                sql.close()?;
                Ok(Database::on_postgres(cluster.url(&format!("life_{number}"))))
            }
        }
    }

    /// The machine is without power: what is a process of its own ends, too.
    pub(crate) fn fall(&self) -> Result {
        match &self.place {
            Place::Folder(_) => Ok(()),
            Place::Cluster { cluster, .. } => cluster.borrow_mut().crash(),
        }
    }

    /// Starts again what has ended, as whoever looks after a machine does.
    pub(crate) fn start(&self) -> Result {
        match &self.place {
            Place::Folder(_) => Ok(()),
            Place::Cluster { cluster, .. } => cluster.borrow_mut().start(),
        }
    }
}

fn copy(folder: &Path) -> Result<Database> {
    let path = folder.join("writeoff.db");
    for leftover in ["writeoff.db", "writeoff.db-wal", "writeoff.db-shm"] {
        let leftover = folder.join(leftover);
        if leftover.exists() {
            fs::remove_file(leftover)?;
        }
    }
    fs::copy(folder.join("template.db"), &path)?;
    Ok(Database { kind: Kind::Sqlite, address: path.display().to_string() })
}

/// The first of `sign in as NAME with PASSWORD (Admin, COMPANY)`, which is the first company's.
pub(crate) fn first_admin(printed: &str) -> Result<Credentials> {
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

/// A database that a server runs on.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    kind: Kind,
    /// What `--database` takes.
    pub(crate) address: String,
}

impl Database {
    /// A database of servers of `PostgreSQL` that somebody else looks after.
    pub(crate) fn on_postgres(address: String) -> Self {
        Self { kind: Kind::Postgres, address }
    }

    /// Lets what is still to be done after filling and copying it be done: nobody waits for it
    /// later, where a portfolio has grown over years.
    pub(crate) fn settle(&self) -> Result {
        match self.kind {
            Kind::Sqlite => File::open(&self.address)?.sync_all()?,
            Kind::Postgres => {
                let mut sql = self.sql()?;
                sql.execute("VACUUM (ANALYZE)")?;
                sql.execute("CHECKPOINT")?;
                sql.close()?;
            }
        }
        Ok(())
    }

    /// A connection behind the server's back.
    pub(crate) fn sql(&self) -> Result<Sql> {
        Sql::open(self.kind, &self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_admin_is_found() {
        let printed = "wrote uploads/full.csv\nsign in as b.two with pw2 (Basic, Sun)\n\
                       sign in as a.one with pw1 (Admin, Sun)\nsign in as c.three with pw3 (Admin, Moon)\n";
        let admin = first_admin(printed).unwrap();
        assert_eq!((admin.user.as_str(), admin.password.as_str()), ("a.one", "pw1"));
        assert!(first_admin("wrote uploads/full.csv\n").is_err());
    }
}
