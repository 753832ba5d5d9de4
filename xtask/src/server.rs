//! The server with the page in it.

use crate::failure::Result;
use crate::process::{cargo, run, say};
use crate::{page, project};

/// Builds page and server for use, as far as they are not.
pub(crate) fn ensure() -> Result {
    page::ensure()?;
    build()
}

/// Builds the server, with the page that there is.
pub(crate) fn build() -> Result {
    say("Building the server");
    let build = ["build", "--release", "--package", "server", "--bin", "writeoff"];
    // What a crate will have to change some day is of no use to who runs this.
    run(cargo().args(build).env("CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY", "never"))
}

/// The arguments with which the server serves a database.
pub(crate) fn serve_arguments(listen: &str, database: &str) -> [String; 5] {
    ["serve", "--listen", listen, "--database", database].map(str::to_owned)
}

/// A database's path as an argument.
pub(crate) fn database_argument(relative: &str) -> String {
    project::path(relative).display().to_string()
}
