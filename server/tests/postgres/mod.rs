//! A cluster of `PostgreSQL` for tests, and a database for each of them.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use server::database_location::PostgresUrl;
use server::store::postgres::{SERVER_ROLE, migrate};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tokio::sync::OnceCell;

/// Who owns the tables: no administrator, and not who serves.
const OWNER: &str = "owner";

/// Who serves: a member of the servers' role, and nothing else.
const SERVER: &str = "server";

/// Who looks and backs up: may read everything, and nothing else.
pub(crate) const READER: &str = "reader";

/// A database that has the schema, to make others from.
const TEMPLATE: &str = "template_of_tests";

/// A cluster that goes away with the process that started it.
#[derive(Debug)]
pub(crate) struct Cluster {
    /// Where it is, its socket too.
    pub(crate) folder: PathBuf,
    shell: Mutex<Child>,
    output: Mutex<BufReader<ChildStdout>>,
    databases: AtomicUsize,
}

impl Cluster {
    /// The cluster that all tests of this process share.
    pub(crate) async fn shared() -> &'static Self {
        static SHARED: OnceCell<Cluster> = OnceCell::const_new();
        SHARED.get_or_init(Self::start).await
    }

    /// A cluster of one's own, to stop and start.
    pub(crate) async fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/postgres/cluster.sh");
        let mut shell = Command::new("sh")
            .arg(script)
            .arg(programs())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What stops the tests as a group must not stop who tidies up after them.
            .process_group(0)
            .spawn()
            .unwrap();
        let mut output = BufReader::new(shell.stdout.take().unwrap());
        let mut folder = String::new();
        output.read_line(&mut folder).unwrap();
        assert!(!folder.is_empty(), "PostgreSQL did not start; see above");
        let cluster = Self {
            folder: PathBuf::from(folder.trim()),
            shell: Mutex::new(shell),
            output: Mutex::new(output),
            databases: AtomicUsize::new(0),
        };
        cluster.make_template().await;
        cluster
    }

    async fn make_template(&self) {
        self.execute("postgres", &format!("CREATE ROLE {OWNER} LOGIN CREATEROLE")).await;
        self.create_database(TEMPLATE, "template1").await;
        migrate(&self.url(OWNER, TEMPLATE)).await.unwrap();
        let server = format!("CREATE ROLE {SERVER} LOGIN IN ROLE {SERVER_ROLE}");
        self.execute("postgres", &server).await;
        let reader = format!("CREATE ROLE {READER} LOGIN IN ROLE pg_read_all_data");
        self.execute("postgres", &reader).await;
    }

    /// A new database with the schema.
    pub(crate) async fn database(&self) -> Database<'_> {
        self.database_like(TEMPLATE).await
    }

    /// A new database with nothing in it.
    pub(crate) async fn empty_database(&self) -> Database<'_> {
        self.database_like("template1").await
    }

    /// A new database like another one, which nobody may be connected to.
    pub(crate) async fn database_like(&self, template: &str) -> Database<'_> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::SeqCst));
        self.create_database(&name, template).await;
        Database { cluster: self, name }
    }

    async fn create_database(&self, name: &str, template: &str) {
        let create = format!("CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}");
        self.execute("postgres", &create).await;
    }

    /// Does something as somebody who may do anything.
    pub(crate) async fn execute(&self, database: &str, statement: &str) {
        let mut administrator = self.administrator(database).await;
        let statement = AssertSqlSafe(statement.to_owned());
        sqlx::raw_sql(statement).execute(&mut administrator).await.unwrap();
        administrator.close().await.unwrap();
    }

    async fn administrator(&self, database: &str) -> PgConnection {
        let options: PgConnectOptions = self.text(database, "postgres").parse().unwrap();
        options.disable_statement_logging().connect().await.unwrap()
    }

    /// The URL of a database as that user connects to it.
    pub(crate) fn text(&self, database: &str, user: &str) -> String {
        let folder = self.folder.to_str().unwrap().replace('/', "%2F");
        format!("postgres://{user}@{folder}/{database}")
    }

    fn url(&self, user: &str, database: &str) -> PostgresUrl {
        self.text(database, user).parse().unwrap()
    }

    /// Stops the cluster as a power cut would.
    pub(crate) fn stop(&self) {
        assert_eq!(self.ask("stop"), "stopped");
    }

    /// Starts it again.
    pub(crate) fn restart(&self) {
        assert_eq!(self.ask("start"), "started");
    }

    fn ask(&self, command: &str) -> String {
        let mut shell = self.shell.lock().unwrap();
        writeln!(shell.stdin.as_mut().unwrap(), "{command}").unwrap();
        let mut answer = String::new();
        self.output.lock().unwrap().read_line(&mut answer).unwrap();
        answer.trim().to_owned()
    }
}

/// One of one's own is waited for; the shared one is tidied up when its process has ended.
impl Drop for Cluster {
    fn drop(&mut self) {
        let mut shell = self.shell.lock().unwrap();
        drop(shell.stdin.take());
        shell.wait().unwrap();
    }
}

/// A database of a cluster.
#[derive(Debug)]
pub(crate) struct Database<'a> {
    pub(crate) cluster: &'a Cluster,
    pub(crate) name: String,
}

impl Database<'_> {
    /// The URL as those who serve connect to it.
    pub(crate) fn text(&self) -> String {
        self.cluster.text(&self.name, SERVER)
    }

    /// The URL as the owner of its tables connects to it.
    pub(crate) fn owner_text(&self) -> String {
        self.cluster.text(&self.name, OWNER)
    }

    /// A connection that may do anything.
    pub(crate) async fn administrator(&self) -> PgConnection {
        self.cluster.administrator(&self.name).await
    }
}

/// Where Debian puts the programs of the newest version that is there.
fn programs() -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|version| {
            let version = version.ok()?;
            let number = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
                .filter(|(_, bin)| bin.join("initdb").exists())
        })
        .collect();
    found.sort();
    let newest = found.pop().expect(
        "the programs of PostgreSQL are missing: install Debian's package postgresql, or run \
         `cargo xtask test server`, which does",
    );
    newest.1
}
