//! What `writeoff` understands on its command line and in its environment.

mod imports;
mod messages;
mod people;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::api::AuditReceipt;
use domain::upload::ColumnChoice;
use ipnet::IpNet;
use server::client_address::{ForwardedBy, TrustedProxies};
use server::database_location::Location;
use server::database_location::MalformedUrl;
use server::demo::{ACCOUNTS_MAX, ACCOUNTS_MIN};
use server::serve::Settings;
use server::stopping::STOP_TIME_MAX;
use server::store::Opening;
use server::store::postgres::CONNECTIONS_DEFAULT;

pub(crate) use self::imports::ImportArguments;
use self::messages::MessageArguments;
use self::people::PublicUrl;
pub(crate) use self::people::{
    CompanyAddArguments, CompanyCommand, SetUpArguments, UserAddArguments, UserCommand,
};

/// Takes customers who have defaulted out of the portfolio of a pay-as-you-go solar company.
#[derive(Debug, Parser)]
#[command(name = "writeoff", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serves the page and the API
    Serve(ServeArguments),
    /// Fills an empty database with a made-up portfolio and writes files to upload beside it
    Demo(DemoArguments),
    /// Prints a link with which an empty database is set up in the browser; older ones stop working
    SetUp(SetUpArguments),
    /// Looks after the companies
    Company {
        #[command(subcommand)]
        command: CompanyCommand,
    },
    /// Looks after the people who sign in
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Prints what would become of the rows of files, and imports them with --commit
    Import(ImportArguments),
    /// Looks after the audit log
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Prints the points of a commit at which `WRITEOFF_FAULT_POINT` ends the server
    #[cfg(feature = "fault-points")]
    FaultPoints,
    /// Makes the daily runs that are due, and delivers the messages that are
    Daily(DailyArguments),
    /// Prints what reading an upload file yields, as JSON
    Check(CheckArguments),
    /// Looks at every invariant of a whole database; fails where one does not hold
    Verify(VerifyArguments),
    /// Copies a database, also while servers work on it, and looks at every invariant of the copy
    Backup(BackupArguments),
    /// Puts a backup, once it was looked at, in the place of a database
    Restore(RestoreArguments),
    /// Brings the schema of a database up to date, as its owner
    Migrate(DatabaseArguments),
}

/// Which database, and how to connect to it.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArguments {
    /// Database: the path of a file, or a URL of PostgreSQL, of one server or several
    /// (postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/NAME?sslmode=verify-full)
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        value_name = "PATH|URL",
        default_value = "writeoff.db"
    )]
    database: String,
    /// URL of PostgreSQL as the owner of the tables, who brings the schema up to date where
    /// whoever serves may not
    #[arg(long, env = "WRITEOFF_MIGRATE_URL", hide_env_values = true, value_name = "URL")]
    migrate_as: Option<String>,
    /// Connections to PostgreSQL, at most
    #[arg(
        long,
        env = "WRITEOFF_CONNECTIONS",
        value_name = "N",
        default_value_t = CONNECTIONS_DEFAULT,
        value_parser = clap::value_parser!(u32).range(1..=CONNECTIONS_MAX),
    )]
    connections: u32,
}

/// A database that is taken as it is.
#[derive(Debug, Args)]
pub(crate) struct ExistingDatabase {
    /// Database: the path of a file, or a URL of PostgreSQL
    #[arg(
        id = "existing_database",
        long = "database",
        env = "DATABASE_URL",
        hide_env_values = true,
        value_name = "PATH|URL",
        default_value = "writeoff.db"
    )]
    location: String,
}

/// One server has no use for more, and many would leave none for others.
const CONNECTIONS_MAX: i64 = 1_000;

/// What is named is parsed here and not by the parser of arguments, which would repeat it in its
/// message, password and all.
impl DatabaseArguments {
    pub(crate) fn opening(&self) -> Result<Opening, MalformedUrl> {
        Ok(Opening {
            location: self.database.parse()?,
            owner: self.migrate_as.as_deref().map(str::parse).transpose()?,
            connections_max: self.connections,
        })
    }
}

impl ExistingDatabase {
    pub(crate) fn location(&self) -> Result<Location, MalformedUrl> {
        self.location.parse()
    }
}

#[derive(Debug, Args)]
pub(crate) struct DailyArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// Last day to run, today in each company's time zone where not said; days that were missed are
    /// run before it, one by one
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<domain::Date>,
    #[command(flatten)]
    pub(crate) messages: MessageArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// Address to listen on; port 0 picks a free one
    #[arg(long, env = "WRITEOFF_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    #[command(flatten)]
    operation: OperationArguments,
    #[command(flatten)]
    messages: MessageArguments,
    #[command(flatten)]
    pub(crate) public: PublicUrl,
    #[command(flatten)]
    pub(crate) log: LogArguments,
}

