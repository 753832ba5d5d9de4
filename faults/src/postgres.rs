//! Clusters of `PostgreSQL` of our own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::programs::{is_root, run};

/// Where Debian has the programs of each version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// How long a server may take to be ready, after a crash too.
const READY_AT_MOST: Duration = Duration::from_mins(1);

/// So many lines of what it said tell why it does not start.
const LOG_LINES_TOLD: usize = 10;

/// A cluster that runs. Dropping it stops it.
#[derive(Debug)]
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    settings: Vec<String>,
    postmaster: Option<Child>,
}

/// A program that runs as somebody who is not root, and is sent a signal when we end.
pub(crate) fn owned_command(program: &Path, at_our_end: &str) -> Command {
    let mut command = Command::new("setpriv");
    if is_root() {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--init-groups"]);
    }
    command.args(["--pdeathsig", at_our_end]).arg(program);
    command.current_dir("/").stdin(Stdio::null());
    command
}

/// Gives a folder to whom such a program runs as: the database refuses to run as root.
pub(crate) fn hand_over(folder: &Path) -> Result {
    if is_root() {
        run("chown", &["-R", "postgres:postgres", &folder.display().to_string()])?;
    }
    Ok(())
}

/// The newest programs that are installed.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(VERSIONS).ok()?;
    let bins = versions.filter_map(|version| Some(version.ok()?.path().join("bin")));
    bins.filter(|bin| bin.join("initdb").exists()).max()
}

/// Why there can be no cluster here; none where there can.
pub(crate) fn missing() -> Option<String> {
    programs().is_none().then(|| "PostgreSQL's server is not installed".to_owned())
}

impl Cluster {
    /// A new one in that folder, which it makes; its log of writes is elsewhere if that is said.
    pub(crate) fn make(folder: &Path, wal: Option<&Path>, settings: &[&str]) -> Result<Self> {
        let programs = programs().ok_or("PostgreSQL's server is not installed")?;
        for folder in [Some(folder), wal].into_iter().flatten() {
            fs::create_dir_all(folder)?;
            hand_over(folder)?;
        }
        let mut cluster = Self {
            programs,
            folder: folder.to_owned(),
            settings: settings.iter().map(|setting| (*setting).to_owned()).collect(),
            postmaster: None,
        };
        let mut initdb = cluster.command("initdb");
        initdb.args(["--username", "postgres", "--auth", "trust", "--encoding", "UTF8"]);
        initdb.args(["--locale", "C.UTF-8", "--pgdata"]).arg(cluster.data());
        if let Some(wal) = wal {
            initdb.arg("--waldir").arg(wal.join("wal"));
        }
        let output = initdb.output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        cluster.start()?;
        Ok(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// What it says while it runs.
    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// One of its programs.
    fn command(&self, program: &str) -> Command {
        owned_command(&self.programs.join(program), "QUIT")
    }

    /// Starts it and waits until it takes writes.
    pub(crate) fn start(&mut self) -> Result {
        let begun = Instant::now();
        while begun.elapsed() < READY_AT_MOST {
            if self.has_ended()? {
                self.launch()?;
            }
            thread::sleep(Duration::from_millis(100));
            let mut ready = self.command("pg_isready");
            ready.args(["--quiet", "--host"]).arg(&self.folder);
            if !self.has_ended()? && ready.status()?.success() {
                return Ok(());
            }
        }
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(LOG_LINES_TOLD).collect();
        let last = lines.into_iter().rev().collect::<Vec<_>>().join("\n");
        Err(format!("PostgreSQL does not start; it said last:\n{last}").into())
    }

    fn launch(&mut self) -> Result {
        let mut postmaster = self.command("postgres");
        postmaster.arg("-D").arg(self.data()).arg("-k").arg(&self.folder);
        postmaster.args(["-c", "listen_addresses=", "-c", "max_connections=200"]);
        postmaster.args(self.settings.iter().flat_map(|setting| ["-c", setting.as_str()]));
        let log = fs::OpenOptions::new().create(true).append(true).open(self.log())?;
        postmaster.stdout(Stdio::null()).stderr(log);
        self.postmaster = Some(postmaster.spawn()?);
        Ok(())
    }

    /// Whether it does not run, never did or no longer.
    pub(crate) fn has_ended(&mut self) -> Result<bool> {
        match &mut self.postmaster {
            Some(postmaster) => Ok(postmaster.try_wait()?.is_some()),
            None => Ok(true),
        }
    }

    /// Ends it at once. Its children see that and end, too.
    pub(crate) fn crash(&mut self) -> Result {
        if let Some(mut postmaster) = self.postmaster.take() {
            postmaster.kill()?;
            postmaster.wait()?;
        }
        Ok(())
    }

    /// A database of it, as its owner.
    pub(crate) fn url(&self, database: &str) -> String {
        let socket = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://postgres@{socket}/{database}")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let Some(mut postmaster) = self.postmaster.take() else { return };
        // At once, and yet so that it ends its children itself; neither can fail in a way that
        // anything could be done about.
        let _ = run("kill", &["-QUIT", &postmaster.id().to_string()]);
        let _ = postmaster.wait();
    }
}
