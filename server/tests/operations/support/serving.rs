//! The program: run to its end, or serving.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};

/// Runs a command to its end.
pub(crate) fn writeoff(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_writeoff"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// A server that runs as a program of its own.
pub(crate) struct Serving {
    child: Child,
    pub(crate) base: String,
    /// Where metrics are read, if anywhere.
    pub(crate) metrics: Option<String>,
}

impl Serving {
    pub(crate) fn start(database: impl AsRef<OsStr>, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_writeoff"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--database"])
            .arg(database)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut metrics = None;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(base) = line.strip_prefix("listening on ") {
                return Self { child, base: base.to_owned(), metrics };
            }
            metrics = line.strip_prefix("metrics on ").map(str::to_owned);
        }
        panic!("{:?}", child.wait_with_output())
    }

    /// Asks it to stop, as the operating system does.
    pub(crate) fn ask_to_stop(&self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
    }

    /// Asks it to stop and waits until it has, well.
    pub(crate) fn stop(self) -> String {
        self.ask_to_stop();
        self.stopped()
    }

    /// Waits until it has stopped, well; what it logged.
    pub(crate) fn stopped(mut self) -> String {
        let log = std::io::read_to_string(self.child.stderr.take().unwrap()).unwrap();
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}: {log}");
        log
    }
}

impl Drop for Serving {
    /// A test that failed leaves nothing running.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
