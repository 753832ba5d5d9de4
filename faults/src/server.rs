//! The real program, started and stopped from outside.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Result;

/// The `writeoff` program.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    path: PathBuf,
    log: PathBuf,
}

/// What a run of the program printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) text: String,
    pub(crate) status: ExitStatus,
}

impl Program {
    /// The program at that path; what it logs goes to a file in the folder.
    pub(crate) fn new(path: &Path, folder: &Path) -> Result<Self> {
        let path = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self { path, log: folder.join("server.log") })
    }

    fn command(&self, words: &[&str]) -> Result<Command> {
        let log = OpenOptions::new().create(true).append(true).open(&self.log)?;
        let mut command = Command::new(&self.path);
        // A demonstration on PostgreSQL writes its files where it runs.
        command.current_dir(self.log.parent().unwrap_or(Path::new("/")));
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        Ok(command)
    }

    /// Runs it to its end, whatever that is.
    pub(crate) fn run(&self, words: &[&str]) -> Result<Printed> {
        let output = self.command(words)?.output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(Printed { text, status: output.status })
    }

    /// Runs it to its end, which must be a good one.
    pub(crate) fn run_well(&self, words: &[&str]) -> Result<String> {
        let printed = self.run(words)?;
        if printed.status.success() {
            Ok(printed.text)
        } else {
            Err(format!("`writeoff {}` failed: {}", words.join(" "), self.last_words()).into())
        }
    }

    /// Starts a server on the database and waits until it listens.
    pub(crate) fn serve(&self, database: &str, environment: &[(&str, &str)]) -> Result<Server> {
        let words = ["serve", "--listen", "127.0.0.1:0", "--log", "info", "--database", database];
        let mut child = self.command(&words)?.envs(environment.iter().copied()).spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let Some(origin) = line.trim().strip_prefix("listening on ") else {
            child.kill()?;
            child.wait()?;
            return Err(format!("the server does not start: {}", self.last_words()).into());
        };
        Ok(Server { origin: origin.to_owned(), child })
    }

    /// What the program said last.
    fn last_words(&self) -> String {
        let Ok(log) = File::open(&self.log) else { return String::new() };
        BufReader::new(log).lines().map_while(std::result::Result::ok).last().unwrap_or_default()
    }
}

/// A server that runs. Dropping it kills it, so that none is left behind.
#[derive(Debug)]
pub(crate) struct Server {
    /// Where it answers.
    pub(crate) origin: String,
    child: Child,
}

/// How long a server may take to end by itself.
const END_AT_MOST: Duration = Duration::from_secs(20);

impl Server {
    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as `kill -9` does.
    pub(crate) fn kill(mut self) -> Result {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Whether it does not run any more.
    pub(crate) fn has_ended(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// Whether it ended by itself, waiting for that a while.
    pub(crate) fn ended_by_itself(mut self) -> Result<bool> {
        let begun = Instant::now();
        while begun.elapsed() < END_AT_MOST {
            if self.has_ended()? {
                return Ok(true);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(false)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Neither can fail in a way that anything could be done about.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
