//! The demonstration database: filled once, with the way in kept beside it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::process::Stdio;

use crate::failure::{About, Failure, Result};
use crate::process::{command, say};
use crate::{project, server};

/// The database that `run` and `dev` serve.
pub(crate) const DATABASE: &str = "demo/writeoff.db";
/// What `writeoff demo` printed: passwords that exist nowhere else, so for the owner's eyes only.
const SIGN_IN: &str = "demo/sign-in.txt";
/// There while the database is being filled, so that an interrupted one is known and done again.
const UNFINISHED: &str = "demo/unfinished";

/// Where a demonstration is kept whose schema the program cannot bring up to date.
const BEFORE: &str = "target/demo-before";

/// The database that `run --empty` serves: a company begins in it, with the files beside it.
pub(crate) const EMPTY_DATABASE: &str = "demo/empty/writeoff.db";

/// Enough for the largest file of the demonstration and quick to make.
const ACCOUNTS_DEFAULT: &str = "20000";

/// Fills the database with `program` if it is not there yet, and says how to sign in.
pub(crate) fn ensure(program: &std::path::Path, accounts: Option<&str>) -> Result {
    if project::path(UNFINISHED).exists() {
        let folder = project::path("demo");
        fs::remove_dir_all(&folder).about(folder.display())?;
    }
    if project::path(DATABASE).exists() && !fits(program)? {
        set_aside()?;
    }
    if !project::path(DATABASE).exists() {
        fill(program, accounts.unwrap_or(ACCOUNTS_DEFAULT))?;
    } else if accounts.is_some() {
        println!("{DATABASE} is there already, so --accounts changes nothing; delete the folder");
        println!("demo to fill a new one");
    }
    let path = project::path(SIGN_IN);
    let lines = fs::read_to_string(&path).about(format_args!(
        "{SIGN_IN} is needed to say how to sign in; delete the folder demo and run again"
    ))?;
    say("How to sign in");
    println!("{}", lines.trim_end());
    Ok(())
}

/// Makes an empty database with `program`, and files to import beside it, if it is not there yet.
pub(crate) fn ensure_empty(program: &std::path::Path) -> Result {
    if project::path(EMPTY_DATABASE).exists() {
        println!("{EMPTY_DATABASE} is there already; delete the folder demo/empty to begin again");
        return Ok(());
    }
    let folder = project::path("demo/empty");
    fs::create_dir_all(&folder).about(folder.display())?;
    let program = program.display().to_string();
    let status = command(&program)
        .args(["demo", "--empty", "--seed", "1", "--database"])
        .arg(server::database_argument(EMPTY_DATABASE))
        .status()
        .about(&program)?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{program} demo --empty` failed ({status})")))
    }
}

/// Whether the program can work with the schema: it brings an older one up to date, unless that was
/// changed in place, as it is between releases.
fn fits(program: &std::path::Path) -> Result<bool> {
    let program = program.display().to_string();
    let mut migrate = command(&program);
    migrate.args(["migrate", "--database"]).arg(server::database_argument(DATABASE));
    let output = migrate.output().about(&program)?;
    Ok(output.status.success())
}

fn set_aside() -> Result {
    say(format_args!("The folder demo has an earlier schema, and is moved to {BEFORE}"));
    let before = project::path(BEFORE);
    if before.exists() {
        fs::remove_dir_all(&before).about(before.display())?;
    }
    let folder = project::path("demo");
    fs::rename(&folder, &before).about(folder.display())
}

fn fill(program: &std::path::Path, accounts: &str) -> Result {
    say(format_args!("Filling {DATABASE} with {accounts} accounts"));
    let folder = project::path("demo");
    fs::create_dir_all(&folder).about(folder.display())?;
    let unfinished = project::path(UNFINISHED);
    fs::write(&unfinished, "").about(unfinished.display())?;
    let program = program.display().to_string();
    let output = command(&program)
        .args(["demo", "--accounts", accounts, "--seed", "1", "--database"])
        .arg(server::database_argument(DATABASE))
        .stderr(Stdio::inherit())
        .output()
        .about(&program)?;
    if !output.status.success() {
        return Err(Failure::new(format!("`{program} demo` failed ({})", output.status)));
    }
    let path = project::path(SIGN_IN);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&path)
        .about(path.display())?;
    file.write_all(&output.stdout).about(path.display())?;
    fs::remove_file(&unfinished).about(unfinished.display())
}
