//! The server with the page in it.

use crate::failure::Result;
use crate::process::{cargo, run, say};
use crate::{page, project};

/// Builds page and server for use, as far as they are not.
pub(crate) fn ensure() -> Result {
    page::ensure()?;
    say("Building the server");
    run(cargo().args(["build", "--release", "--package", "server", "--bin", "writeoff"]))
}

/// The arguments with which the server serves a database.
pub(crate) fn serve_arguments(listen: &str, database: &str) -> [String; 5] {
    ["serve", "--listen", listen, "--database", database].map(str::to_owned)
}

/// A database's path as an argument.
pub(crate) fn database_argument(relative: &str) -> String {
    project::path(relative).display().to_string()
}
