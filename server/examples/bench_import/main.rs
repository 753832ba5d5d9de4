//! Times imports through the store against hand-made set-based SQL that leaves the same rows.
//!
//! `bench_import FOLDER ACCOUNTS TIMES`: on fresh copies of an embedded database with a company and
//! nothing else, in turns, imports so many accounts, a contract of each and a unit of each: a file a
//! kind. Prints `{"ours_ms": […], "theirs_ms": […], "peak_bytes": …}`.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::import::{Field, Kind, Sheet, TableRow, decide, keys, shown};
use domain::journal::chart::CHART;
use domain::money::AllocationOrder;
use domain::role::Role;
use jiff::Timestamp;
use server::audit_chain::Actor;
use server::clock::Clock;
use server::database_location::Location;
use server::hex::to_hex;
use server::identity::{CompanyId, UserId};
use server::ids::IdSource;
use server::store::portfolio::NewCompany;
use server::store::{self, ImportCommit, ImportCommitted, NewDraft, NewUser, Store};
use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
use uuid::Uuid;

type AnyError = Box<dyn Error + Send + Sync>;

const COMPANY: CompanyId = CompanyId(1);

/// What stands for the file: reading it is measured elsewhere.
const FILE: &[u8] = b"a file";

/// The same rows from table to table: nobody who writes them by hand can be faster.
const THEIRS: [&str; 14] = [
    "INSERT INTO customer SELECT * FROM ours.customer",
    "INSERT INTO account SELECT * FROM ours.account",
    "INSERT INTO account_term SELECT * FROM ours.account_term",
    "INSERT INTO contract SELECT * FROM ours.contract",
    "INSERT INTO import SELECT * FROM ours.import",
    "INSERT INTO import_outcome SELECT * FROM ours.import_outcome",
    "INSERT INTO stock_move SELECT * FROM ours.stock_move",
    "INSERT INTO held_product SELECT * FROM ours.held_product",
    "INSERT INTO control_unit SELECT * FROM ours.control_unit",
    "INSERT INTO journal_entry SELECT * FROM ours.journal_entry",
    "INSERT INTO journal_posting SELECT * FROM ours.journal_posting",
    "INSERT INTO account_change SELECT * FROM ours.account_change",
    "INSERT INTO audit_row SELECT * FROM ours.audit_row
      WHERE sequence > (SELECT sequence FROM audit_chain WHERE company = 1) AND company = 1",
    "UPDATE audit_chain SET (sequence, hash) =
            (SELECT sequence, hash FROM ours.audit_chain WHERE company = 1) WHERE company = 1",
];

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(accounts), Some(times)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("bench_import FOLDER ACCOUNTS TIMES".into());
    };
    let (folder, accounts) = (PathBuf::from(folder), accounts.parse()?);
    let empty = folder.join("empty.db");
    company(&empty).await?;
    let (mut ours_ms, mut theirs_ms) = (Vec::new(), Vec::new());
    for _ in 0..times.parse::<u32>()? {
        let filled = copy(&empty, &folder.join("ours.db"))?;
        ours_ms.push(millis(ours(&filled, accounts).await?));
        let other = copy(&empty, &folder.join("theirs.db"))?;
        theirs_ms.push(millis(theirs(&other, &filled).await?));
    }
    let told = serde_json::json!({
        "ours_ms": ours_ms, "theirs_ms": theirs_ms, "peak_bytes": peak_bytes()?,
    });
    writeln!(std::io::stdout(), "{told}")?;
    Ok(())
}

/// A company with nothing but an Admin.
async fn company(database: &Path) -> Result<(), AnyError> {
    let location = Location::Sqlite(database.to_owned());
    let store = store::open(&location.into(), &IdSource::system()).await?;
    let new = NewCompany {
        code: "KE",
        name: "Kenya",
        currency: "KES",
        minor_digits: 2,
        time_zone: "Africa/Nairobi",
        early_write_off_days: 90,
        default_after_days: 30,
        allocation_order: AllocationOrder::DEFAULT,
        late_days_forgiven: false,
        daily_run_hour: 2,
        ledger_accounts: &CHART,
        centres: &["Kisumu"],
        products: &["Solar home system"],
    };
    store.add_company(&new, Timestamp::now()).await?;
    let admin = NewUser {
        user_name: "admin".to_owned(),
        name: "Admin".to_owned(),
        role: Role::Admin,
        password_hash: "$argon2id$".to_owned(),
    };
    store.add_user("KE", &admin, Timestamp::now()).await?;
    store.close().await;
    let mut connection = connect(database).await?;
    sqlx::query("INSERT INTO debt_class VALUES (1, 'standard', 'Standard')")
        .execute(&mut connection)
        .await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await?;
    Ok(connection.close().await?)
}

