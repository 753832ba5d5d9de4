//! The `writeoff` command.

mod arguments;
mod stop;

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use server::audit;
use server::backup::{self, RestoreOptions};
use server::check::check;
use server::clock::Clock;
use server::daily_run::daily;
use server::demo::{demo, first_day};
use server::ids::IdSource;
use server::imports::command::import_files;
use server::instant::to_minute;
use server::migrate::migrate;
use server::people::command::{UserChange, change_user};
use server::serve::{Environment, Server};
use server::set_up::command as set_up;
use server::store::{OlderLinks, RunCounts};
use server::user_add::{UserToAdd, user_add};
use server::verify::verify;
use tracing_subscriber::EnvFilter;

use crate::arguments::{
    Arguments, AuditCommand, AuditVerifyArguments, BackupArguments, CheckArguments, Command,
    CompanyAddArguments, CompanyCommand, DailyArguments, DatabaseArguments, DemoArguments,
    ImportArguments, LogArguments, LogFormat, RestoreArguments, ServeArguments, SetUpArguments,
    UserAddArguments, UserCommand, VerifyArguments,
};

type AnyError = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Serve(arguments) => run_serve(arguments).await,
        Command::Demo(arguments) => run_demo(arguments).await,
        Command::Daily(arguments) => run_daily(arguments).await,
        Command::SetUp(arguments) => run_set_up(&arguments).await,
        Command::Company { command: CompanyCommand::Add(arguments) } => {
            run_company_add(*arguments).await
        }
        Command::User { command } => run_user(command).await,
        Command::Import(arguments) => run_import(arguments).await,
        Command::Audit { command: AuditCommand::Verify(arguments) } => {
            run_audit_verify(&arguments).await
        }
        #[cfg(feature = "fault-points")]
        Command::FaultPoints => run_fault_points(),
        Command::Check(arguments) => run_check(&arguments),
        Command::Verify(arguments) => run_verify(&arguments).await,
        Command::Backup(arguments) => run_backup(&arguments).await,
        Command::Restore(arguments) => run_restore(&arguments).await,
        Command::Migrate(arguments) => run_migrate(&arguments).await,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "writeoff: {}", in_full(&*error));
            ExitCode::FAILURE
        }
    }
}

