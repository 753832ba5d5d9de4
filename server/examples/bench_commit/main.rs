//! Times the commit of a file through the store against hand-made SQL that leaves the same rows.
//!
//! `bench_commit DATABASE FILE TIMES`: on fresh copies of a demonstration's database, in turns, and
//! prints `{"ours_ms": […], "theirs_ms": […]}`. Fails where the two leave different rows.

mod ours;
mod same_rows;
mod their_audit;
mod theirs;

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::bulk_write_off::SeenAccounts;
use jiff::Timestamp;
use server::audit::Origin;
use server::store::{CompanyId, Submission, UserId};
use sha2::{Digest as _, Sha256};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use uuid::Uuid;

type AnyError = Box<dyn Error + Send + Sync>;

/// What is committed, in both ways.
struct Work {
    submission: Arc<Submission>,
    now: Timestamp,
}

/// A copy of the database that goes away with this.
struct Copy(PathBuf);

impl Copy {
    fn of(database: &Path, name: &str) -> Result<Self, AnyError> {
        let path = database.with_file_name(name);
        std::fs::copy(database, &path)?;
        // So that nobody's commit waits for the copying.
        std::fs::File::open(&path)?.sync_all()?;
        Ok(Self(path))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(suffix);
            // Two of them need not be there.
            let _ = std::fs::remove_file(path);
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let mut arguments = std::env::args().skip(1);
    let (Some(database), Some(file), Some(times)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("bench_commit DATABASE FILE TIMES".into());
    };
    let database = Path::new(&database);
    let work = work(Path::new(&file))?;
    let mut ours_ms = Vec::new();
    let mut theirs_ms = Vec::new();
    for round in 0..times.parse::<u32>()? {
        let ours_copy = Copy::of(database, "bench-ours.db")?;
        let (took, seen_json) = ours::commit(&ours_copy.0, &work).await?;
        ours_ms.push(millis(took));
        let theirs_copy = Copy::of(database, "bench-theirs.db")?;
        theirs_ms.push(millis(theirs::commit(&theirs_copy.0, &work, &seen_json).await?));
        if round == 0 {
            same_rows::check(&ours_copy.0, &theirs_copy.0).await?;
        }
    }
    let times = serde_json::json!({ "ours_ms": ours_ms, "theirs_ms": theirs_ms });
    writeln!(std::io::stdout(), "{times}")?;
    Ok(())
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

/// The first company's Admin submits the file.
fn work(file: &Path) -> Result<Work, AnyError> {
    let bytes = std::fs::read(file)?;
    let entries = domain::upload::read(&bytes, None).map_err(|refusal| refusal.code())?.entries;
    let submission = Submission {
        company: CompanyId(1),
        user: UserId(1),
        user_name: "a.wanjiku".to_owned(),
        origin: Origin::default(),
        operation_id: Uuid::from_u128(1),
        file_name: "full.csv".to_owned(),
        file_sha256: STANDARD.encode(Sha256::digest(&bytes)),
        file: bytes,
        column: None,
        entries,
        seen: SeenAccounts::new(),
        seen_json: String::new(),
        early_acknowledged: true,
        request_sha256: [0; 32],
    };
    Ok(Work { submission: Arc::new(submission), now: Timestamp::now() })
}

/// As the store opens its own: the same promises cost the same.
fn options(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(database)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("cache_size", "-16384")
        .pragma("temp_store", "MEMORY")
        .pragma("trusted_schema", "OFF")
        .pragma("recursive_triggers", "ON")
        .pragma("wal_autocheckpoint", "0")
        .disable_statement_logging()
}