impl ServeArguments {
    pub(crate) fn settings(&self) -> Settings {
        let OperationArguments {
            metrics_listen,
            trusted_proxies,
            forwarded_by,
            drain_seconds,
            stop_seconds,
        } = &self.operation;
        let header = match forwarded_by {
            ForwardedHeader::XForwardedFor => ForwardedBy::XForwardedFor,
            ForwardedHeader::Forwarded => ForwardedBy::Forwarded,
        };
        Settings {
            daily_runs: true,
            messages: Some(self.messages.settings()),
            public_url: self.public.public_url.clone(),
            trusted_proxies: TrustedProxies::new(trusted_proxies.clone(), header),
            metrics_listen: metrics_listen.clone(),
            drain_time: Duration::from_secs(u64::from(*drain_seconds)),
            stop_time: Duration::from_secs(u64::from(*stop_seconds)),
        }
    }
}

#[derive(Debug, Args)]
struct OperationArguments {
    /// Address at which metrics are read; nowhere by default
    #[arg(long, env = "WRITEOFF_METRICS_LISTEN", value_name = "ADDRESS")]
    metrics_listen: Option<String>,
    /// Networks of the proxies in front, whose word is believed about where requests come from
    #[arg(
        long,
        env = "WRITEOFF_TRUSTED_PROXIES",
        value_name = "CIDR,…",
        value_delimiter = ',',
        value_parser = network,
    )]
    trusted_proxies: Vec<IpNet>,
    /// The header in which those proxies say it; the other one is never read
    #[arg(
        long,
        env = "WRITEOFF_FORWARDED_BY",
        value_name = "HEADER",
        default_value = "x-forwarded-for"
    )]
    forwarded_by: ForwardedHeader,
    /// How long to go on, saying at /ready that it is not, when asked to stop
    #[arg(
        long,
        env = "WRITEOFF_DRAIN_SECONDS",
        value_name = "N",
        default_value_t = 0,
        value_parser = clap::value_parser!(u16).range(..=3600),
    )]
    drain_seconds: u16,
    /// How long what was begun may take to end after that
    #[arg(
        long,
        env = "WRITEOFF_STOP_SECONDS",
        value_name = "N",
        default_value_t = u16::try_from(STOP_TIME_MAX.as_secs()).unwrap_or(u16::MAX),
        value_parser = clap::value_parser!(u16).range(1..=3600),
    )]
    stop_seconds: u16,
}

/// A network, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    text.parse()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .map_err(|_| "a network is written like 10.0.0.0/8 or 2001:db8::/32".to_owned())
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ForwardedHeader {
    /// X-Forwarded-For, which most proxies write
    XForwardedFor,
    /// Forwarded, as RFC 7239 has it
    Forwarded,
}

#[derive(Debug, Args)]
pub(crate) struct LogArguments {
    /// What to log: a level, or levels by module
    #[arg(long, env = "WRITEOFF_LOG", value_name = "FILTER", default_value = "info")]
    pub(crate) log: String,
    /// How to log
    #[arg(long, env = "WRITEOFF_LOG_FORMAT", value_name = "FORMAT", default_value = "plain")]
    pub(crate) log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines for people
    Plain,
    /// An object a line, for programs
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    /// Leaves the database empty, to begin with the set-up link that `serve` prints, and writes files
    /// of a made-up company to import beside it
    #[arg(long, conflicts_with = "accounts")]
    pub(crate) empty: bool,
    /// How many accounts, all companies together
    #[arg(
        long,
        value_name = "N",
        default_value_t = 10_000,
        value_parser = clap::value_parser!(u32)
            .range(i64::from(ACCOUNTS_MIN)..=i64::from(ACCOUNTS_MAX)),
    )]
    pub(crate) accounts: u32,
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// The same seed makes the same portfolio
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    pub(crate) database: ExistingDatabase,
    /// Prints JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BackupArguments {
    /// The backup to be; its SHA-256 goes beside it
    #[arg(value_name = "TO")]
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) database: ExistingDatabase,
    /// Makes a backup also where an invariant does not hold
    #[arg(long)]
    pub(crate) accept_violations: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    /// The backup; its SHA-256 stands beside it
    #[arg(value_name = "FROM")]
    pub(crate) from: PathBuf,
    #[command(flatten)]
    pub(crate) database: ExistingDatabase,
    /// Takes the place of a database that is there, which is kept under another name; on
    /// PostgreSQL the login must be its owner and may make databases
    #[arg(long)]
    pub(crate) replace: bool,
    /// Restores also where an invariant does not hold
    #[arg(long)]
    pub(crate) accept_violations: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Walks every chain of the log and names the first row that does not fit
    Verify(AuditVerifyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct AuditVerifyArguments {
    #[command(flatten)]
    pub(crate) database: ExistingDatabase,
    /// A receipt that the log must have, as an operation's page shows it; may be given repeatedly
    #[arg(long, value_name = "SEQUENCE:HASH")]
    pub(crate) receipt: Vec<AuditReceipt>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Which column holds the account IDs, from 1, where the file does not say so
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    column: Option<u16>,
    /// The first row is a heading; goes with --column
    #[arg(long, requires = "column")]
    first_row_is_heading: bool,
}

impl CheckArguments {
    pub(crate) fn column(&self) -> Option<ColumnChoice> {
        self.column.map(|column| ColumnChoice {
            index: column.saturating_sub(1),
            first_row_is_heading: self.first_row_is_heading,
        })
    }
}