/// An error with what caused it.
fn in_full(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

/// The log goes to standard error: standard output is for what scripts read.
fn start_log(arguments: &LogArguments) -> Result<(), AnyError> {
    let log = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(&arguments.log)?)
        .with_writer(io::stderr);
    match arguments.log_format {
        LogFormat::Plain => log.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

async fn run_serve(arguments: ServeArguments) -> Result<(), AnyError> {
    start_log(&arguments.log)?;
    // Before anybody can know that it is there, so that no signal is missed.
    let stop = stop::requested()?;
    let surroundings = Environment::system(arguments.settings());
    let database = arguments.database.opening()?;
    let (clock, ids) = (surroundings.clock.clone(), surroundings.ids.clone());
    let server = Server::bind(&arguments.listen, &database, surroundings).await?;
    let mut out = io::stdout();
    if let Some(address) = server.metrics_address()? {
        writeln!(out, "metrics on http://{address}/metrics")?;
    }
    let address = server.address()?;
    let mut printed = format!("listening on http://{address}\n").into_bytes();
    if let Some(link) = set_up::make_link(server.store(), OlderLinks::Work, &clock, &ids).await? {
        let page = match &arguments.public.public_url {
            Some(_) => arguments.public.address(&link.path),
            None => format!("http://{address}{}", link.path),
        };
        writeln!(printed, "set up at {page} (works once, until {})", to_minute(link.expires_at))?;
    }
    // At once: whoever starts servers may read the first line and nothing else.
    out.write_all(&printed)?;
    out.flush()?;
    server.run(stop).await?;
    tracing::info!("stopped");
    Ok(())
}

async fn run_demo(arguments: DemoArguments) -> Result<(), AnyError> {
    let DemoArguments { empty, accounts, database, seed } = arguments;
    let (database, clock, ids) = (database.opening()?, Clock::system(), IdSource::system());
    let mut out = io::stdout();
    if empty {
        for path in first_day(&database, seed, &clock, &ids).await? {
            writeln!(out, "wrote {}", path.display())?;
        }
        return Ok(());
    }
    let made = demo(&database, accounts, seed, &clock, &ids).await?;
    for path in made.uploads {
        writeln!(out, "wrote {}", path.display())?;
    }
    for line in made.sign_in_lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

async fn run_daily(arguments: DailyArguments) -> Result<(), AnyError> {
    let DailyArguments { database, on, messages } = arguments;
    let (clock, ids) = (Clock::system(), IdSource::system());
    let mut out = io::stdout();
    let mut made = 0_u32;
    let opening = database.opening()?;
    let delivered = daily(&opening, on, &messages.settings(), (&clock, &ids), |run| {
        made += 1;
        let RunCounts { late, defaulted, actions, processes, write_downs, events, failures } =
            run.counts;
        let _ = writeln!(
            out,
            "{} {}: {late} late, {defaulted} defaulted, {actions} repossessions pending, \
             {processes} processes opened, {write_downs} balances written down, {events} events \
             done, {failures} failed",
            run.company, run.day
        );
    })
    .await?;
    if made == 0 {
        writeln!(out, "nothing to run: every day until then was run")?;
    }
    if delivered > 0 {
        writeln!(out, "{delivered} messages delivered")?;
    }
    Ok(())
}

async fn run_set_up(arguments: &SetUpArguments) -> Result<(), AnyError> {
    let database = arguments.database.opening()?;
    let link = set_up::set_up_link(&database, &Clock::system(), &IdSource::system()).await?;
    writeln!(io::stdout(), "{}", arguments.public.address(&link.path))?;
    // Beside what scripts read.
    writeln!(io::stderr(), "It works once, until {}.", to_minute(link.expires_at))?;
    Ok(())
}

async fn run_company_add(arguments: CompanyAddArguments) -> Result<(), AnyError> {
    let database = arguments.database.opening()?;
    set_up::company_add(&database, arguments.form(), &Clock::system(), &IdSource::system()).await
}

async fn run_user(command: UserCommand) -> Result<(), AnyError> {
    let (database, public, change) = match command {
        UserCommand::Add(arguments) => return run_user_add(arguments).await,
        UserCommand::Invite(arguments) => arguments.change(),
        UserCommand::Reset(one) => (one.database, one.public, UserChange::Reset(one.user)),
        UserCommand::Disable(one) => (one.database, one.public, UserChange::Disable(one.user)),
    };
    let (clock, ids) = (Clock::system(), IdSource::system());
    if let Some(link) = change_user(&database.opening()?, change, &clock, &ids).await? {
        writeln!(io::stdout(), "{}", public.address(&link.path))?;
    }
    Ok(())
}

async fn run_user_add(arguments: UserAddArguments) -> Result<(), AnyError> {
    let UserAddArguments { database, company, user, name, role } = arguments;
    let password = if io::stdin().is_terminal() {
        rpassword::prompt_password("password: ")?
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    let new = UserToAdd { company, user_name: user, name, role };
    user_add(&database.opening()?, new, &password, &Clock::system(), &IdSource::system()).await
}

/// What is refused is told like an error, so that scripts stop.
async fn run_import(arguments: ImportArguments) -> Result<(), AnyError> {
    let (database, files) = arguments.files();
    let (clock, ids, mut out) = (Clock::system(), IdSource::system(), io::stdout());
    let say = |line: &str| {
        // What was written to the database stays, also where nobody reads this.
        let _ = writeln!(out, "{line}");
    };
    let all = import_files(&database.opening()?, &files, &clock, &ids, say).await?;
    if all { Ok(()) } else { Err("rows or files are refused".into()) }
}

async fn run_migrate(arguments: &DatabaseArguments) -> Result<(), AnyError> {
    migrate(&arguments.opening()?, &IdSource::system()).await
}

/// An invariant that does not hold is told like an error, so that scripts stop.
async fn run_verify(arguments: &VerifyArguments) -> Result<(), AnyError> {
    let report = verify(&arguments.database.location()?).await?;
    let mut out = io::stdout();
    if arguments.json {
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{report}")?;
    }
    if report.holds() { Ok(()) } else { Err("the database is not as it must be".into()) }
}

/// Tells how far it is every so many rows.
const PROGRESS_ROWS: u64 = 100_000;

async fn run_audit_verify(arguments: &AuditVerifyArguments) -> Result<(), AnyError> {
    let mut next = PROGRESS_ROWS;
    let mut progress = |rows| {
        if rows >= next {
            next = rows + PROGRESS_ROWS;
            // Who reads the result does not depend on this.
            let _ = writeln!(io::stderr(), "{rows} rows so far");
        }
    };
    let verified =
        audit::verify::verify(&arguments.database.location()?, &arguments.receipt, &mut progress)
            .await?;
    writeln!(io::stdout(), "{verified}")?;
    if verified.misfits.is_empty() { Ok(()) } else { Err("the audit log is not whole".into()) }
}

#[cfg(feature = "fault-points")]
fn run_fault_points() -> Result<(), AnyError> {
    let mut out = io::stdout();
    for point in server::fault_points::POINTS {
        writeln!(out, "{point}")?;
    }
    Ok(())
}

async fn run_backup(arguments: &BackupArguments) -> Result<(), AnyError> {
    let BackupArguments { to, database, accept_violations } = arguments;
    let made = backup::backup(&database.location()?, to, *accept_violations).await?;
    writeln!(io::stdout(), "{made}")?;
    Ok(())
}

async fn run_restore(arguments: &RestoreArguments) -> Result<(), AnyError> {
    let RestoreArguments { from, database, replace, accept_violations } = arguments;
    let how = RestoreOptions { replace: *replace, accept_violations: *accept_violations };
    let restored = backup::restore(from, &database.location()?, how, Clock::system().now()).await?;
    writeln!(io::stdout(), "{restored}")?;
    Ok(())
}

fn run_check(arguments: &CheckArguments) -> Result<(), AnyError> {
    let found = check(&arguments.file, arguments.column())
        .map_err(|error| format!("{} cannot be read: {error}", arguments.file.display()))?;
    let mut out = io::stdout();
    serde_json::to_writer_pretty(&mut out, &found)?;
    writeln!(out)?;
    Ok(())
}
