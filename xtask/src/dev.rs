//! `cargo xtask dev`: page and server, rebuilt on change.

use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::arguments::Arguments;
use crate::failure::{About, Result};
use crate::freshness::newest;
use crate::process::{cargo, command, run, run_with_retry, say};
use crate::run::LISTEN_DEFAULT;
use crate::{demo, page, project, server};

/// What the server is made from. The page is not among it: a development build reads it from disk.
const SERVER_SOURCES: &[&str] = &["server", "domain/src", "Cargo.toml", "Cargo.lock"];

const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// Serves the demonstration database and rebuilds what changes, until it is interrupted.
pub(crate) fn dev(arguments: &mut Arguments) -> Result {
    let listen = arguments.option("--listen")?.unwrap_or_else(|| LISTEN_DEFAULT.to_owned());
    arguments.end()?;
    page::ensure_tools()?;
    run_with_retry(cargo().args(["fetch", "--locked"]))?;
    let mut built = SystemTime::now();
    let mut page_built = built;
    build_server()?;
    demo::ensure(&project::debug_server(), None)?;
    page::build_for_development()?;
    say("Watching the page and the server");
    let mut server = Some(serve(&listen)?);
    loop {
        sleep(POLL_INTERVAL);
        if page::changed()? > page_built {
            page_built = SystemTime::now();
            if let Err(failure) = page::build_for_development() {
                println!("{failure}; the one before goes on being served");
            }
        }
        if newest(SERVER_SOURCES)? > built {
            built = SystemTime::now();
            match build_server() {
                Ok(()) => {
                    stop(server.take())?;
                    server = Some(serve(&listen)?);
                }
                Err(failure) => println!("{failure}; the one before goes on serving"),
            }
        }
    }
}

fn build_server() -> Result {
    run(cargo().args(["build", "--package", "server", "--bin", "writeoff"]))
}

fn serve(listen: &str) -> Result<Child> {
    let program = project::debug_server().display().to_string();
    command(&program)
        .args(server::serve_arguments(listen, &server::database_argument(demo::DATABASE)))
        .spawn()
        .about(program)
}

fn stop(server: Option<Child>) -> Result {
    let Some(mut server) = server else {
        return Ok(());
    };
    // It may have ended by itself; the database is made for being cut off.
    let _: std::io::Result<()> = server.kill();
    server.wait().about("the server").map(|_| ())
}
