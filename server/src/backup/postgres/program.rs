//! Running `PostgreSQL`'s own programs.

use std::process::Command;

use super::super::BackupError;
use crate::database_location::PostgresUrl;

/// One of `PostgreSQL`'s programs, with its arguments.
pub(super) struct Program(Command);

impl Program {
    /// The one of that name on the `PATH`.
    pub(super) fn new(name: &str) -> Self {
        Self(Command::new(name))
    }

    /// With these arguments.
    pub(super) fn args<A: AsRef<std::ffi::OsStr>>(
        mut self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        self.0.args(arguments);
        self
    }

    /// With a connection to the database. What is in its URL goes by the environment: arguments
    /// are seen by everybody on the machine, and there is a password.
    pub(super) fn on(mut self, url: &PostgresUrl) -> Result<Self, BackupError> {
        self.0.envs(url.environment()?);
        Ok(self)
    }

    /// Runs it to its end; what it printed.
    pub(super) async fn run(mut self) -> Result<String, BackupError> {
        let name = self.0.get_program().to_string_lossy().into_owned();
        // What it says is looked for in English.
        self.0.env("LC_ALL", "C").stdin(std::process::Stdio::null());
        let output = tokio::task::spawn_blocking(move || self.0.output()).await?;
        let output = output.map_err(|error| {
            format!(
                "{name} cannot be run: {error}. Install PostgreSQL's client programs, of the \
                 server's version or newer (on Debian: postgresql-client), on the PATH"
            )
        })?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim()).into())
    }
}

/// That a program is of the server's version or newer: an older one cannot know what is there.
pub(super) async fn check_version(name: &str, server: u32) -> Result<(), BackupError> {
    let said = Program::new(name).args(["--version"]).run().await?;
    let found = version(&said).ok_or_else(|| format!("{name} does not say its version: {said}"))?;
    if found >= server {
        return Ok(());
    }
    Err(format!(
        "{name} is of version {found} and the server of version {server}: install \
         PostgreSQL's client programs of that version or newer (on Debian: \
         postgresql-client-{server}), first on the PATH"
    )
    .into())
}

/// The major version in `pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
fn version(said: &str) -> Option<u32> {
    let after = said.split_once("(PostgreSQL) ")?.1;
    after.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        for (said, expected) in [
            ("pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n", Some(15)),
            ("pg_restore (PostgreSQL) 9.6.24", Some(9)),
            ("pg_dump (PostgreSQL) 18beta1", Some(18)),
            ("pg_dump (Another) 18", None),
        ] {
            assert_eq!(version(said), expected, "{said}");
        }
    }
}
