//! A node of the cluster: Patroni and the server of `PostgreSQL` that it looks after.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Result;
use crate::postgres::{hand_over, owned_command, programs};
use crate::programs::run;
use crate::sql::Kind;
use crate::sql::Sql;

use super::consensus::free_addresses;

/// A node, whether it runs or not. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Node {
    folder: PathBuf,
    /// Where its database answers, host and port.
    pub(super) address: String,
    patroni: Option<Child>,
}

impl Node {
    /// A node that does not run yet.
    pub(super) fn make(folder: &Path, name: &str, consensus: &str) -> Result<Self> {
        let folder = folder.join(name);
        fs::create_dir(&folder)?;
        let [address, rest] = free_addresses()?;
        let programs = programs().ok_or("PostgreSQL's server is not installed")?;
        let config = CONFIG
            .replace("NAME", name)
            .replace("CONSENSUS", consensus)
            .replace("ADDRESS", &address)
            .replace("REST", &rest)
            .replace("PROGRAMS", &programs.display().to_string())
            .replace("FOLDER", &folder.display().to_string());
        fs::write(folder.join("patroni.yml"), config)?;
        hand_over(&folder)?;
        Ok(Self { folder, address, patroni: None })
    }

    /// Starts it, for the first time or again.
    pub(super) fn start(&mut self) -> Result {
        if self.patroni.is_some() {
            return Ok(());
        }
        let log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.join("patroni.log"))?;
        let mut command = owned_command(Path::new("patroni"), "TERM");
        command.arg(self.folder.join("patroni.yml"));
        command.stdout(Stdio::null()).stderr(log);
        self.patroni = Some(command.spawn()?);
        Ok(())
    }

    /// A connection to its database.
    pub(super) fn sql(&self) -> Result<Sql> {
        Sql::open(Kind::Postgres, &format!("postgres://postgres@{}/postgres", self.address))
    }

    /// Whether its database takes writes.
    pub(super) fn leads(&self) -> bool {
        let asked = self.sql().and_then(|mut sql| {
            let led = sql.count("SELECT CAST(NOT pg_is_in_recovery() AS int)::bigint");
            sql.close()?;
            led
        });
        asked.is_ok_and(|led| led == 1)
    }

    /// Ends everything of it at once, as a machine that falls out of the world does.
    pub(super) fn kill(&mut self) -> Result {
        if let Some(mut patroni) = self.patroni.take() {
            patroni.kill()?;
            patroni.wait()?;
        }
        let Some(postmaster) = self.postmaster() else { return Ok(()) };
        let children = Command::new("ps").args(["--ppid", &postmaster, "-o", "pid="]).output()?;
        let children = String::from_utf8_lossy(&children.stdout).into_owned();
        let mut words = vec!["-KILL", &postmaster];
        words.extend(children.split_whitespace());
        // Some of them may be gone by now, which is what is wanted.
        let _ = run("kill", &words);
        Ok(())
    }

    /// The process of its database, if that runs or has fallen.
    fn postmaster(&self) -> Option<String> {
        let file = fs::read_to_string(self.folder.join("data/postmaster.pid")).ok()?;
        file.lines().next().map(|line| line.trim().to_owned())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // Patroni first, which would start it again. Nothing can be done about what fails here.
        if let Some(mut patroni) = self.patroni.take() {
            let _ = patroni.kill();
            let _ = patroni.wait();
            let _ = self.postmaster().map(|postmaster| run("kill", &["-QUIT", &postmaster]));
        }
    }
}

/// The shortest times that Patroni takes; nothing is acknowledged that is on one machine only.
const CONFIG: &str = "\
scope: writeoff
name: NAME
restapi: { listen: 'REST', connect_address: 'REST' }
etcd3: { hosts: ['CONSENSUS'] }
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 3
    synchronous_mode: true
    synchronous_mode_strict: true
    postgresql:
      use_pg_rewind: true
      parameters: { max_connections: 100, synchronous_commit: 'on' }
  initdb: [{ encoding: UTF8 }, { locale: C.UTF-8 }, data-checksums]
postgresql:
  listen: 'ADDRESS'
  connect_address: 'ADDRESS'
  data_dir: 'FOLDER/data'
  bin_dir: 'PROGRAMS'
  pgpass: 'FOLDER/pgpass'
  authentication:
    superuser: { username: postgres, password: trusted }
    replication: { username: replicator, password: trusted }
    rewind: { username: rewinder, password: trusted }
  pg_hba:
    - local all all trust
    - host all all 127.0.0.1/32 trust
    - host replication all 127.0.0.1/32 trust
  parameters: { unix_socket_directories: 'FOLDER' }
";
