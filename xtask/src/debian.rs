//! Programs that come from the system's own packages.

use std::path::Path;

use crate::failure::{Failure, Result};
use crate::process::{ask, command, run, say};

/// Where Debian puts the tool that knows its clusters, and the package that brings it together with
/// the programs of `PostgreSQL`'s server and client. What is tested starts clusters of its own.
const POSTGRES: (&str, &[&str]) = ("/usr/bin/pg_lsclusters", &["postgresql"]);

/// Makes sure that `PostgreSQL` is there.
pub(crate) fn ensure_postgres() -> Result {
    ensure(POSTGRES.0, POSTGRES.1)
}

/// Makes sure that a program is there, from Debian's packages if it is not.
pub(crate) fn ensure(program: &str, packages: &[&str]) -> Result {
    if Path::new(program).exists() {
        return Ok(());
    }
    let list = packages.join(" ");
    let missing = || Failure::new(format!("{program} is missing; install it (on Debian: {list})"));
    let Some(mut prefix) = administrator() else {
        return Err(missing());
    };
    say(format_args!("Installing {list}"));
    prefix.extend(["env", "DEBIAN_FRONTEND=noninteractive"]);
    let apt = |words: &[&str]| {
        let mut line = prefix.clone();
        line.extend(words);
        let (program, rest) = line.split_first().ok_or_else(missing)?;
        run(command(program).args(rest))
    };
    let install = || {
        let mut words = vec!["apt-get", "install", "-y", "--no-install-recommends"];
        words.extend(packages);
        apt(&words)
    };
    // An old list or an interrupted installation are the usual reasons to fail.
    apt(&["apt-get", "update"]).and_then(|()| install()).or_else(|_| {
        apt(&["dpkg", "--configure", "-a"])?;
        apt(&["apt-get", "update"])?;
        install()
    })?;
    if Path::new(program).exists() { Ok(()) } else { Err(missing()) }
}

/// How to become the administrator without being asked for a password, if that can be.
fn administrator() -> Option<Vec<&'static str>> {
    let name = ask(command("id").arg("-u"))?;
    ask(command("apt-get").arg("--version"))?;
    if name.trim() == "0" {
        return Some(Vec::new());
    }
    ask(command("sudo").args(["-n", "true"])).map(|_| vec!["sudo", "-n"])
}