fn copy(from: &Path, to: &Path) -> Result<PathBuf, AnyError> {
    for beside in ["db", "db-wal", "db-shm"] {
        let _ = std::fs::remove_file(to.with_extension(beside));
    }
    std::fs::copy(from, to)?;
    Ok(to.to_owned())
}

/// A file a kind.
fn files(accounts: u32) -> [(Kind, Vec<Field>, Vec<Vec<String>>); 3] {
    let rows = |row: &dyn Fn(u32) -> Vec<String>| (1..=accounts).map(row).collect();
    let text = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    [
        (
            Kind::Accounts,
            vec![Field::Account, Field::Customer, Field::Centre, Field::Phone, Field::PaidUntil],
            rows(&|n| {
                let (id, name) = (format!("K-{n:06}"), format!("Achieng Otieno {}", n % 997));
                text(&[&id, &name, "Kisumu", &format!("07{n:08}"), "2026-11-01"])
            }),
        ),
        (
            Kind::Contracts,
            vec![
                Field::Contract,
                Field::Account,
                Field::SignedOn,
                Field::Price,
                Field::Principal,
                Field::Fees,
                Field::Tax,
                Field::DailyRate,
                Field::Status,
                Field::DebtClass,
            ],
            rows(&|n| {
                let (contract, id) = (format!("C-{n:06}"), format!("K-{n:06}"));
                let rest = ["2026-01-05", "240.00", "180.00", "2.50", "20.00", "1.00", "active"];
                text(&[[&*contract, &*id].as_slice(), &rest, &["standard"]].concat())
            }),
        ),
        (
            Kind::Units,
            vec![Field::Contract, Field::Product, Field::CuNumber],
            rows(&|n| text(&[&format!("C-{n:06}"), "Solar home system", &format!("CU{n:07}")])),
        ),
    ]
}

/// Through the store, as the server does it: says how long the commits took.
async fn ours(database: &Path, accounts: u32) -> Result<Duration, AnyError> {
    let location = Location::Sqlite(database.to_owned());
    let store = store::open(&location.into(), &IdSource::system()).await?;
    let mut took = Duration::ZERO;
    for (number, (kind, fields, rows)) in (1..).zip(files(accounts)) {
        let rows = (2..).zip(rows).map(|(line, cells)| TableRow { line, cells }).collect();
        let columns = fields.into_iter().map(Some).collect();
        let sheets = Arc::new(vec![Sheet { kind, columns, rows }]);
        took += commit(&store, number, sheets).await?;
    }
    store.close().await;
    Ok(took)
}

async fn commit(store: &Store, id: u128, sheets: Arc<Vec<Sheet>>) -> Result<Duration, AnyError> {
    let (user, now) = (UserId(1), Timestamp::now());
    let id = Uuid::from_u128(id);
    let facts = store.import_facts(COMPANY, &keys(&sheets), Some(user)).await?;
    let terms = store.import_terms(COMPANY, now).await?;
    let outcomes = decide(&sheets, facts, &terms).outcomes;
    let shown = shown(&outcomes);
    let draft = NewDraft {
        company: COMPANY,
        user,
        id,
        file_name: "file.csv".to_owned(),
        file: FILE.to_vec(),
        sheets: Vec::new(),
        choices: Vec::new(),
        outcomes,
    };
    store.keep_draft(&draft, now).await?;
    drop(draft);
    let by = Actor { user: Some(user), user_name: Some("admin".to_owned()), ..Actor::default() };
    let file_sha256 = to_hex(&Sha256::digest(FILE));
    let columns = Vec::new();
    let commit =
        ImportCommit { company: COMPANY, user, by, id, file_sha256, shown, sheets, columns };
    let began = Instant::now();
    let committed = store.commit_import(&commit, &Clock::system()).await?;
    let took = began.elapsed();
    match committed {
        ImportCommitted::Done(done) if done.counts.refused + done.counts.same == 0 => Ok(took),
        other => Err(format!("not all of the file was taken: {other:?}").into()),
    }
}

async fn theirs(database: &Path, filled: &Path) -> Result<Duration, AnyError> {
    let mut connection = connect(database).await?;
    sqlx::query("ATTACH ?1 AS ours")
        .bind(filled.display().to_string())
        .execute(&mut connection)
        .await?;
    let began = Instant::now();
    let mut write = connection.begin_with("BEGIN IMMEDIATE").await?;
    for statement in THEIRS {
        sqlx::query(statement).execute(&mut *write).await?;
    }
    write.commit().await?;
    Ok(began.elapsed())
}

/// As the server connects: its own page cache apart.
async fn connect(database: &Path) -> Result<sqlx::sqlite::SqliteConnection, AnyError> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-65536");
    Ok(options.disable_statement_logging().connect().await?)
}

/// The most memory that this process has had.
fn peak_bytes() -> Result<u64, AnyError> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).ok_or("no VmHWM")?;
    Ok(kilobytes.trim().parse::<u64>()? * 1_024)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
