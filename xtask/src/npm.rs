//! npm packages, from lock files.

use crate::failure::{Failure, Result};
use crate::freshness::Stamp;
use crate::process::{ask, command, run_with_retry, say};
use crate::project;

/// Installs what the lock file of a folder names, if that has not been done yet.
pub(crate) fn ensure(folder: &str) -> Result {
    let stamp = Stamp::new(&format!("npm-{}", folder.replace('/', "-")));
    let lock = format!("{folder}/package-lock.json");
    if project::path(folder).join("node_modules").exists() && stamp.is_newer_than(&[&lock])? {
        return Ok(());
    }
    if ask(command("npm").arg("--version")).is_none() {
        return Err(Failure::new("npm is not on the PATH; install Node 20 or newer with npm"));
    }
    say(format_args!("Installing the npm packages of {folder}"));
    let moment = std::time::SystemTime::now();
    let folder = project::path(folder);
    run_with_retry(command("npm").args(["ci", "--no-audit", "--no-fund", "--prefix"]).arg(folder))?;
    stamp.set(moment)
}
