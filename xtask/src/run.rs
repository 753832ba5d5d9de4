//! `cargo xtask run`: from a clean clone to a page that one can use.

use std::os::unix::process::CommandExt;

use crate::arguments::Arguments;
use crate::failure::{About, Result};
use crate::process::{command, say};
use crate::{demo, page, project, server};

/// Where `run` and `dev` listen unless told otherwise: this machine only.
pub(crate) const LISTEN_DEFAULT: &str = "127.0.0.1:8080";

/// Builds everything, fills the demonstration database, and serves it.
pub(crate) fn run(arguments: &mut Arguments) -> Result {
    let listen = arguments.option("--listen")?.unwrap_or_else(|| LISTEN_DEFAULT.to_owned());
    let accounts = arguments.option("--accounts")?;
    let empty = arguments.flag("--empty");
    arguments.end()?;
    say("Four steps: the tools that build the page, the page, the server, the demonstration.");
    println!("The first time takes ten minutes or more, afterwards it takes seconds.");
    say("1 of 4: the tools that build the page");
    page::ensure_tools()?;
    say("2 of 4: the page");
    page::ensure()?;
    say("3 of 4: the server");
    server::build()?;
    say("4 of 4: the demonstration");
    let program = project::release_server();
    let database = if empty {
        demo::ensure_empty(&program)?;
        demo::EMPTY_DATABASE
    } else {
        demo::ensure(&program, accounts.as_deref())?;
        demo::DATABASE
    };
    say(format_args!("Serving http://{listen}/ (Ctrl-C stops)"));
    let program = program.display().to_string();
    // The server takes this process's place, so that signals reach it and nothing else.
    let error = command(&program)
        .args(server::serve_arguments(&listen, &server::database_argument(database)))
        .exec();
    Err(error).about(program)
}
